"""Addresses of applications, their assessment and decisions."""

from django.urls import URLPattern, path

from accreditation.api import applications, assessments, decisions, desk

urlpatterns: list[URLPattern] = [
    path("applications", applications.ApplicationList.as_view(), name="applications"),
    path("applications/<uuid:uuid>", applications.ApplicationDetail.as_view(), name="application"),
    path("applications/<uuid:uuid>/changes", applications.ApplicationChanges.as_view(), name="application-changes"),
    path(
        "applications/<uuid:uuid>/submissions",
        applications.ApplicationSubmissions.as_view(),
        name="application-submissions",
    ),
    path("applications/<uuid:uuid>/attachments", applications.AttachmentList.as_view(), name="application-attachments"),
    path("attachments/<uuid:uuid>", applications.AttachmentDetail.as_view(), name="attachment"),
    path("attachments/<uuid:uuid>/removals", applications.AttachmentRemovals.as_view(), name="attachment-removals"),
    path("assessments", assessments.AssessmentList.as_view(), name="assessments"),
    path("assessments/<uuid:uuid>", assessments.AssessmentDetail.as_view(), name="assessment"),
    *(
        path(f"assessments/<uuid:uuid>/{name}", view.as_view(), name=f"assessment-{name}")
        for name, view in (
            ("returns", assessments.AssessmentReturns),
            ("acceptances", assessments.AssessmentAcceptances),
            ("candidates", assessments.AssessmentCandidates),
            ("assignments", assessments.AssessmentAssignments),
            ("questions", assessments.AssessmentQuestions),
            ("advices", assessments.AssessmentAdvices),
            ("advice-requests", assessments.AssessmentAdviceRequests),
            ("decisions", decisions.AssessmentDecisions),
            ("takeovers", decisions.AssessmentTakeovers),
            ("self-accreditations", decisions.AssessmentSelfAccreditations),
            ("objections", decisions.AssessmentObjections),
            ("reconsiderations", decisions.AssessmentReconsiderations),
            ("withdrawals", assessments.AssessmentWithdrawals),
            ("dismissals", assessments.AssessmentDismissals),
        )
    ),
    path("assignments/<uuid:uuid>", assessments.AssignmentDetail.as_view(), name="assignment"),
    path("assignments/<uuid:uuid>/releases", assessments.AssignmentReleases.as_view(), name="assignment-releases"),
    path("questions/<uuid:uuid>", assessments.QuestionDetail.as_view(), name="question"),
    path("questions/<uuid:uuid>/answers", assessments.QuestionAnswers.as_view(), name="question-answers"),
    path("advices/<uuid:uuid>", assessments.AdviceDetail.as_view(), name="advice"),
    path("decisions/<uuid:uuid>", decisions.DecisionDetail.as_view(), name="decision"),
    path(
        "accreditations/<uuid:uuid>/withdrawals",
        desk.AccreditationWithdrawals.as_view(),
        name="accreditation-withdrawals",
    ),
    path("withdrawals", desk.WithdrawalList.as_view(), name="withdrawals"),
    path("withdrawals/<uuid:uuid>", desk.WithdrawalDetail.as_view(), name="withdrawal"),
    path(
        "withdrawals/<uuid:uuid>/confirmations",
        desk.WithdrawalConfirmations.as_view(),
        name="withdrawal-confirmations",
    ),
    path("withdrawals/<uuid:uuid>/refusals", desk.WithdrawalRefusals.as_view(), name="withdrawal-refusals"),
    path("course-changes", desk.CourseChangeList.as_view(), name="course-changes"),
    path("interests", desk.InterestList.as_view(), name="interests"),
    path("interests/<uuid:uuid>", desk.InterestDetail.as_view(), name="interest"),
    path("interests/<uuid:uuid>/endings", desk.InterestEndings.as_view(), name="interest-endings"),
    path("registers/<slug:code>/assessors", desk.AssessorList.as_view(), name="register-assessors"),
    path("registers/<slug:code>/advice-figures", desk.AdviceFigures.as_view(), name="register-advice-figures"),
    path("assessors/<uuid:uuid>", desk.AssessorDetail.as_view(), name="assessor"),
    path("provider-blocks", desk.ProviderBlockList.as_view(), name="provider-blocks"),
    path("objections/<uuid:uuid>", decisions.ObjectionDetail.as_view(), name="objection"),
]
