"""Addresses of what professionals do with a competence profile."""

from django.urls import URLPattern, path

from portfolio.api.competence.assessments import SelfAssessmentComparison, SelfAssessmentDetail, SelfAssessmentList
from portfolio.api.competence.feedback import (
    FeedbackAnswerList,
    FeedbackInvitationWithdrawalList,
    FeedbackOpeningList,
    FeedbackRoundClosureList,
    FeedbackRoundDetail,
    FeedbackRoundInvitationList,
    FeedbackRoundList,
)
from portfolio.api.competence.links import (
    CompetenceLinkList,
    CompetenceLinkRemovalList,
    RegisterCompetenceCoverage,
)
from portfolio.api.competence.recognition import RegisterRecognitionPortfolio
from portfolio.api.suggestions import RegistrationSuggestionList

ASSESSMENT, ROUND = "self-assessments/<uuid:uuid>", "feedback-rounds/<uuid:uuid>"
INVITATION = "feedback-invitations/<uuid:uuid>"
urlpatterns: list[URLPattern] = [
    path("self-assessments", SelfAssessmentList.as_view(), name="self-assessments"),
    path(ASSESSMENT, SelfAssessmentDetail.as_view(), name="self-assessment"),
    path(f"{ASSESSMENT}/comparisons", SelfAssessmentComparison.as_view(), name="self-assessment-comparison"),
    path("feedback-rounds", FeedbackRoundList.as_view(), name="feedback-rounds"),
    path(ROUND, FeedbackRoundDetail.as_view(), name="feedback-round"),
    path(f"{ROUND}/invitations", FeedbackRoundInvitationList.as_view(), name="feedback-round-invitations"),
    path(f"{ROUND}/closures", FeedbackRoundClosureList.as_view(), name="feedback-round-closures"),
    path(f"{INVITATION}/withdrawals", FeedbackInvitationWithdrawalList.as_view(), name="feedback-withdrawals"),
    path(f"{INVITATION}/openings", FeedbackOpeningList.as_view(), name="feedback-openings"),
    path(f"{INVITATION}/answers", FeedbackAnswerList.as_view(), name="feedback-answers"),
    path("competence-links", CompetenceLinkList.as_view(), name="competence-links"),
    path("competence-links/<uuid:uuid>/removals", CompetenceLinkRemovalList.as_view(), name="competence-link-removals"),
    path("registrations/<uuid:uuid>/suggestions", RegistrationSuggestionList.as_view(), name="registration-suggestion"),
    path(
        "registers/<str:code>/recognition-portfolios",
        RegisterRecognitionPortfolio.as_view(),
        name="register-recognition-portfolio",
    ),
    path(
        "registers/<str:code>/competence-coverages",
        RegisterCompetenceCoverage.as_view(),
        name="register-competence-coverage",
    ),
]
