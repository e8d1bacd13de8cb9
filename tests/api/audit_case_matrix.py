"""Who gets what of audits of persons: as in `provider_matrix`. Of a decided one its auditor sees nothing any more."""

from datetime import timedelta
from typing import Any

from register.clock import today
from tests.api.claim_matrix import EVERYONE

OPEN = {200: "member auditor registrar committee", 404: "*"}
OVER = {200: "member registrar committee", 404: "*"}
OWN = {201: "member", 403: "auditor registrar committee", 404: "*"}
IN_HAND = {201: "auditor", 403: "member registrar committee", 404: "*"}
OFFICE = {201: "registrar", 403: "member auditor committee", 404: "*"}

AUDITS: tuple[tuple[Any, ...], ...] = (
    ("GET", "audits", EVERYONE),
    ("GET", "audit", OPEN, "asked_audit"),
    ("GET", "audit", OPEN, "concluded_audit"),
    ("GET", "audit", OVER, "decided_audit"),
    ("GET", "audit-dossiers", OPEN, "asked_audit"),
    ("GET", "audit-dossiers", OVER, "decided_audit"),
    ("GET", "evidence-file", OPEN, "evidence_of_asked_audit"),
    ("GET", "evidence-file", OVER, "evidence_of_decided_audit"),
    ("POST", "audit-items", OWN, "asked_audit", "later fact"),
    ("POST", "audit-item-explanations", OWN, "item_of_asked_audit", "explanation"),
    ("POST", "audit-replies", OWN, "asked_audit", "nothing"),
    ("POST", "audit-extensions", OWN, "asked_audit", "more time"),
    ("POST", "audit-extension-answers", OFFICE, "extended_audit", "granted"),
    ("POST", "audit-assignments", OFFICE, "asked_audit", "nothing"),
    ("POST", "audit-conflicts", IN_HAND, "asked_audit", "why"),
    ("GET", "audit-findings", {200: "auditor", 403: "member registrar committee", 404: "*"}, "assessing_audit"),
    ("POST", "audit-verdicts", IN_HAND, "assessing_audit", "verdicts"),
    ("POST", "audit-repairs", IN_HAND, "assessing_audit", "repair"),
    ("POST", "audit-conclusions", IN_HAND, "assessing_audit", "nothing"),
    ("POST", "audit-returns", OFFICE, "concluded_audit", "why"),
    ("POST", "audit-cancellations", OFFICE, "asked_audit", "why"),
    ("POST", "audit-proposals", OFFICE, "concluded_audit", "nothing"),
)


def audit_bodies(world: Any) -> dict[str, Any]:
    return {
        "later fact": {"entry": str(world["later_entry"].uuid)},
        "explanation": {"explanation": "Op mijn meisjesnaam."},
        "more time": {"reason": "Op reis.", "wishedUntil": (today() + timedelta(days=60)).isoformat()},
        "granted": {"granted": True},
        "verdicts": {"verdicts": [{"item": str(world["item_of_assessing_audit"].uuid), "verdict": "ACCEPTED"}]},
        "repair": {"asks": "Toon zes uur scholing."},
    }
