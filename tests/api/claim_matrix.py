"""Who gets what of claims: as in `provider_matrix`."""

from datetime import timedelta
from typing import Any

from register.clock import today
from tests.factories.portfolio import ON_FORM

EVERYONE = {200: "*"}
READERS = "registrar assessor committee records_machine"
DESK = {201: "assessor", 403: "member registrar committee records_machine", 404: "*"}
OWN = {201: "member", 403: READERS, 404: "*"}
MINE = {201: "member", 404: "*"}  # a draft is its writer's alone

CLAIMS: tuple[tuple[Any, ...], ...] = (
    ("GET", "register-claim-forms", EVERYONE, "register"),
    ("GET", "register-claim-loads", {200: "assessor", 403: "*"}, "register"),
    ("GET", "waiting-claims", {200: "assessor other_assessor", 403: "*"}),
    ("POST", "claim-decision-batch", {200: "assessor other_assessor", 403: "*"}, "", "claim decisions"),
    ("GET", "claims", EVERYONE),
    # a claim is made for one's own registration
    ("POST", "claims", {201: "member", 400: "stranger", 403: "*"}, "", "claim"),
    ("GET", "claim", {200: f"member {READERS}", 404: "*"}, "claim"),
    ("POST", "claim-changes", MINE, "drafted_claim", "claim change"),
    ("POST", "claim-submissions", MINE, "drafted_claim", "nothing"),
    ("POST", "claim-withdrawals", OWN, "claim", "nothing"),
    ("POST", "claim-registrations", OWN, "claim", "elsewhere"),
    ("POST", "claim-assignments", DESK, "claim", "nothing"),
    ("POST", "claim-releases", DESK, "claim", "nothing"),
    ("POST", "claim-returns", DESK, "claim", "claim return"),
    ("POST", "claim-decisions", DESK, "claim", "decision"),
    ("GET", "claim-proposals", EVERYONE),
    ("POST", "claim-proposals", {201: "member", 400: "*"}, "", "proposal"),  # for one's own registration
    ("GET", "claim-proposal", {200: f"member {READERS}", 404: "*"}, "proposal"),
    ("POST", "claim-proposal-answers", DESK, "proposal", "proposal answer"),
    ("POST", "claim-proposal-refusals", DESK, "proposal", "claim return"),
    ("POST", "claim-proposal-withdrawals", OWN, "proposal", "nothing"),
)


def claim_bodies(world: Any) -> dict[str, Any]:
    return {
        "claim": {
            "registration": str(world["registration"].uuid),
            "category": "oda",
            "title": "Intervisie",
            "performedOn": "2026-01-10",
            "quantity": "2.5",
            "unit": "hour",
            **ON_FORM,
        },
        "elsewhere": {"everywhere": True},
        "proposal": {
            "registration": str(world["registration"].uuid),
            "category": "oda",
            "title": "Studiereis wondzorg",
            "plannedOn": (today() + timedelta(days=30)).isoformat(),
            "quantity": "8",
            "unit": "hour",
            **ON_FORM,
        },
        "proposal answer": {"quantity": "8", "validBefore": (today() + timedelta(days=90)).isoformat()},
        "claim change": {"title": "Intervisie wondzorg"},
        "claim return": {"reason": "Noem het onderwerp."},
        "claim decisions": {"decisions": [{"claim": str(world["claim"].uuid), "granted": True}]},
        "decision": {"granted": True},
    }
