"""Who gets what of renewals: as in `provider_matrix`."""

from typing import Any

from tests.api.claim_matrix import EVERYONE, OWN
from tests.api.decision_matrix import ANSWERABLE, SEEN

REGISTRATION_READERS = "registrar assessor chair committee reader administrator records_machine"

RENEWALS: tuple[tuple[Any, ...], ...] = (
    ("GET", "register-figures", {200: "registrar committee reader administrator", 403: "*"}, "register"),
    ("GET", "renewals", EVERYONE),
    ("GET", "renewal", SEEN, "opened_renewal"),
    ("GET", "renewal-checklists", SEEN, "opened_renewal"),
    ("POST", "renewal-submissions", OWN, "opened_renewal", "renewal request"),
    ("POST", "renewal-withdrawals", OWN, "submitted_renewal", "nothing"),
    ("POST", "renewal-returns", ANSWERABLE, "submitted_renewal", "why"),
    ("POST", "renewal-completions", ANSWERABLE, "submitted_renewal", "nothing"),
    ("POST", "renewal-proposals", ANSWERABLE, "complete_renewal", "renewal proposal"),
    ("GET", "registration-re-entry-terms", {200: f"member {REGISTRATION_READERS}", 404: "*"}, "registration"),
    ("GET", "registration-requests", EVERYONE),
    ("POST", "registration-requests", {201: "member", 400: "*"}, "", "registration request"),  # of one's own
    ("GET", "registration-request", SEEN, "postponement_request"),
    ("POST", "registration-request-withdrawals", OWN, "postponement_request", "nothing"),
    ("POST", "registration-request-proposals", ANSWERABLE, "deregistration_request", "request answer"),
)


def renewal_bodies(world: Any) -> dict[str, Any]:
    return {
        "registration request": {
            "registration": str(world["registration"].uuid),
            "sort": "DISPENSATION",
            "ground": "ABROAD",
        },
        "request answer": {"granted": True, "reasons": "Op eigen verzoek."},
        "renewal request": {"declared": [], "motivation": "De laatste uren volgen in maart."},
        "renewal proposal": {"grants": "full", "reasons": "De ontbrekende uren zijn gecompenseerd."},
    }
