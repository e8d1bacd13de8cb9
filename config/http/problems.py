"""Every error as application/problem+json (RFC 9457), with a stable code and all field errors at once."""

import logging
import sys
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from config.http.outages import is_outage, retry_after
from config.http.renderers import JsonRenderer
from register.errors import DomainError, TooOften, constraint_of
from register.scoping.limits import told_of
from register.scoping.wording import say

logger = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"

# code → status, title in English, title in Dutch
KINDS: dict[str, tuple[int, str, str]] = {
    "invalid-input": (400, "The request is not valid", "Het verzoek is ongeldig"),
    "malformed": (400, "The body cannot be read", "De inhoud is niet te lezen"),
    "not-authenticated": (401, "Sign in first", "Meld u eerst aan"),
    "forbidden": (403, "You may not do this", "U mag dit niet doen"),
    "not-found": (404, "Not found", "Niet gevonden"),
    "method-not-allowed": (405, "This address does not do that", "Dit adres doet dat niet"),
    "not-acceptable": (406, "This form of answer is not available", "Deze vorm van antwoord bestaat niet"),
    "conflict": (409, "This clashes with what is there", "Dit botst met wat er al is"),
    "changed-since": (412, "Changed since you read it", "Gewijzigd sinds u het las"),
    "too-large": (413, "Too large", "Te groot"),
    "unsupported-media-type": (415, "This content type is not read", "Dit inhoudstype wordt niet gelezen"),
    "unprocessable": (422, "This cannot be done as asked", "Dit kan zo niet"),
    "version-required": (428, "Say which version you read", "Zeg welke versie u las"),
    "too-many-requests": (429, "Too many requests", "Te veel verzoeken"),
    "unavailable": (503, "Not available now", "Nu niet beschikbaar"),
    "failed": (500, "Something went wrong on our side", "Er ging bij ons iets mis"),
}
COME_AGAIN = (
    "Het lukt op dit moment niet. Er is niets half vastgelegd; probeer het over enkele seconden opnieuw.",
    "It does not work at this moment. Nothing was half recorded; try again in a few seconds.",
)
CODES = {status: code for code, (status, _, _) in reversed(KINDS.items())} | {400: "invalid-input"}


def problem_type(code: str) -> str:
    """Where the problem is explained, for people: an entry of docs/errors.md as the installation shows it."""
    return f"{settings.PROBLEMS_URL}#{code}"


def problem(
    *, status: int, code: str, detail: str, errors: list[dict[str, str]] | None = None, title: str | None = None
) -> dict[str, Any]:
    """The body of a problem answer. `errors` has one entry per field: in, location, code, detail."""
    _, english, dutch = KINDS.get(code) or KINDS[CODES.get(status, "invalid-input")]
    body: dict[str, Any] = {
        "type": problem_type(code),
        "title": title or say(dutch, english),
        "status": status,
        "detail": detail,
        "code": code,
    }
    if errors:
        body["errors"] = errors
    return body


