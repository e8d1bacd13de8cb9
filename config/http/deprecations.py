"""Addresses that will go: told to whoever uses them, on every answer (RFC 9745, RFC 8594)."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest
from django.utils.http import http_date


@dataclass(frozen=True)
class Leaving:
    """Since when an address is discouraged, from when it is no more, and where is written what to use instead."""

    since: datetime
    gone: datetime
    explained_at: str


# Name of the route → when. Nothing leaves now. An address stays at least six months after it is named here.
LEAVING: dict[str, Leaving] = {}


def leaving(request: HttpRequest) -> dict[str, str]:
    """The headers for an address that will go; none for all others."""
    match = request.resolver_match
    told = LEAVING.get(match.url_name or "") if match else None
    if told is None:
        return {}
    return {
        "Deprecation": f"@{int(told.since.astimezone(UTC).timestamp())}",
        "Sunset": http_date(told.gone.timestamp()),
        "Link": f'<{told.explained_at}>; rel="deprecation"; type="text/html"',
    }
