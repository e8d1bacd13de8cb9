"""Who gets what of roles and machines: as in `provider_matrix`."""

from typing import Any

EVERYONE = {200: "*"}
GIVER = {200: "administrator", 403: "*"}
OWNER = {200: "manager", 404: "*"}
STEP = {201: "manager", 404: "*"}
# to who manages the machines of other organisations this provider is none of theirs
NEW = {
    201: "manager",
    400: "rival employer_manager administrator registrar other_administrator other_registrar",
    403: "*",
}

ACCESS: tuple[tuple[Any, ...], ...] = (
    ("GET", "association-role-grants", GIVER, "association"),
    ("POST", "association-role-grants", {201: "administrator", 403: "*"}, "association", "role grant"),
    ("GET", "role-grant", {200: "reader administrator", 404: "*"}, "role_grant"),
    ("POST", "role-grant-endings", {201: "administrator", 403: "reader", 404: "*"}, "role_grant", "role grant ending"),
    ("GET", "machines", EVERYONE),
    ("POST", "machines", NEW, "", "machine"),
    ("GET", "machine", OWNER, "lms"),
    ("POST", "machine-secrets", STEP, "lms", "nothing"),
    ("POST", "machine-endings", STEP, "lms", "machine ending"),
)


def access_bodies(world: Any) -> dict[str, Any]:
    return {
        "role grant": {"email": world.users["member"].email, "role": "ASSESSOR", "reason": "Appointed."},
        "role grant ending": {"reason": "Left."},
        "machine": {"organisation": str(world["provider"].uuid), "name": "LMS", "scopes": ["attendance:write"]},
        "machine ending": {"reason": "Replaced."},
    }