def problem_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn what a view raised into a problem; None lets an unforeseen error become a 500 and be logged."""
    headers: dict[str, str] = {}
    if isinstance(error, DomainError):
        headers = told_of(error) if isinstance(error, TooOften) else {}
        body = _of_domain(error)
    elif isinstance(error, IntegrityError | DataError):
        body = _of_database(error)
    elif is_outage(error):
        headers = {"Retry-After": retry_after(error)}
        body = problem(status=503, code="unavailable", detail=say(*COME_AGAIN))
    elif isinstance(error, Http404):
        body = problem(status=404, code="not-found", detail=say("Deze bron bestaat niet.", "No such resource."))
    elif isinstance(error, PermissionDenied):
        body = problem(status=403, code="forbidden", detail=say("U mag dit niet doen.", "You may not do this."))
    elif isinstance(error, exceptions.ValidationError):
        body = _of_validation(error, context)
    elif isinstance(error, exceptions.APIException):
        headers = _headers(error)
        body = _of_framework(error)
    else:
        return None
    response = Response(body, status=body["status"], headers=headers)
    if not _for_browser(context.get("request")):
        response.content_type = MEDIA_TYPE
    return response


def _for_browser(request: Request | None) -> bool:
    """Whether the problem will be shown as a page of the browsable API."""
    return getattr(getattr(request, "accepted_renderer", None), "media_type", "") == "text/html"


def _of_domain(error: DomainError) -> dict[str, Any]:
    errors = [
        {
            "in": "body",
            "location": field.location,
            "code": field.code,
            "detail": say(field.nl, field.en),
        }
        for field in error.fields
    ]
    return problem(status=error.status, code=error.code, detail=say(error.nl, error.en), errors=errors)


def _of_database(error: Exception) -> dict[str, Any]:
    """A constraint that no service translated: the database said no, nothing was written."""
    logger.warning("constraint_refused constraint=%s", constraint_of(error))
    detail = say(
        "De gegevens botsen met wat al is vastgelegd; er is niets gewijzigd.",
        "The data clash with what is recorded; nothing was changed.",
    )
    if isinstance(error, DataError):
        return problem(status=400, code="invalid-input", detail=detail)
    return problem(status=409, code="conflict", detail=detail)


def _of_validation(error: exceptions.ValidationError, context: dict[str, Any]) -> dict[str, Any]:
    place = getattr(context.get("view"), "problem_place", "body")
    errors = list(_flatten(error.get_full_details(), "#", place))
    detail = say("Herstel de genoemde velden en stuur opnieuw.", "Mend the fields named and send again.")
    return problem(status=400, code="invalid-input", detail=detail, errors=errors)


def _flatten(details: Any, location: str, place: str) -> Any:
    if isinstance(details, dict) and set(details) == {"message", "code"} and isinstance(details["message"], str):
        yield {"in": place, "location": location, "code": details["code"], "detail": details["message"]}
    elif isinstance(details, dict):
        for key, value in details.items():
            inner = location if key == "non_field_errors" else f"{location}/{key}"
            yield from _flatten(value, inner, place)
    else:
        for index, value in enumerate(details):
            single = isinstance(value, dict) and set(value) == {"message", "code"}
            yield from _flatten(value, location if single else f"{location}/{index}", place)


def _of_framework(error: exceptions.APIException) -> dict[str, Any]:
    status = error.status_code
    code = "malformed" if isinstance(error, exceptions.ParseError) else CODES.get(status, "invalid-input")
    return problem(status=status, code=code, detail=str(error.detail))


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if (wait := getattr(error, "wait", None)) is not None:
        headers["Retry-After"] = str(int(wait))
    return headers


def _plain(status: int, code: str, dutch: str, english: str) -> HttpResponse:
    body = problem(status=status, code=code, detail=say(dutch, english))
    return HttpResponse(JsonRenderer().render(body), status=status, content_type=MEDIA_TYPE)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain(HTTPStatus.BAD_REQUEST, "malformed", "Het verzoek is niet te lezen.", "The request cannot be read.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain(HTTPStatus.FORBIDDEN, "forbidden", "U mag dit niet doen.", "You may not do this.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain(HTTPStatus.NOT_FOUND, "not-found", "Deze bron bestaat niet.", "No such resource.")


def failed(request: HttpRequest) -> HttpResponse:
    """Says nothing of what went wrong; `Request-Id` of the answer finds it in the log."""
    error = sys.exception()  # Django calls this while it handles what was raised outside a view
    if error and is_outage(error):
        answer = _plain(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", *COME_AGAIN)
        answer["Retry-After"] = retry_after(error)
        return answer
    return _plain(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "failed",
        "Er ging iets mis. Er is niets half vastgelegd; probeer het later opnieuw.",
        "Something went wrong. Nothing was half recorded; try again later.",
    )
