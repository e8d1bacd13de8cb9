"""What `./manage.py check` says of how people sign in; run with `--deploy` before an installation opens."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

OPEN = Error(
    "Roles are used without a second factor.",
    hint="Take SECOND_FACTOR_REQUIRED=false away; it is for a demo.",
    id="leerregister.E001",
)
UNSEALED = Error(
    "Nobody can set up a second factor: there is nothing to seal its secrets with.",
    hint="Fill in CREDENTIAL_SECRETS.",
    id="leerregister.E002",
)


@register(Tags.security, deploy=True)
def check_second_factors(**_: Any) -> list[CheckMessage]:
    """Refuse an installation in which a password would be enough, or in which nothing but a password can be had."""
    found: list[CheckMessage] = [] if settings.SECOND_FACTOR_REQUIRED else [OPEN]
    return found if any(settings.CREDENTIAL_SECRETS) else [*found, UNSEALED]
