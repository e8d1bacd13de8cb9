"""Conditional requests (RFC 9110, section 13): an ETag names what was read; who changes it says what they read."""

import hashlib
from typing import Any, cast

import orjson
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import parse_etags
from rest_framework.exceptions import APIException
from rest_framework.request import Request, clone_request
from rest_framework.response import Response

from register.errors import ChangedSince, DomainError, VersionRequired
from register.scoping.looks import Looks

ANY = "*"


def tag_of(data: Any) -> str:
    """A strong tag: the same for the same data, in the language and for the eyes it was made for."""
    text = orjson.dumps(data, default=str, option=orjson.OPT_UTC_Z)
    return f'"{hashlib.blake2b(text, digest_size=16).hexdigest()}"'


def named_by_tag(request: Request, response: Response) -> Response:
    """The answer with its tag; 304 without a body when the asker has it already (weak comparison)."""
    tag = tag_of(response.data)
    response["ETag"] = tag
    had = [one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))]
    if tag in had or ANY in had:
        response.status_code, response.data = 304, None
    return response


def require_what_was_read(view: Any, request: Request, *, needed: bool) -> None:
    """Refuse to act on what changed since it was read: the strong comparison of If-Match.

    What is compared stands at the address above that of the request, as its reader sees it now, and is locked until
    the end of the transaction: of two people at once the second finds it changed. VersionRequired when `needed`.
    """
    given = request.headers.get("If-Match")
    if given is None:
        if needed:
            raise VersionRequired(
                nl="Stuur in If-Match de ETag mee van wat u las, zodat u niet overschrijft wat een ander wijzigde.",
                en="Send in If-Match the ETag of what you read, so that you do not undo what somebody else changed.",
            )
        return
    allowed = parse_etags(given)
    if ANY in allowed:
        return  # whatever it became; whether there is anything is for the act itself to say
    if (tag := _tag_above(view, request)) is None or tag not in allowed:
        raise ChangedSince(
            nl="Dit is gewijzigd sinds u het las. Lees het opnieuw, en stuur de nieuwe ETag mee.",
            en="This was changed since you read it. Read it again, and send the new ETag.",
        )


def _tag_above(view: Any, request: Request) -> str | None:
    """The tag of what stands at the address above, for this actor; None when there is nothing to read."""
    try:
        match = resolve(request.path_info.rpartition("/")[0])
    except Resolver404:
        return None
    reader = getattr(match.func, "view_class", None)
    if reader is None or "GET" not in getattr(reader, "permissions", {}):
        return None
    reading = clone_request(request, "GET")
    shown = reader()
    shown.setup(cast(HttpRequest, reading), *match.args, **match.kwargs)
    shown.actor, shown.asked, shown.locks, shown.looks = view.actor, {}, True, Looks(view.actor)
    try:
        read = shown.get(reading, *match.args, **match.kwargs)
    except (Http404, DomainError, APIException):
        return None
    return tag_of(read.data) if isinstance(read, Response) else None  # a file has none
