"""What may follow an operation: OpenAPI links along the main chains, from a claim to its decision and the like."""

from collections.abc import Mapping
from typing import Any

MADE = "$response.body#/uuid"
OF_IT = "$request.path.uuid"

# After which operation comes what: the operations on the thing it made, under the address the thing then has.
NEXT: Mapping[str, tuple[str, ...]] = {
    # a claim, and what was asked beforehand
    "claim_proposals_create": ("claim_proposals_answers_create", "claim_proposals_refusals_create"),
    "claims_create": (
        "claims_retrieve",
        "claims_returns_create",
        "claims_decisions_create",
        "claims_withdrawals_create",
    ),
    # a course, its editions, and who came
    "courses_create": ("courses_versions_create", "courses_editions_create", "courses_accreditations_create"),
    "courses_editions_create": ("editions_retrieve", "editions_meetings_create", "editions_cancellations_create"),
    "attendance_batches_create": ("attendance_batches_retrieve", "attendance_batches_rows_list"),
    # an application
    "applications_create": ("applications_attachments_create", "applications_submissions_create"),
    # a person on the register, and decisions about them
    "registers_registrations_create": ("registrations_standing_retrieve", "registrations_decisions_create"),
    "registrations_decisions_create": (
        "registration_decisions_intentions_create",
        "registration_decisions_views_create",
        "registration_decisions_resolutions_create",
        "registration_decisions_withdrawals_create",
    ),
    "registration_decisions_resolutions_create": (
        "registration_decisions_announcements_create",
        "registration_decisions_documents_retrieve",
        "registration_decisions_objections_create",
    ),
    "registration_decisions_objections_create": (
        "registration_objections_assignments_create",
        "registration_objections_hearings_create",
        "registration_objections_resolutions_create",
        "registration_objections_withdrawals_create",
    ),
    "registration_requests_create": (
        "registration_requests_proposals_create",
        "registration_requests_withdrawals_create",
    ),
    "renewals_submissions_create": ("renewals_returns_create", "renewals_proposals_create"),
    "renewals_proposals_create": (
        "registration_decisions_intentions_create",
        "registration_decisions_resolutions_create",
    ),
    # an audit
    "audit_runs_create": (
        "audit_runs_commitments_create",
        "audit_runs_candidates_list",
        "audit_runs_cancellations_create",
    ),
    "audit_runs_commitments_create": ("audit_runs_draws_create",),
    # what one sets oneself
    "goals_create": ("goals_changes_create", "goals_closings_create", "goals_removals_create"),
    "wrong_attendances_create": ("wrong_attendances_confirmations_create", "wrong_attendances_denials_create"),
}
# The same along another path: the operation that follows, and where the uuid of what it is done to is found.
ELSEWHERE: Mapping[str, Mapping[str, str]] = {
    "applications_submissions_create": {
        "assessments_retrieve": "$response.body#/assessments/0/uuid",
        "assessments_acceptances_create": "$response.body#/assessments/0/uuid",
        "assessments_assignments_create": "$response.body#/assessments/0/uuid",
    },
    "assessments_assignments_create": {"assessments_advices_create": OF_IT},
    "assessments_advices_create": {"assessments_decisions_create": OF_IT},
    "assessments_decisions_create": {"assessments_objections_create": OF_IT},
    "assessments_objections_create": {"assessments_reconsiderations_create": OF_IT},
    "claims_decisions_create": {"registrations_standing_retrieve": "$response.body#/registration"},
}


def document_links(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add to the answer of an operation which operations may follow, and where their address comes from."""
    operations = {
        operation["operationId"]: operation for methods in result["paths"].values() for operation in methods.values()
    }
    for source, following in NEXT.items():
        _add(operations[source], dict.fromkeys(following, MADE))
    for source, found in ELSEWHERE.items():
        _add(operations[source], found)
    return result


def _add(operation: dict[str, Any], following: Mapping[str, str]) -> None:
    for code, answer in operation["responses"].items():
        if code.startswith("2"):
            answer["links"] = {
                target: {"operationId": target, "parameters": {"uuid": expression}}
                for target, expression in following.items()
            }
