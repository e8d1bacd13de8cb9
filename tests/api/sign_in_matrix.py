"""Who gets what of signing in: their own. As in `provider_matrix`."""

from typing import Any

from tests.api.claim_matrix import EVERYONE

SIGN_IN: tuple[tuple[Any, ...], ...] = (
    ("GET", "account", EVERYONE),
    ("GET", "sessions", EVERYONE),
    ("DELETE", "sessions", {204: "*"}),
    ("DELETE", "session", {204: "member", 404: "*"}, "own_session"),
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
