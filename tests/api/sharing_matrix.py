"""Who gets what of sharing: as in `provider_matrix`. Without a grant an employer sees nothing, not even that."""

from typing import Any

EVERYONE = {200: "*"}
OWNER = {200: "member", 404: "*"}
STEP = {201: "member", 404: "*"}
PEOPLE = "member stranger"

SHARING: tuple[tuple[Any, ...], ...] = (
    ("GET", "shares", EVERYONE),
    ("POST", "shares", {201: PEOPLE, 403: "*"}, "", "share"),
    ("GET", "share", OWNER, "share"),
    ("POST", "share-withdrawals", STEP, "share", "nothing"),
    ("POST", "share-openings", {201: "*"}, "share", "share key", True),
    ("GET", "shared-dossiers", EVERYONE),
    ("GET", "shared-dossier", {200: "employer_manager", 404: "*"}, "employer_share"),
    ("GET", "looks", EVERYONE),
    ("GET", "employers", EVERYONE),
    ("POST", "employers", {201: "registrar other_registrar", 403: "*"}, "", "employer"),
    ("GET", "employer", EVERYONE, "employer"),
    ("GET", "employer-team-figures", {200: "employer_manager", 403: "*"}, "employer"),
    ("GET", "employer-team-plans", EVERYONE, "employer"),
    ("POST", "employer-team-plans", {201: "employer_manager", 403: "*"}, "employer", "team plan"),
    ("GET", "employer-links", EVERYONE),
    ("POST", "employer-links", {201: "stranger", 403: "*", 409: "member"}, "", "employer link"),
    ("GET", "employer-link", OWNER, "employer_link"),
    ("POST", "employer-link-endings", STEP, "employer_link", "nothing"),
    # a year has to be asked
    ("GET", "development-reports", {400: "*"}),
    ("GET", "development-report-documents", {400: "*"}),
    ("GET", "team-plan", {200: "member employer_manager", 404: "*"}, "team_plan"),
    ("POST", "team-plan-expenses", {201: "employer_manager", 403: "member", 404: "*"}, "team_plan", "expense"),
)


def sharing_bodies(world: Any) -> dict[str, Any]:
    employer = str(world["employer"].uuid)
    return {
        "share": {
            "parts": ["ledger"],
            "reason": "Gesprek",
            "email": "collega@zorg.example",
            "closesAt": "2030-01-01T00:00:00+01:00",
        },
        "share key": {"key": world["share"].key, "part": "ledger"},
        "employer": {"code": "thuiszorg-west", "name": "Thuiszorg West"},
        "team plan": {"year": 2027, "goals": "Samen leren.", "hours": "40.00", "amount": "1000.00"},
        "employer link": {"employer": employer, "startsOn": "2025-01-01"},
        "expense": {"on": "2026-03-10", "subject": "Training", "hours": "8.00", "amount": "400.00"},
    }
