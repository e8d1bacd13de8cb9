"""Who gets what of the public register: as in `credential_matrix`."""

from typing import Any

EVERYONE = {200: "*"}
PUBLIC = {"public": True}
OFFICE = "registrar assessor chair committee reader administrator records_machine"
OTHERS = "assessor chair committee reader administrator records_machine"
BY_OWNER = {201: "member registrar", 403: OTHERS, 404: "*"}

PUBLIC_REGISTER: tuple[tuple[tuple[Any, ...], dict[str, bool]], ...] = (
    (("GET", "public-registers", EVERYONE), PUBLIC),
    (("GET", "public-register", EVERYONE, "open_register"), PUBLIC),
    (("POST", "public-register-searches", EVERYONE, "open_register", "search"), {"open": True}),
    (("GET", "public-registration", EVERYONE, "open_registration"), PUBLIC),
    (("GET", "registration-histories", {200: f"member {OFFICE}", 404: "*"}, "registration"), {}),
    (("GET", "registration-extracts", {200: f"member {OFFICE}", 404: "*"}, "registration"), {}),
    (("POST", "extract-verifications", EVERYONE, "", "extract"), {"open": True}),
    (("GET", "registration-opt-outs", {200: f"member {OFFICE}", 404: "*"}, "hidden_registration"), {}),
    (("POST", "registration-opt-outs", BY_OWNER, "open_registration", "nothing"), {}),
    (("POST", "registration-opt-ins", BY_OWNER, "hidden_registration", "nothing"), {}),
)


def public_register_bodies() -> dict[str, Any]:
    return {"search": {"name": "Open"}, "extract": {"token": "e30.e30.e30"}}
