"""How the person behind a request proved who they are in this session, and what that is good for.

The library keeps what was proven in the session, on the server; roles are read anew on each request. A machine proves
itself with every token and passes by all this.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings

from register.errors import RecentSignInRequired, SecondFactorRequired

ELSEWHERE = "second-factor-elsewhere"
"""The record of a second factor that the association's own provider vouched for."""
SECOND_FACTORS = frozenset({"mfa", ELSEWHERE})


@dataclass(frozen=True, slots=True)
class SignIn:
    """What this session has proven: whether by more than one factor, and when last by any."""

    second_factor: bool = False
    proven_at: datetime | None = None


def sign_in_of(request: Any) -> SignIn:
    """Read from the session of the request; nothing is proven by somebody else's records."""
    records = get_authentication_records(request, request.user)
    moments = [float(record["at"]) for record in records]
    return SignIn(
        second_factor=any(record["method"] in SECOND_FACTORS for record in records),
        proven_at=datetime.fromtimestamp(max(moments), UTC) if moments else None,
    )


def has_second_factor(request: Any) -> bool:
    """Whether this session may use roles."""
    return not settings.SECOND_FACTOR_REQUIRED or sign_in_of(request).second_factor


def is_recent(request: Any, *, now: datetime) -> bool:
    """Whether the person proved who they are a short while ago: STEP_UP_SECONDS at most."""
    proven_at = sign_in_of(request).proven_at
    return proven_at is not None and now - proven_at < timedelta(seconds=settings.STEP_UP_SECONDS)


def require_second_factor(request: Any) -> None:
    """Raise SecondFactorRequired unless this session may use roles."""
    if not has_second_factor(request):
        where = f"{settings.PUBLIC_URL}/accounts/2fa/"
        raise SecondFactorRequired(
            nl=f"Uw rol vraagt om een tweede factor naast uw wachtwoord. Stel die in of gebruik hem: {where}",
            en=f"Your role asks for a second factor besides your password. Set it up or use it: {where}",
        )


def require_recent(request: Any, *, now: datetime) -> None:
    """Raise RecentSignInRequired unless the person proved who they are a short while ago."""
    if not is_recent(request, now=now):
        where = f"{settings.PUBLIC_URL}/accounts/reauthenticate/"
        raise RecentSignInRequired(
            nl=f"Bevestig eerst dat u het bent, en doe dit dan opnieuw: {where}",
            en=f"Confirm first that it is you, and do this again then: {where}",
        )
