"""Addresses of applications, their assessment and decisions."""

from django.urls import URLPattern, path

from accreditation.api import applications, assessments

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
            ("decisions", assessments.AssessmentDecisions),
            ("takeovers", assessments.AssessmentTakeovers),
            ("self-accreditations", assessments.AssessmentSelfAccreditations),
            ("objections", assessments.AssessmentObjections),
            ("reconsiderations", assessments.AssessmentReconsiderations),
            ("withdrawals", assessments.AssessmentWithdrawals),
            ("dismissals", assessments.AssessmentDismissals),
        )
    ),
    path("assignments/<uuid:uuid>", assessments.AssignmentDetail.as_view(), name="assignment"),
    path("assignments/<uuid:uuid>/releases", assessments.AssignmentReleases.as_view(), name="assignment-releases"),
    path("questions/<uuid:uuid>", assessments.QuestionDetail.as_view(), name="question"),
    path("questions/<uuid:uuid>/answers", assessments.QuestionAnswers.as_view(), name="question-answers"),
    path("advices/<uuid:uuid>", assessments.AdviceDetail.as_view(), name="advice"),
    path("decisions/<uuid:uuid>", assessments.DecisionDetail.as_view(), name="decision"),
    path("objections/<uuid:uuid>", assessments.ObjectionDetail.as_view(), name="objection"),
]
