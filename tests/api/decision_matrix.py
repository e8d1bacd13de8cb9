"""Who gets what of decisions and objections: as in `provider_matrix`."""

from typing import Any

from tests.api.claim_matrix import EVERYONE, OWN, READERS

SEEN = {200: f"member {READERS}", 404: "*"}
OFFICE = {201: "registrar", 403: "assessor committee records_machine", 404: "*"}
ANSWERABLE = {201: "registrar", 403: "member assessor committee records_machine", 404: "*"}
COMMITTEE = {201: "committee", 403: "registrar assessor records_machine", 404: "*"}
TAKES = {201: "committee", 403: "member registrar assessor records_machine", 404: "*"}

DECISIONS: tuple[tuple[Any, ...], ...] = (
    ("GET", "decisions-of-registrations", EVERYONE),
    (
        "POST",
        "registration-decisions",
        {201: "registrar", 403: "member assessor chair committee reader administrator records_machine", 404: "*"},
        "registration",
        "new decision",
    ),
    ("GET", "registration-decision", SEEN, "registration_decision"),
    ("GET", "registration-decision-documents", SEEN, "registration_decision"),
    ("GET", "registration-decision-letters", SEEN, "registration_decision"),
    ("POST", "registration-decision-intentions", OFFICE, "prepared_decision", "nothing"),
    ("POST", "registration-decision-withdrawals", OFFICE, "prepared_decision", "why"),
    ("POST", "registration-decision-announcements", ANSWERABLE, "unknown_decision", "known"),
    ("POST", "registration-decision-refusals", COMMITTEE, "ready_decision", "why"),
    ("POST", "registration-decision-hardship-agreements", COMMITTEE, "prepared_decision", "nothing"),
    ("POST", "registration-decision-resolutions", COMMITTEE, "ready_decision", "nothing"),
    ("POST", "registration-decision-repair-proposals", ANSWERABLE, "conditional_decision", "nothing"),
    ("POST", "registration-decision-views", OWN, "intended_decision", "view"),
    ("POST", "registration-decision-objections", OWN, "registration_decision", "objection to decision"),
    ("GET", "registration-objections", EVERYONE),
    ("GET", "registration-objection", SEEN, "registration_objection"),
    ("POST", "registration-objection-withdrawals", OWN, "registration_objection", "nothing"),
    ("POST", "registration-objection-assignments", ANSWERABLE, "registration_objection", "nothing"),
    ("POST", "registration-objection-hearings", ANSWERABLE, "registration_objection", "hearing"),
    ("POST", "registration-objection-resolutions", TAKES, "registration_objection", "reconsideration of decision"),
)


def decision_bodies() -> dict[str, Any]:
    return {
        "new decision": {
            "question": "STATUS",
            "result": "imposed",
            "adverse": True,
            "effectiveOn": "2026-12-01",
            "reasons": "Opgave van de tuchtrechter.",
            "statuses": [{"value": "SUSPENDED"}],
        },
        "why": {"reason": "Een ander voorstel volgt."},
        "known": {"on": "2026-01-20"},
        "view": {"view": "Ik was ziek."},
        "objection to decision": {"grounds": "De punten van mei ontbreken."},
        "hearing": {"noneBecause": "De betrokkene ziet ervan af."},
        "reconsideration of decision": {"outcome": "REJECTED", "reasons": "De punten tellen niet mee."},
    }
