"""Who gets what of work, declarations and documents: as in `provider_matrix`."""

from typing import Any

EVERYONE = {200: "*"}
DOSSIER = "registrar assessor committee records_machine"  # who reads it, besides its owner
BY_OWNER = {201: "member", 403: DOSSIER, 404: "*"}
BY_KEY = {409: "*"}  # another key than that of the mail

RECORDS: tuple[tuple[Any, ...], ...] = (
    ("GET", "register-record-rules", EVERYONE, "register"),
    ("GET", "records", EVERYONE),
    ("POST", "records", {201: "member stranger", 403: "*"}, "", "record"),
    ("GET", "record", {200: f"member {DOSSIER}", 404: "*"}, "record"),
    ("POST", "record-endings", BY_OWNER, "record", "ending"),
    ("POST", "record-withdrawals", BY_OWNER, "record", "nothing"),
    ("POST", "record-statements", BY_OWNER, "record", "statement request"),
    ("POST", "record-statement-withdrawals", BY_OWNER, "record_statement", "nothing"),
    ("POST", "record-statement-readings", BY_KEY, "record_statement", "wrong statement key", True),
    ("POST", "record-statement-confirmations", BY_KEY, "record_statement", "statement", True),
    ("POST", "record-statement-refusals", BY_KEY, "record_statement", "statement refusal", True),
)


def record_bodies(world: Any) -> dict[str, Any]:
    wrong = {"key": "not-the-key"}
    return {
        "record": {"sort": "WORK", "title": "Werk", "from": "2024-01-01", "hoursPerWeek": "20"},
        "ending": {"until": "2025-12-31"},
        "statement request": {"role": "CONFIRMER", "name": "B", "email": "b@b.example"},
        "wrong statement key": wrong,
        "statement": wrong | {"name": "B"},
        "statement refusal": wrong | {"remark": "Nee."},
    }
