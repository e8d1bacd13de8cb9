"""Addresses of decisions and objections."""

from django.urls import URLPattern, path

from portfolio.api.decisions import (
    DecisionAnnouncementList,
    DecisionDetail,
    DecisionDocumentList,
    DecisionDropList,
    DecisionHardshipAgreementList,
    DecisionIntentionList,
    DecisionLetterList,
    DecisionList,
    DecisionRefusalList,
    DecisionRepairProposalList,
    DecisionResolutionList,
    DecisionViewList,
    RegistrationDecisionList,
)
from portfolio.api.objections import (
    DecisionObjectionList,
    ObjectionAssignmentList,
    ObjectionDetail,
    ObjectionHearingList,
    ObjectionList,
    ObjectionResolutionList,
    ObjectionWithdrawalList,
)

DECISION, OBJECTION = "registration-decisions/<uuid:uuid>", "registration-objections/<uuid:uuid>"
OF_DECISION = {
    "documents": DecisionDocumentList,
    "letters": DecisionLetterList,
    "intentions": DecisionIntentionList,
    "withdrawals": DecisionDropList,
    "refusals": DecisionRefusalList,
    "announcements": DecisionAnnouncementList,
    "resolutions": DecisionResolutionList,
    "hardship-agreements": DecisionHardshipAgreementList,
    "views": DecisionViewList,
    "objections": DecisionObjectionList,
    "repair-proposals": DecisionRepairProposalList,
}
OF_OBJECTION = {
    "withdrawals": ObjectionWithdrawalList,
    "assignments": ObjectionAssignmentList,
    "hearings": ObjectionHearingList,
    "resolutions": ObjectionResolutionList,
}
urlpatterns: list[URLPattern] = [
    path("registration-decisions", DecisionList.as_view(), name="decisions-of-registrations"),
    path("registrations/<uuid:uuid>/decisions", RegistrationDecisionList.as_view(), name="registration-decisions"),
    path(DECISION, DecisionDetail.as_view(), name="registration-decision"),
    *(
        path(f"{DECISION}/{step}", view.as_view(), name=f"registration-decision-{step}")
        for step, view in OF_DECISION.items()
    ),
    path("registration-objections", ObjectionList.as_view(), name="registration-objections"),
    path(OBJECTION, ObjectionDetail.as_view(), name="registration-objection"),
    *(
        path(f"{OBJECTION}/{step}", view.as_view(), name=f"registration-objection-{step}")
        for step, view in OF_OBJECTION.items()
    ),
]
