"""Every operation gives each answer that it is described with.

What an answer says and carries is held against the description (`tests/described.py`). Who gets
200, 201, 401, 403 and 404 is the permission matrix; the other statuses are asked for here, of every operation that is
described with them.
"""

import json
import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError, transaction
from django.urls import reverse

from config.urls import api
from portfolio.models import FeedbackRound
from register.clock import now
from register.models import KeptAnswer
from register.scoping import ScopedView, conditions, once
from register.services import kept_answers
from tests.api.permission_matrix import MATRIX, Line, address_of, body_of
from tests.api.test_permissions import _flat
from tests.api.world import World
from tests.conftest import client_of
from tests.described import address_of as described_as
from tests.described import description
from tests.factories.accreditation import ProviderFactory

KEY = "of-these-tests"
NOWHERE = defaultdict(lambda: "none", uuid=str(UUID(int=4, version=4)))
LARGE = 64
FEW = {"428", "429"}
# No row in the world lets these succeed; their own journeys do.
WITHOUT_A_WAY = {
    "POST /assessments/{uuid}/self-accreditations",
    "GET /development-report-documents",
    "GET /development-reports",
    "GET /dossier-exports/{uuid}/contents",
    "GET /evidence-files/{uuid}/contents",
    "POST /registrations/{uuid}/dossier-imports",
}
MOVED = "/conversation-links/"  # 409: tests/reflection/test_conversation_with_a_manager.py


@dataclass(frozen=True)
class Operation:
    """One of the description, with the lines of the permission matrix that ask for it."""

    method: str
    path: str
    described: Any
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def statuses(self) -> set[str]:
        return set(self.described["responses"])

    @property
    def open(self) -> bool:
        return {"machine": []} not in self.described["security"]

    @property
    def takes(self) -> str:
        return next(iter(self.described.get("requestBody", {}).get("content", ["application/json"])))

    @property
    def ways(self) -> list[tuple[int, str, Line]]:
        """What gets something done, or is refused by what is there: the status, the roles and the line."""
        found = [(status, names, line) for line in self.lines for status, names in line.statuses.items()]
        return sorted((way for way in found if way[0] < 300 or way[0] == 409), key=lambda way: way[0])

    @property
    def furthest(self) -> tuple[Line, str]:
        """The line and role that get furthest."""
        _, names, line = self.ways[0]
        return line, "anonymous" if self.open else names.replace("*", "member").split()[0]


def _operations() -> Iterator[Operation]:
    lines = defaultdict(list)
    paths = {one.name: "/" + described_as(str(one.pattern)).strip("/") for one in _flat(api)}
    for line in MATRIX:
        lines[line.method, paths[line.route]].append(line)
    for path, methods in description()["paths"].items():
        for method, described in methods.items():
            yield Operation(method.upper(), path, described, tuple(lines[method.upper(), path]))


OPERATIONS = tuple(_operations())


def anywhere(world: World, one: Operation, *, method: str = "", query: str = "", **sent: Any):
    """A request that is refused before it matters whose row it is about."""
    client = client_of(None if one.open else world.users["member"])
    return client.generic(method or one.method, f"/api/v1{one.path.format_map(NOWHERE)}{query}", **sent)


def in_earnest(world: World, one: Operation, *, changed: Callable[[str], str] = str, kind: str = "", **headers: str):
    """A request that would succeed, but for what is changed of it."""
    line, role = one.furthest
    path, client = reverse(line.route, kwargs=address_of(line, world)), world.client(role)
    if one.method != "POST":
        return client.generic(one.method, path, headers=headers)
    body = body_of(line.body, world)
    if isinstance(body, dict) and "file" in body and not kind:
        return client.post(path, body, format="multipart", headers=headers)
    text = changed(body if isinstance(body, str) else json.dumps(body, default=str))
    return client.generic("POST", path, text, kind or one.takes, headers=headers)


def keyed(world: World, one: Operation, data: str = "", kind: str = "", **sent: Any):
    """Under a key the body is read before anything else."""
    form = one.takes == "multipart/form-data" and not kind
    data = data or ("--x--\r\n" if form else "{}")
    kind = kind or ("multipart/form-data; boundary=x" if form else "application/json")
    return anywhere(world, one, data=data, content_type=kind, headers={"Idempotency-Key": KEY}, **sent)


