"""Who gets what of attendance and the systems that send it: method, route, status → roles, the row, the body."""

from typing import Any

from tests.factories.portfolio import ON_FORM

PROVIDER = "manager submitter machine"
EVERYONE = {200: "*"}
ATTENDANCE: tuple[tuple[Any, ...], ...] = (
    ("GET", "attendance-batches", EVERYONE),
    ("POST", "attendance-batches", {202: f"{PROVIDER} rival", 403: "*"}, "", "list"),
    ("GET", "attendance-batch", {200: PROVIDER, 404: "*"}, "batch"),
    ("GET", "attendance-batch-rows", {200: PROVIDER, 404: "*"}, "batch"),
    ("POST", "attendance-checks", {200: f"{PROVIDER} rival", 403: "*"}, "", "attendance rows"),
    ("GET", "attendance-changes", EVERYONE),
    ("GET", "attendance-change", {200: f"{PROVIDER} stranger registrar", 404: "*"}, "attendance_change"),
    (
        "POST",
        "attendance-change-decisions",
        {201: "registrar", 403: f"{PROVIDER} stranger", 404: "*"},
        "attendance_change",
        "change decision",
    ),
    ("GET", "connections", EVERYONE),
    ("POST", "connections", {201: "manager", 400: "rival", 403: "*"}, "", "connection"),
    ("GET", "connection", {200: "manager registrar administrator", 404: "*"}, "connection"),
    *(
        ("POST", f"connection-{deed}", {201: "manager", 403: "registrar administrator", 404: "*"}, of, body)
        for deed, of, body in (
            ("keys", "connection", "nothing"),
            ("revocations", "connection", "nothing"),
            ("associations", "connection", "the association"),
            ("activations", "connection", "the association"),
        )
    ),
    (
        "POST",
        "connection-activation-decisions",
        {201: "registrar administrator", 403: "manager", 404: "*"},
        "waiting_connection",
        "activation",
    ),
    (
        "POST",
        "association-wire-numbers",
        {201: "registrar administrator", 403: "*"},
        "association",
        "wire number",
    ),
    ("POST", "association-number-checks", {200: PROVIDER, 400: "rival", 403: "*"}, "association", "numbers"),
    ("POST", "register-number-checks", {200: PROVIDER, 400: "rival", 403: "*"}, "register", "numbers"),
    ("GET", "course-activity-identifiers", EVERYONE, "course"),
    ("POST", "course-activity-identifiers", {201: "manager machine", 403: "*"}, "course", "activity address"),
    ("GET", "claim-drafts", EVERYONE),
    ("POST", "claim-draft-submissions", {201: "member", 404: "*"}, "claim_draft", "rest of a claim"),
)


def attendance_bodies(world: Any) -> dict[str, Any]:
    """A good body for each name; `list` is the one that is no JSON."""
    return {
        "connection": {
            "provider": str(world["provider"].uuid),
            "name": "Leerplein",
            "associations": [str(world["association"].uuid)],
        },
        "activity address": {"iri": "https://leerplein.example/courses/8001"},
        "rest of a claim": {
            "registration": str(world["registration"].uuid),
            "category": "oda",
            "quantity": "0.75",
            "unit": "hour",
            **ON_FORM,
        },
        "the association": {"association": str(world["association"].uuid)},
        "activation": {"association": str(world["association"].uuid), "granted": True},
        "wire number": {"number": 52},
        "numbers": {"provider": str(world["provider"].uuid), "numbers": ["0012345"]},
        "attendance rows": {"rows": [{"registrationNumber": "1", "edition": "E1", "attendedOn": "2025-05-12"}]},
        "change decision": {"accepted": False, "reason": "The list was signed."},
        "list": "registration_number,edition,attended_on\n1,E1,2025-05-12\n",
    }
