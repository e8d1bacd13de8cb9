"""Who gets what of competences: as in `provider_matrix`."""

from typing import Any

from tests.factories.competence import DOCUMENT

EVERYONE = {200: "*"}
OFFICE = "registrar administrator"

COMPETENCE: tuple[tuple[Any, ...], ...] = (
    ("GET", "register-competence-profiles", EVERYONE, "register"),
    ("POST", "register-competence-profiles", {201: OFFICE, 403: "*"}, "register", "profile"),
    ("GET", "competence-profile", EVERYONE, "profile"),
    ("GET", "competence-profile", {200: f"{OFFICE} committee", 404: "*"}, "draft_profile"),
    ("POST", "competence-profile-adoptions", {201: "committee", 403: OFFICE, 404: "*"}, "draft_profile", "nothing"),
    ("GET", "catalogue-competence-profile-case-package", EVERYONE, "profile", "", False, True),
)


def competence_bodies(world: Any) -> dict[str, Any]:
    return {"profile": {"inForceFrom": "2027-01-01", "document": DOCUMENT}}