def clashing(world: World, one: Operation):
    """Under a key that was used; without keys, after what makes it impossible."""
    if not one.open:
        return keyed(world, one)
    FeedbackRound.objects.update(closed_at=now())
    ProviderFactory(name="Wondacademie", postcode="3511 AB")
    return in_earnest(world, one)


def too_large(world: World, one: Operation):
    if one.takes == "multipart/form-data":
        return keyed(world, one, CONTENT_LENGTH=str(10**12))
    if one.open:
        return in_earnest(world, one, changed=lambda text: text + " " * LARGE)
    return keyed(world, one, "{}" + " " * LARGE)


def unread(world: World, one: Operation):
    return in_earnest(world, one, kind="text/plain") if one.open else keyed(world, one, "a", "text/plain")


ASKED: dict[str, Callable[[World, Operation], Any]] = {
    "304": lambda world, one: in_earnest(world, one, **{"If-None-Match": "*"}),
    "400": lambda world, one: anywhere(world, one, query="?unknown=1"),
    "405": lambda world, one: anywhere(world, one, method="PATCH"),
    "406": lambda world, one: anywhere(world, one, headers={"Accept": "image/png"}),
    "409": clashing,
    "412": lambda world, one: in_earnest(world, one, **{"If-Match": '"of-before"'}),
    "413": too_large,
    "415": unread,
    "422": keyed,
    "428": in_earnest,
    "429": anywhere,  # of visitors; the others are in test_request_limits.py
    "500": anywhere,
    "503": anywhere,
}
BY_MATRIX = {"200", "201", "202", "204", "401", "403", "404"}


def fails(error: Exception) -> Callable[..., None]:
    def initial(*_given: Any, **_named: Any) -> None:
        raise error

    return initial


@pytest.fixture
def prepared(world, as_described, monkeypatch, settings) -> Callable[[str], None]:
    """What has to be so for a status."""

    def used_before(request: bytes) -> None:
        user = world.users["member"]
        mark = kept_answers._digest(f"None/{user.pk}/{KEY}", use="key")
        KeptAnswer.objects.create(user=user, key=mark, request=request, answer=b"of another secret", given_at=now())

    def prepare(status: str) -> None:
        monkeypatch.setattr(conditions, "_tag_above", lambda *_: None)  # test_conditional_requests.py reads them
        if status == "409":
            monkeypatch.setattr(once, "fingerprint", lambda _: b"the same")
            used_before(b"the same")
        elif status == "413":
            settings.DATA_UPLOAD_MAX_MEMORY_SIZE = LARGE
        elif status == "422":
            used_before(b"another")
        elif status == "429":
            settings.PUBLIC_RATE = "0/min"
        elif status in ("500", "503"):
            monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)
            error = RuntimeError("of the test") if status == "500" else OperationalError("of the test")
            monkeypatch.setattr(ScopedView, "initial", fails(error))

    return prepare


def elsewhere(status: str, one: Operation) -> bool:
    """Whether this status of this operation is shown by another test."""
    if status in ("304", "412"):
        return str(one) in WITHOUT_A_WAY
    return (status == "429" and not one.open) or (status == "409" and one.path.startswith(MOVED))


def departing(world: World, status: str, operations: Sequence[Operation]) -> tuple[int, list[str]]:
    """How many of them are described with the status, and which do not give it."""
    asked, wrong = 0, []
    for one in operations:
        if status not in one.statuses or elsewhere(status, one):
            continue
        asked += 1
        with transaction.atomic():
            answer = ASKED[status](world, one)
            transaction.set_rollback(True)
        if str(answer.status_code) != status:
            wrong.append(f"{one}: {answer.status_code} {answer.content[:200]!r}")
    return asked, wrong


@pytest.mark.parametrize("status", ASKED)
def test_operations_give_each_answer_that_they_are_described_with(world, prepared, status):
    """Some of them; tests/deep/test_every_answer.py asks all."""
    prepared(status)

    asked, wrong = departing(
        world, status, [one for one in OPERATIONS if status in one.statuses][:: 1 if status in FEW else 8]
    )

    assert wrong == []
    assert asked


def test_whatever_is_described_is_asked_for_here_or_by_the_matrix():
    assert {status for one in OPERATIONS for status in one.statuses} == ASKED.keys() | BY_MATRIX
    assert {str(one) for one in OPERATIONS if not one.ways} == WITHOUT_A_WAY
    for one in OPERATIONS:
        assert one.open == (not {"401", "403"} & one.statuses), one
        assert ("404" in one.statuses) == any(line.of for line in one.lines), one
