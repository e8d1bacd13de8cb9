"""Who gets what at the desk for applications: method, route, status → roles, the row in the address, the body."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.application_world import PDF
from tests.factories.applications import SHORTCOMINGS

PROVIDER = "manager machine"  # who apply
SEEN_BY = f"{PROVIDER} registrar assessor chair"
STAFF = "registrar assessor chair committee reader administrator"
OTHER_STAFF = " ".join(f"other_{role}" for role in STAFF.split())
EVERYONE = {200: "*"}
OWN = {200: PROVIDER, 404: "*"}
OWN_STEP = {201: PROVIDER, 404: "*"}
SEES = {200: SEEN_BY, 404: "*"}
BY_PROVIDER = {201: PROVIDER, 403: "registrar assessor chair", 404: "*"}
BY_OFFICE = {201: "registrar", 403: f"{PROVIDER} assessor chair", 404: "*"}
BY_ASSESSOR = {201: "assessor", 403: f"{PROVIDER} registrar chair", 404: "*"}
BY_CHAIR = {201: "chair", 403: f"{PROVIDER} registrar assessor", 404: "*"}
ASKING = {201: "registrar assessor chair", 403: PROVIDER, 404: "*"}

APPLICATIONS: tuple[tuple[Any, ...], ...] = (
    ("GET", "applications", EVERYONE),
    ("POST", "applications", {201: PROVIDER, 403: "*"}, "", "application"),
    ("GET", "application", OWN, "draft_application"),
    ("GET", "application", SEES, "application"),
    ("POST", "application-changes", OWN_STEP, "draft_application", "application change"),
    ("POST", "application-submissions", OWN_STEP, "draft_application", "nothing"),
    ("GET", "application-attachments", OWN, "draft_application"),
    ("POST", "application-attachments", OWN_STEP, "draft_application", "attachment"),
    ("GET", "attachment", OWN, "attachment"),
    ("POST", "attachment-removals", OWN_STEP, "attachment", "nothing"),
    ("GET", "assessments", EVERYONE),
    ("GET", "assessment", SEES, "submitted_assessment"),
    ("GET", "assessment", OWN, "draft_assessment"),
    ("POST", "assessment-returns", BY_OFFICE, "submitted_assessment", "shortcomings"),
    ("POST", "assessment-acceptances", BY_OFFICE, "submitted_assessment", "nothing"),
    ("POST", "assessment-withdrawals", BY_PROVIDER, "submitted_assessment", "reason"),
    ("POST", "assessment-takeovers", BY_CHAIR, "submitted_assessment", "takeover"),
    ("POST", "assessment-dismissals", BY_OFFICE, "returned_assessment", "reason"),
    ("POST", "assessment-self-accreditations", {403: PROVIDER, 404: "*"}, "draft_assessment", "reasons"),
    ("GET", "assessment-candidates", {200: "registrar", 403: f"{PROVIDER} assessor chair", 404: "*"},
     "assessing_assessment"),
    ("GET", "assessment-assignments", SEES, "assessing_assessment"),
    ("POST", "assessment-assignments", BY_OFFICE, "assessing_assessment", "assignment"),
    ("GET", "assignment", {200: "registrar assessor chair", 404: "*"}, "assignment"),
    ("POST", "assignment-releases", {201: "registrar", 403: "assessor chair", 404: "*"}, "assignment", "reason"),
    ("GET", "assessment-questions", SEES, "questioned_assessment"),
    ("POST", "assessment-questions", ASKING, "assessing_assessment", "question"),
    ("GET", "question", SEES, "question"),
    ("POST", "question-answers", BY_PROVIDER, "question", "answer"),
    ("GET", "assessment-advices", SEES, "advised_assessment"),
    ("POST", "assessment-advices", BY_ASSESSOR, "assessing_assessment", "advice"),
    ("GET", "advice", {200: "registrar chair", 404: "*"}, "advice"),
    ("POST", "assessment-advice-requests", BY_CHAIR, "advised_assessment", "nothing"),
    ("GET", "assessment-decisions", SEES, "granted_assessment"),
    ("POST", "assessment-decisions", BY_CHAIR, "advised_assessment", "verdict"),
    ("GET", "decision", SEES, "decision"),
    ("GET", "assessment-objections", SEES, "objected_assessment"),
    ("POST", "assessment-objections", BY_PROVIDER, "granted_assessment", "grounds"),
    ("GET", "objection", SEES, "objection"),
    ("POST", "assessment-reconsiderations", BY_CHAIR, "objected_assessment", "verdict"),
    ("POST", "accreditation-withdrawals", {201: "registrar", 403: "*"}, "accreditation", "withdrawal"),
    ("GET", "withdrawals", EVERYONE),
    ("GET", "withdrawal", {200: f"{PROVIDER} registrar chair", 404: "*"}, "withdrawal"),
    ("POST", "withdrawal-confirmations", {201: "chair", 403: f"{PROVIDER} registrar", 404: "*"}, "withdrawal",
     "nothing"),
    ("POST", "withdrawal-refusals", {201: "chair", 403: f"{PROVIDER} registrar", 404: "*"}, "withdrawal", "nothing"),
    ("GET", "course-changes", EVERYONE),
    ("GET", "interests", EVERYONE),
    ("POST", "interests", {201: f"{STAFF} {OTHER_STAFF} records_machine", 403: "*"}, "", "interest"),
    ("GET", "interest", {200: "assessor registrar", 404: "*"}, "interest"),
    ("POST", "interest-endings", {201: "assessor", 404: "*"}, "interest", "nothing"),
    ("GET", "register-assessors", {200: "registrar", 403: "*"}, "register"),
    ("POST", "register-assessors", {201: "registrar", 403: "*"}, "register", "expertise"),
    ("GET", "register-advice-figures", {200: "registrar", 403: "*"}, "register"),
    ("GET", "assessor", {200: "assessor registrar", 404: "*"}, "expertise"),
    ("GET", "provider-blocks", EVERYONE),
)  # fmt: skip


def application_bodies(world: Any) -> dict[str, Any]:
    """A good body for each line above."""
    lines = [{"category": "accredited", "quantity": "6", "unit": "point"}]
    return {
        "application": {
            "course": str(world["applied_course"].uuid),
            "requests": [{"register": "venvn", "lines": lines}],
        },
        "application change": {"plannedEditions": 3},
        "attachment": {"file": SimpleUploadedFile("toets.pdf", PDF + b"\n\n")},
        "shortcomings": {"shortcomings": SHORTCOMINGS},
        "reasons": {"reasons": "Binnen de leerlijn."},
        "takeover": {"accreditation": str(world["precedent"].uuid), "lines": lines, "reasons": "Gevolgd."},
        "assignment": {"assessor": str(world.users["second_assessor"].uuid)},
        "question": {"text": "Hoe wordt getoetst?"},
        "answer": {"answer": "Met een toets."},
        "advice": {"grant": True, "lines": lines, "reasons": "Goed."},
        "verdict": {"granted": True, "lines": lines, "reasons": "Goed."},
        "withdrawal": {"effect": "ALL", "reasons": "De docent was niet bevoegd."},
        "interest": {"course": str(world["applied_course"].uuid), "reason": "Familie."},
        "expertise": {"assessor": str(world.users["assessor"].uuid), "categories": ["accredited"]},
        "grounds": {"grounds": "Te weinig punten."},
    }
