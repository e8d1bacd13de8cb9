"""Who gets what of attendance that is missing or overdue, and of evaluations: as in `provider_matrix`."""

from typing import Any

PROVIDER = "manager submitter machine"
EVERYONE = {200: "*"}
SEEN = f"member registrar {PROVIDER}"
BY_PROVIDER = {201: PROVIDER, 403: "member registrar", 404: "*"}
BY_OFFICE = {201: "registrar", 403: f"member {PROVIDER}", 404: "*"}
BY_MEMBER = {201: "member", 403: f"registrar {PROVIDER}", 404: "*"}

MISSING: tuple[tuple[Any, ...], ...] = (
    ("GET", "course-evaluation-results", EVERYONE, "course"),
    ("GET", "register-course-quality", {200: "registrar", 403: "*"}, "register"),
    ("GET", "evaluation-invitations", EVERYONE),
    ("GET", "evaluation-invitation", {200: "member", 404: "*"}, "evaluation"),
    ("POST", "evaluation-answers", {201: "member", 404: "*"}, "evaluation", "answers"),
    ("GET", "missing-attendances", EVERYONE),
    ("POST", "missing-attendances", {201: "member", 400: "*"}, "", "missing"),  # one asks for one's own registration
    ("GET", "missing-attendance", {200: SEEN, 404: "*"}, "missing"),
    ("POST", "missing-attendance-confirmations", BY_PROVIDER, "missing", "answer"),
    ("POST", "missing-attendance-denials", BY_PROVIDER, "missing", "answer"),
    ("POST", "missing-attendance-disputes", BY_MEMBER, "denied", "dispute"),
    ("POST", "missing-attendance-withdrawals", BY_MEMBER, "missing", "nothing"),
    ("POST", "missing-attendance-grants", BY_OFFICE, "escalated", "ruling"),
    ("POST", "missing-attendance-refusals", BY_OFFICE, "escalated", "ruling"),
    ("GET", "wrong-attendances", EVERYONE),
    ("POST", "wrong-attendances", {201: "member", 400: "*"}, "", "wrong"),  # of one's own dossier
    ("GET", "wrong-attendance", {200: SEEN, 404: "*"}, "wrong"),
    ("POST", "wrong-attendance-confirmations", BY_PROVIDER, "wrong", "answer"),
    ("POST", "wrong-attendance-denials", BY_PROVIDER, "wrong", "answer"),
    ("POST", "wrong-attendance-disputes", BY_MEMBER, "wrong_denied", "dispute"),
    ("POST", "wrong-attendance-withdrawals", BY_MEMBER, "wrong", "nothing"),
    ("POST", "wrong-attendance-grants", BY_OFFICE, "wrong_escalated", "ruling"),
    ("POST", "wrong-attendance-refusals", BY_OFFICE, "wrong_escalated", "ruling"),
    ("GET", "register-overdue-attendance", {200: f"registrar rival {PROVIDER}", 403: "*"}, "register"),
    ("POST", "edition-nothing-to-report", {201: PROVIDER, 403: "*"}, "recent", "nothing"),
)


def missing_bodies(world: Any) -> dict[str, Any]:
    return {
        "answers": {"answers": {"useful": 4}},
        "missing": {
            "registration": str(world["registration"].uuid),
            "edition": str(world["recent"].uuid),
            "attendedOn": world["recent"].starts_on.isoformat(),
            "statement": "Mijn certificaat heeft nummer 118.",
        },
        "wrong": {
            "registration": str(world["registration"].uuid),
            "entry": str(world["reported"].uuid),
            "wrong": "NOT_MINE",
            "statement": "Ik was er die dag niet.",
        },
        "answer": {"answer": "Nagekeken."},
        "dispute": {"disagreement": "Ik was er wel."},
        "ruling": {"decision": "Het certificaat is gezien."},
    }
