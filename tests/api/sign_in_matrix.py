"""Who gets what of signing in: their own. As in `provider_matrix`."""

from typing import Any

from tests.api.claim_matrix import EVERYONE

SIGN_IN: tuple[tuple[Any, ...], ...] = (
    ("GET", "account", EVERYONE),
    ("GET", "sessions", EVERYONE),
    ("DELETE", "sessions", {204: "*"}),
    ("DELETE", "session", {204: "member", 404: "*"}, "own_session"),
    ("GET", "email-changes", EVERYONE),
    ("POST", "email-changes", {201: "*", 403: "machine records_machine"}, "", "new address"),
    ("GET", "email-change", {200: "member", 404: "*"}, "email_change"),
    ("POST", "email-change-confirmations", {409: "member", 404: "*"}, "email_change", "wrong key"),
    (
        "POST",
        "registration-account-invitations",
        {
            201: "registrar",
            403: "member assessor chair committee reader administrator records_machine",
            404: "*",
        },
        "registration",
        "nothing",
    ),
)


def sign_in_bodies(world: Any) -> dict[str, Any]:
    return {"new address": {"address": "elders@thuis.example"}, "wrong key": {"key": "geraden"}}
