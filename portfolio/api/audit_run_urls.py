"""Addresses of audit runs."""

from django.urls import URLPattern, path

from portfolio.api.audit_runs import (
    AuditRunCancellationList,
    AuditRunCandidateList,
    AuditRunCommitmentList,
    AuditRunDetail,
    AuditRunDrawList,
    AuditRunFigures,
    AuditRunList,
    AuditRunPopulationList,
    AuditRunPreviewList,
    PublishedAuditRunList,
)

RUN = "audit-runs/<uuid:uuid>"
OF_RUN = {
    "population-previews": AuditRunPreviewList,
    "commitments": AuditRunCommitmentList,
    "draws": AuditRunDrawList,
    "cancellations": AuditRunCancellationList,
    "candidates": AuditRunCandidateList,
    "population-documents": AuditRunPopulationList,
    "figures": AuditRunFigures,
}
urlpatterns: list[URLPattern] = [
    path("published-audit-runs", PublishedAuditRunList.as_view(), name="published-audit-runs"),
    path("audit-runs", AuditRunList.as_view(), name="audit-runs"),
    path(RUN, AuditRunDetail.as_view(), name="audit-run"),
    *(path(f"{RUN}/{part}", view.as_view(), name=f"audit-run-{part}") for part, view in OF_RUN.items()),
]
