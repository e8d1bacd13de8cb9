"""Addresses of the audits of persons."""

from django.urls import URLPattern, path

from portfolio.api.audit_cases.answers import AuditExplanationList, AuditExtensionList, AuditItemList, AuditReplyList
from portfolio.api.audit_cases.audits import AuditDetail, AuditDossier, AuditList
from portfolio.api.audit_cases.office import (
    AuditAssignmentList,
    AuditCancellationList,
    AuditExtensionAnswerList,
    AuditProposalList,
    AuditReturnList,
)
from portfolio.api.audit_cases.verdicts import (
    AuditConclusionList,
    AuditConflictList,
    AuditFinding,
    AuditRepairList,
    AuditVerdictList,
)

AUDIT = "audits/<uuid:uuid>"
OF_AUDIT = {
    "dossiers": AuditDossier,
    "items": AuditItemList,
    "replies": AuditReplyList,
    "extensions": AuditExtensionList,
    "extension-answers": AuditExtensionAnswerList,
    "assignments": AuditAssignmentList,
    "conflicts": AuditConflictList,
    "findings": AuditFinding,
    "verdicts": AuditVerdictList,
    "repairs": AuditRepairList,
    "conclusions": AuditConclusionList,
    "returns": AuditReturnList,
    "cancellations": AuditCancellationList,
    "proposals": AuditProposalList,
}
urlpatterns: list[URLPattern] = [
    path("audits", AuditList.as_view(), name="audits"),
    path(AUDIT, AuditDetail.as_view(), name="audit"),
    *(path(f"{AUDIT}/{step}", view.as_view(), name=f"audit-{step}") for step, view in OF_AUDIT.items()),
    path("audit-items/<uuid:uuid>/explanations", AuditExplanationList.as_view(), name="audit-item-explanations"),
]
