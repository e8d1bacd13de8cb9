"""Addresses of this app."""

from django.urls import URLPattern, path

from portfolio.api.activities import ClaimDraftList, ClaimDraftSubmissionList, CourseActivityIdentifierList
from portfolio.api.attendance import AttendanceBatchDetail, AttendanceBatchList
from portfolio.api.attendance_changes import (
    AttendanceChangeDecisionList,
    AttendanceChangeDetail,
    AttendanceChangeList,
)
from portfolio.api.attendance_reports import AttendanceCheckList, AttendanceRowList
from portfolio.api.audit_case_urls import urlpatterns as audits
from portfolio.api.audit_run_urls import urlpatterns as audit_runs
from portfolio.api.claim_urls import urlpatterns as claims
from portfolio.api.competence_urls import urlpatterns as competences
from portfolio.api.connections import (
    AssociationNumberCheckList,
    AssociationNumberList,
    ConnectionActivationDecisionList,
    ConnectionActivationList,
    ConnectionAssociationList,
    ConnectionDetail,
    ConnectionKeyList,
    ConnectionList,
    ConnectionRevocationList,
    RegisterNumberCheckList,
)
from portfolio.api.credential_urls import urlpatterns as credentials
from portfolio.api.cycles import RegistrationCycleList
from portfolio.api.decision_urls import urlpatterns as decisions
from portfolio.api.disciplinary_urls import urlpatterns as discipline
from portfolio.api.dossier_urls import urlpatterns as dossiers
from portfolio.api.dossiers import (
    LedgerEntryDetail,
    LedgerEntryList,
    LedgerEntryReversalList,
    RegistrationLedgerEntryList,
    RegistrationStanding,
)
from portfolio.api.evidence_urls import urlpatterns as evidence
from portfolio.api.extracts import urlpatterns as extracts
from portfolio.api.figure_urls import urlpatterns as figures
from portfolio.api.group_decision_urls import urlpatterns as group_decisions
from portfolio.api.merge_urls import urlpatterns as merges
from portfolio.api.missing_urls import urlpatterns as missing_attendance
from portfolio.api.peer_urls import urlpatterns as peers
from portfolio.api.projections import RegistrationProjectionList
from portfolio.api.record_urls import urlpatterns as records
from portfolio.api.reflection_urls import urlpatterns as reflection
from portfolio.api.renewal_urls import urlpatterns as renewals
from portfolio.api.request_urls import urlpatterns as requests
from portfolio.api.sharing_urls import urlpatterns as sharing
from portfolio.api.simulations import RegulationSimulationList, SimulationChangeList, SimulationDetail

urlpatterns: list[URLPattern] = [
    *missing_attendance,
    *sharing,
    *credentials,
    *decisions,
    *discipline,
    *merges,
    *group_decisions,
    *renewals,
    *audit_runs,
    *audits,
    *requests,
    *figures,
    *evidence,
    *records,
    *reflection,
    *dossiers,
    *peers,
    path("registrations/<uuid:uuid>/cycles", RegistrationCycleList.as_view(), name="registration-cycles"),
    path("registrations/<uuid:uuid>/standing", RegistrationStanding.as_view(), name="registration-standing"),
    path(
        "registrations/<uuid:uuid>/projections",
        RegistrationProjectionList.as_view(),
        name="registration-projections",
    ),
    path(
        "registrations/<uuid:uuid>/ledger-entries",
        RegistrationLedgerEntryList.as_view(),
        name="registration-ledger-entries",
    ),
    path("ledger-entries", LedgerEntryList.as_view(), name="ledger-entries"),
    path("ledger-entries/<uuid:uuid>", LedgerEntryDetail.as_view(), name="ledger-entry"),
    path("ledger-entries/<uuid:uuid>/reversals", LedgerEntryReversalList.as_view(), name="ledger-entry-reversals"),
    path("regulations/<uuid:uuid>/simulations", RegulationSimulationList.as_view(), name="regulation-simulations"),
    path("simulations/<uuid:uuid>", SimulationDetail.as_view(), name="simulation"),
    path("simulations/<uuid:uuid>/changes", SimulationChangeList.as_view(), name="simulation-changes"),
    *claims,
    *extracts,
    *competences,
    path("attendance-batches", AttendanceBatchList.as_view(), name="attendance-batches"),
    path("attendance-batches/<uuid:uuid>", AttendanceBatchDetail.as_view(), name="attendance-batch"),
    path("attendance-batches/<uuid:uuid>/rows", AttendanceRowList.as_view(), name="attendance-batch-rows"),
    path("attendance-checks", AttendanceCheckList.as_view(), name="attendance-checks"),
    path("attendance-changes", AttendanceChangeList.as_view(), name="attendance-changes"),
    path("attendance-changes/<uuid:uuid>", AttendanceChangeDetail.as_view(), name="attendance-change"),
    path(
        "attendance-changes/<uuid:uuid>/decisions",
        AttendanceChangeDecisionList.as_view(),
        name="attendance-change-decisions",
    ),
    path("connections", ConnectionList.as_view(), name="connections"),
    path("connections/<uuid:uuid>", ConnectionDetail.as_view(), name="connection"),
    path("connections/<uuid:uuid>/keys", ConnectionKeyList.as_view(), name="connection-keys"),
    path("connections/<uuid:uuid>/revocations", ConnectionRevocationList.as_view(), name="connection-revocations"),
    path("connections/<uuid:uuid>/associations", ConnectionAssociationList.as_view(), name="connection-associations"),
    path("connections/<uuid:uuid>/activations", ConnectionActivationList.as_view(), name="connection-activations"),
    path(
        "connections/<uuid:uuid>/activation-decisions",
        ConnectionActivationDecisionList.as_view(),
        name="connection-activation-decisions",
    ),
    path("associations/<uuid:uuid>/wire-numbers", AssociationNumberList.as_view(), name="association-wire-numbers"),
    path(
        "associations/<uuid:uuid>/number-checks",
        AssociationNumberCheckList.as_view(),
        name="association-number-checks",
    ),
    path("registers/<slug:code>/number-checks", RegisterNumberCheckList.as_view(), name="register-number-checks"),
    path(
        "courses/<uuid:uuid>/activity-identifiers",
        CourseActivityIdentifierList.as_view(),
        name="course-activity-identifiers",
    ),
    path("claim-drafts", ClaimDraftList.as_view(), name="claim-drafts"),
    path("claim-drafts/<uuid:uuid>/submissions", ClaimDraftSubmissionList.as_view(), name="claim-draft-submissions"),
]
