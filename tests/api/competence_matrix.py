"""Who gets what of competences: as in `provider_matrix`."""

from datetime import timedelta
from typing import Any

from register.clock import today
from tests.factories.competence import DOCUMENT

EVERYONE = {200: "*"}
OFFICE = "registrar administrator"

STAFF = f"{OFFICE} assessor chair committee reader records_machine"
PEOPLE = "member stranger"  # accounts of a person
MINE = {200: "member", 404: "*"}
DONE = {201: "member", 404: "*"}

COMPETENCE: tuple[tuple[Any, ...], ...] = (
    ("GET", "register-competence-profiles", EVERYONE, "register"),
    ("POST", "register-competence-profiles", {201: OFFICE, 403: "*"}, "register", "profile"),
    ("GET", "competence-profile", EVERYONE, "profile"),
    ("GET", "competence-profile", {200: f"{OFFICE} committee", 404: "*"}, "draft_profile"),
    ("POST", "competence-profile-adoptions", {201: "committee", 403: OFFICE, 404: "*"}, "draft_profile", "nothing"),
    ("GET", "catalogue-competence-profile-case-package", EVERYONE, "profile", "", False, True),
    ("GET", "association-incentive-schemes", EVERYONE, "association"),
    ("POST", "association-incentive-schemes", {201: OFFICE, 403: "*"}, "association", "scheme"),
    ("GET", "incentive-scheme", EVERYONE, "scheme"),
    ("POST", "incentive-scheme-changes", {201: OFFICE, 403: "*"}, "scheme", "nothing"),
    ("POST", "incentive-scheme-endings", {201: OFFICE, 403: "*"}, "scheme", "scheme end"),
    ("GET", "incentive-match", {200: PEOPLE, 403: "*"}),
    ("GET", "self-assessments", EVERYONE),
    ("POST", "self-assessments", {201: PEOPLE, 403: "*"}, "", "self-assessment"),
    ("GET", "self-assessment", MINE, "self_assessment"),
    ("GET", "self-assessment-comparison", MINE, "self_assessment"),
    ("GET", "feedback-rounds", EVERYONE),
    ("POST", "feedback-rounds", {201: PEOPLE, 403: "*"}, "", "feedback round"),
    ("GET", "feedback-round", MINE, "feedback_round"),
    ("POST", "feedback-round-invitations", DONE, "feedback_round", "invitees"),
    ("POST", "feedback-round-closures", DONE, "feedback_round", "nothing"),
    ("POST", "feedback-withdrawals", DONE, "feedback_invitation", "nothing"),
    ("POST", "feedback-openings", {201: "*"}, "feedback_invitation", "feedback key", True),
    ("POST", "feedback-answers", {201: "*"}, "feedback_invitation", "feedback answers", True),
    ("GET", "competence-links", EVERYONE),
    ("POST", "competence-links", {201: "member", 400: "stranger", 403: "*"}, "", "competence link"),
    ("POST", "competence-link-removals", DONE, "competence_link", "nothing"),
    ("GET", "registration-suggestion", {200: "member", 403: STAFF, 404: "*"}, "registration"),
    ("GET", "register-recognition-portfolio", {200: PEOPLE, 403: "*"}, "register"),
    ("GET", "register-competence-coverage", {200: PEOPLE, 403: "*"}, "register"),
)


def competence_bodies(world: Any) -> dict[str, Any]:
    register, key = world["register"].code, {"key": world["feedback_invitation"].key}
    answers = [{"competence": "c-law", "level": "starting"}]
    invited = [{"email": "nieuw@werk.example", "relation": "MANAGER"}]
    until = (today() + timedelta(days=14)).isoformat()
    return {
        "profile": {"inForceFrom": "2027-01-01", "document": DOCUMENT},
        "scheme": {
            "kind": "GRANT",
            "title": {"nl": "Scholingsbeurs"},
            "validFrom": "2026-01-01",
            "source": "https://beurs.example/",
        },
        "scheme end": {"endsBefore": "2030-01-01"},
        "self-assessment": {"register": register, "answers": answers},
        "feedback round": {"register": register, "closesBefore": until, "invited": invited},
        "invitees": {"invited": invited},
        "feedback key": key,
        "feedback answers": key | {"answers": answers},
        "competence link": {
            "register": register,
            "competence": "c-dialogue",
            "ledgerEntry": str(world["entry"].uuid),
        },
    }
