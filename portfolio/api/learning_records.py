"""Statements of learning systems over HTTP, as the Experience API (xAPI) has it: taken in, never given out.

A system proves itself by an access token with the scope attendance:write, or by the number and key of its connection.
"""

import base64
import binascii
from collections.abc import Sequence
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings

from accreditation.models import Provider
from portfolio.models import Connection
from portfolio.services.connections.keys import recognise_connection
from portfolio.services.connections.limits import count_call
from portfolio.services.learning_records.statements import Statement, StatementRefused, read_statement
from portfolio.services.learning_records.storing import statements_refused, store_statements
from register.access import Permission
from register.clock import now
from register.errors import FieldProblem, Forbidden, InvalidInput, TooLarge
from register.models import User
from register.scoping import ScopedView
from register.scoping.inputs import Input

VERSION_HEADER, VERSION = "X-Experience-API-Version", "1.0.3"
SPOKEN = ("1.0", "2.0")
MOST_STATEMENTS = 100
SCOPES = frozenset({"attendance:write"})


class ConnectionKeyAuthentication(BaseAuthentication):
    """`Authorization: Basic …`: the number of a connection and its key, as learning systems send them."""

    def authenticate(self, request: Request) -> tuple[User, frozenset[str]] | None:
        kind, *values = get_authorization_header(request).split() or [b""]
        if kind.lower() != b"basic":
            return None
        number, _, key = self._decoded(values).partition(":")
        source = str(request.META.get("REMOTE_ADDR", ""))
        connection = recognise_connection(number=number, key=key, source=source, now=now())
        if connection is None:
            raise AuthenticationFailed("Number and key do not belong together, or there were too many attempts.")
        return connection.account, SCOPES

    def _decoded(self, values: list[bytes]) -> str:
        try:
            return base64.b64decode(values[0], validate=True).decode() if len(values) == 1 else ""
        except (binascii.Error, UnicodeDecodeError):
            return ""

    def authenticate_header(self, request: Request) -> str:
        return 'Basic realm="xapi", Bearer realm="api"'


def _by_token() -> list[type[BaseAuthentication]]:
    """The ways of the API to prove oneself, but for the session of a browser."""
    ways = cast(list[type[BaseAuthentication]], api_settings.DEFAULT_AUTHENTICATION_CLASSES)
    return [way for way in ways if not issubclass(way, SessionAuthentication)]


class StatementQuery(Input):
    """Which statement is put."""

    statementId = serializers.UUIDField(source="statement_id")


class StatementList(ScopedView):
    """Statements of the learning systems of a provider."""

    schema = None
    permissions = {"POST": Permission.REPORT_ATTENDANCE, "PUT": Permission.REPORT_ATTENDANCE}
    repeat_is_harmless = True  # statements are known by their ids
    counted = frozenset({"POST", "PUT"})
    asks = {"PUT": StatementQuery}
    http_method_names = ["post", "put"]
    authentication_classes = [ConnectionKeyAuthentication, *_by_token()]

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        """The version is on every answer, also of what was refused before a method ran."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer[VERSION_HEADER] = VERSION
        return answer

    def post(self, request: Request) -> Response:
        """Take in one statement or several; answers with their ids."""
        given = cast(Any, request.data)
        several = isinstance(given, list)
        statements = self._read(given if several else [given], places="#/{}" if several else "#")
        self._store(statements)
        return Response([str(statement.id) for statement in statements])

    def put(self, request: Request) -> Response:
        """Take in one statement under the id in the address."""
        wanted: UUID = self.asked["statement_id"]
        statements = self._read([request.data], places="#", new_id=wanted)
        if statements[0].id != wanted:
            raise InvalidInput(
                nl="Het id in de verklaring is niet dat in het adres.",
                en="The id in the statement is not the one in the address.",
            )
        self._store(statements)
        return Response(status=204)

    def _read(self, given: list[Any], *, places: str, new_id: UUID | None = None) -> list[Statement]:
        self.require_somewhere()
        self._check_version()
        count_call(account_id=self.actor.user_id, now=self.now())
        if len(given) > MOST_STATEMENTS:
            raise TooLarge(
                nl=f"Stuur hoogstens {MOST_STATEMENTS} verklaringen tegelijk.",
                en=f"Send at most {MOST_STATEMENTS} statements at a time.",
            )
        statements, problems = [], []
        for index, each in enumerate(given):
            try:
                place = places.format(index)
                statements.append(read_statement(each, place=place, new_id=new_id or uuid4(), now=self.now()))
            except StatementRefused as refused:
                problems.append(refused.problem)
        problems += _repeated(statements)
        if problems:
            raise statements_refused(problems)
        return statements

    def _store(self, statements: Sequence[Statement]) -> None:
        connection = Connection.objects.filter(account=self.actor.user_id).first()
        store_statements(
            provider=self._provider(),
            connection_id=connection.pk if connection else None,
            statements=statements,
            hosts=frozenset({self.request.get_host().lower(), urlsplit(settings.PUBLIC_URL).netloc.lower()}),
            actor=self.actor,
            now=self.now(),
        )

    def _provider(self) -> Provider:
        found = list(Provider.objects.filter(pk__in=self.actor.organisations_with(Permission.REPORT_ATTENDANCE))[:2])
        if len(found) != 1:
            raise Forbidden(
                nl="Verklaringen komen van een systeem van één aanbieder.",
                en="Statements come from a system of one provider.",
            )
        return found[0]

    def _check_version(self) -> None:
        spoken = str(self.request.headers.get(VERSION_HEADER, ""))
        if not any(spoken == version or spoken.startswith(f"{version}.") for version in SPOKEN):
            raise InvalidInput(
                nl=f"Stuur de kop {VERSION_HEADER} met 1.0.x of 2.0.x.",
                en=f"Send the header {VERSION_HEADER} with 1.0.x or 2.0.x.",
            )


def _repeated(statements: Sequence[Statement]) -> list[FieldProblem]:
    seen: set[UUID] = set()
    problems = []
    for statement in statements:
        if statement.id in seen:
            problems.append(
                FieldProblem(f"{statement.place}/id", "repeated", "Dit id staat er al.", "This id is there before.")
            )
        seen.add(statement.id)
    return problems


def about(request: HttpRequest) -> JsonResponse:
    """Which versions are spoken; for everyone."""
    return JsonResponse({"version": ["1.0.3", "2.0.0"]}, headers={VERSION_HEADER: VERSION})


urlpatterns: list[URLPattern] = [
    path("xapi/statements", cast(Any, StatementList).as_view(), name="xapi-statements"),
    path("xapi/about", about, name="xapi-about"),
]
