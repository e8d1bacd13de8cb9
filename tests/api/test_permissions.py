"""Every address answers every role as the matrix says, and no address is left out of it."""

import re
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from config.urls import api
from register.scoping import ScopedView
from tests.api.permission_matrix import MATRIX, ROLES, Line, address_of, body_of

CLOSED = [line for line in MATRIX if not (line.public or line.open)]
ONLOOKERS = ("member", "stranger", "rival", "registrar", "other_registrar", "machine")
OPEN = {"schema", "docs"}  # for everyone, signed in or not


def ask(world, line: Line, role: str, **address):
    path = reverse(line.route, kwargs=address_of(line, world, **address))
    client = world.client(role)
    client.credentials(HTTP_IF_MATCH="*")  # whatever it became: who may, is the question here
    if line.method in ("GET", "DELETE"):
        return client.generic(line.method, path)
    body = body_of(line.body, world)
    if isinstance(body, str):
        return client.generic("POST", path, body, content_type="text/csv")
    if "file" in body:
        return client.post(path, body, format="multipart")
    return client.post(path, body)


def answers(world, line: Line, roles, **address):
    """What each role gets, every one of them in the world as it was made."""
    for role in roles:
        with transaction.atomic():
            yield role, ask(world, line, role, **address)
            transaction.set_rollback(True)


@pytest.mark.parametrize("line", MATRIX, ids=str)
def test_every_address_answers_every_role_as_the_matrix_says(world, line):
    got = {role: answer.status_code for role, answer in answers(world, line, ROLES)}

    assert got == {role: line.status_for(role) for role in ROLES}


@pytest.mark.parametrize("line", CLOSED, ids=str)
def test_nobody_gets_anything_without_signing_in(world, line):
    answer = ask(world, line, "anonymous")

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="api"')


@pytest.mark.parametrize("line", CLOSED, ids=str)
def test_a_token_without_scopes_opens_nothing(world, line):
    assert ask(world, line, "mute_machine").status_code == 403


@pytest.mark.parametrize("line", [line for line in MATRIX if line.public], ids=str)
def test_what_is_published_answers_everybody_alike(world, line):
    answers = [ask(world, line, role) for role in ("anonymous", "mute_machine", "member", "registrar")]

    assert {answer.status_code for answer in answers} == {200}
    assert len({re.sub(rb"DTSTAMP:\w+", b"", answer.content) for answer in answers}) == 1
    assert {answer["Cache-Control"] for answer in answers} == {"public, max-age=300"}


@pytest.mark.parametrize("role", ["anonymous", "mute_machine"])
@pytest.mark.parametrize("line", [line for line in MATRIX if line.open], ids=str)
def test_what_is_open_needs_no_account(world, line, role):
    assert ask(world, line, role).status_code == line.status_for(role)


@pytest.mark.parametrize("line", [line for line in MATRIX if line.of], ids=str)
def test_what_is_not_yours_to_see_answers_like_what_never_was(world, line):
    missing = dict(answers(world, line, ONLOOKERS, uuid=uuid4()))

    assert {role: answer.status_code for role, answer in missing.items()} == dict.fromkeys(ONLOOKERS, 404)
    kept_from = [role for role in ONLOOKERS if line.status_for(role) == 404]
    for role, asked in answers(world, line, kept_from):
        assert shown(asked) == shown(missing[role])


def shown(answer):
    """What an onlooker could tell answers apart by; each request has an id of its own."""
    own = ("Request-Id", "RateLimit")
    return answer.content, {name: value for name, value in answer.headers.items() if name not in own}


def routes():
    for pattern in _flat(api):
        yield pattern.name, pattern.callback.view_class


def _flat(patterns):
    for pattern in patterns:
        yield from _flat(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]


def test_every_route_and_method_is_in_the_matrix():
    offered = {(method, name) for name, view in routes() if name not in OPEN for method in view.permissions}

    assert offered == {(line.method, line.route) for line in MATRIX}


@pytest.mark.parametrize(("name", "view"), [route for route in routes() if route[0] not in OPEN])
def test_every_view_names_the_permission_of_each_method_it_has(name, view):
    assert issubclass(view, ScopedView)
    methods = {method.upper() for method in ("get", "post", "put", "patch", "delete") if hasattr(view, method)}
    assert methods == set(view.permissions)
