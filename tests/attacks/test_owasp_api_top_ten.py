"""The OWASP API Security Top 10 (2023), over every address. What other tests show stands in docs/security.md."""

import logging
import re
from collections import defaultdict

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve, reverse
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from config.urls import api
from register.clock import today
from register.models import Person, User
from register.scoping import inputs
from register.scoping.inputs import Input, Named
from register.selectors import actor_for
from tests.api.permission_matrix import MATRIX, ROLES, address_of, body_of
from tests.api.test_permissions import OPEN, _flat, routes
from tests.attacks.readings import Lines, read_once, undescribed

VIEWS = {name: view for name, view in routes() if name not in OPEN}
OTHERS = ("stranger", "rival", "other_registrar")
LISTS = [line for line in MATRIX if line.method == "GET" and not line.public and line.of in ("", "register")]
MEASURED = {"Position"}  # by its own form
# What nobody may set by naming it: how things stand, whose they are, and who somebody is.
COVETED = ("state", "id", "uuid", "isStaff", "isSuperuser", "role", "person", "createdAt", "decidedBy", "verdict")
PARAMETER = re.compile(r"<(\w+):(\w+)>")
MOMENT = re.compile(r'"(\d{4}-\d\d-\d\dT\d\d:\d\d[^"]*)"')


def fields_of(shape, place=""):
    """Every field of a shape, with those inside it."""
    for name, field in shape.fields.items():
        yield f"{place}.{name}", field
        inner = getattr(field, "child", field)
        if inner is not field and not isinstance(inner, serializers.BaseSerializer):
            yield f"{place}.{name}[]", inner
        if isinstance(inner, serializers.BaseSerializer):
            yield from fields_of(inner, f"{place}.{name}")


def shapes():
    """Every shape that is taken from outside, once: bodies and queries."""
    found = {shape for view in VIEWS.values() for shapes in (view.takes, view.asks) for shape in shapes.values()}
    return sorted(found, key=lambda shape: shape.__name__)


def written(queries):
    return [query["sql"] for query in queries if re.match(r"(INSERT|UPDATE|DELETE)\b", query["sql"])]


@pytest.fixture(scope="module")
def told(standing_world, django_db_blocker):
    """What every address tells the first who may read it, and what the log said meanwhile."""
    lines = Lines()
    logging.getLogger().addHandler(lines)
    with django_db_blocker.unblock(), transaction.atomic():
        found = read_once(standing_world)
        transaction.set_rollback(True)
    logging.getLogger().removeHandler(lines)
    return found, lines.text


def test_api1_broken_object_level_authorization_a_row_of_others_in_a_body_is_one_that_is_not_there(world):
    """Every field that names a row, in every body and query, for people of elsewhere."""
    rows, tried, wrong = defaultdict(list), 0, []
    for row in world.rows.values():
        rows[type(row)].append(row)
    for role in OTHERS:
        actor = actor_for(world.users[role], on=today())
        for shape in shapes():
            holder = shape(context={"actor": actor})
            for place, field in fields_of(holder):
                if not isinstance(field, Named):
                    continue
                visible = set(field.seen_by(actor).values_list("pk", flat=True))
                for row in (row for row in rows[field.rows] if row.pk not in visible):
                    tried += 1
                    try:
                        field.to_internal_value(str(getattr(row, field.by)))
                    except ValidationError as refused:
                        if refused.get_codes() == ["does-not-exist"]:
                            continue
                    wrong.append((shape.__name__ + place, role))

    assert wrong == []
    assert tried > 100


def test_api3_object_property_level_no_shape_takes_a_field_of_a_model_that_it_does_not_name(db, monkeypatch):
    """Mass assignment: every field of every model, in the spelling of the API, put into every body."""
    fields = {field.name for model in apps.get_models() for field in model._meta.get_fields()}
    names = {re.sub(r"_(\w)", lambda found: found[1].upper(), name) for name in fields} | set(COVETED)
    taken = []
    monkeypatch.setattr(inputs, "say", lambda nl, en: "")  # half a million sentences
    for shape in {shape for view in VIEWS.values() for shape in view.takes.values()}:
        assert issubclass(shape, Input)
        others = names - set(shape().fields)
        filled = shape(data=dict.fromkeys(others, "x"))
        filled.is_valid()
        refused = {name for name, (error, *_) in filled.errors.items() if error.code == "unknown-field"}
        taken += [(shape.__name__, name) for name in others - refused]

    assert taken == []
    assert len(names) > 400


def test_api3_object_property_level_what_is_coveted_is_refused_by_name_and_nothing_is_written(world):
    """Over HTTP: a good body of who may send it, with what it may not set."""
    wrong, tried = [], set()
    for line in MATRIX:
        if not line.body or isinstance(body := body_of(line.body, world), str) or "file" in body:
            continue
        role = next((role for role in ROLES if line.status_for(role) < 300), None)
        shape = VIEWS[line.route].takes.get(line.method, Input)
        extra = {name: "x" for name in COVETED if name not in shape().fields}
        if role is None or not extra or shape in tried:
            continue
        tried.add(shape)
        client = world.client(role)
        path = reverse(line.route, kwargs=address_of(line, world))
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(path, body | extra, headers={"If-Match": "*"})
        said = {error["location"].removeprefix("#/") for error in answer.json().get("errors", [])}
        if answer.status_code != 400 or not set(extra) <= said or written(queries):
            wrong.append((str(line), role, answer.status_code, sorted(set(extra) - said), written(queries)[:1]))

    assert wrong == []
    assert len(tried) > 100


def test_api3_object_property_level_an_answer_has_the_fields_that_are_described_and_no_other(told):
    found, _ = told

    assert {place for reading in found for place in undescribed(reading)} == set()
    assert sum(reading.data is not None for reading in found) > 150


def test_api3_object_property_level_moments_leave_in_utc(told):
    moments = {moment for reading in told[0] if reading.data is not None for moment in MOMENT.findall(reading.text)}

    assert {moment for moment in moments if not moment.endswith("Z")} == set()
    assert moments


def test_api4_unrestricted_resource_consumption_what_is_sent_has_a_most(db):
    """Every text and every list in every body and query has an upper limit."""
    boundless = [
        f"{shape.__name__}{place}"
        for shape in shapes()
        for place, field in fields_of(shape())
        if isinstance(field, serializers.CharField | serializers.ListField | serializers.ListSerializer)
        and not isinstance(field, serializers.RegexField)
        and getattr(field, "max_length", None) is None
        and type(field).__name__ not in MEASURED
    ]

    assert boundless == []


def test_api4_unrestricted_resource_consumption_no_list_gives_more_than_a_page(world):
    wrong, tried = [], 0
    for line in LISTS:
        role = next((role for role in ROLES if line.status_for(role) == 200), None)
        if role is None:
            continue
        path, client = reverse(line.route, kwargs=address_of(line, world)), world.client(role)
        tried += 1
        key = "pageSize" if VIEWS[line.route].paginated else "unknown"
        answer = client.get(f"{path}?{key}=101")
        named = [error["location"] for error in answer.json().get("errors", [])]
        if (answer.status_code, named) != (400, [f"#/{key}"]):
            wrong.append((str(line), answer.status_code, named))

    assert wrong == []
    assert tried > 60


def test_api5_broken_function_level_authorization_no_header_makes_another_method_of_it(world):
    before = Person.objects.count()

    for header in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        answer = world.client("reader").get("/api/v1/persons", headers={header: "POST"})
        assert answer.status_code == 200
        refused = world.client("reader").post("/api/v1/persons", {}, headers={header: "GET"})
        assert refused.status_code == 403
    assert Person.objects.count() == before


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded"])
def test_api8_security_misconfiguration_what_a_visitor_says_about_the_address_is_not_believed(world, name):
    said = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}.get(name, "/api/v1/persons")

    answer = world.client("member").get("/api/v1", headers={name: said})

    assert answer.status_code == 200
    assert "evil.example" not in answer.content.decode()
    assert answer.json()["registers"] == "http://testserver/api/v1/registers"


def test_api8_security_misconfiguration_another_host_gets_nothing(anonymous):
    answer = anonymous.get("/api/v1", HTTP_HOST="evil.example")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert "evil" not in answer.content.decode()


def test_api8_security_misconfiguration_no_line_of_the_log_names_anybody(told, standing_world):
    """What was logged while every address was read: no name and no address of anybody in the world."""
    lines = "\n".join(told[1])
    people = [row for row in standing_world.rows.values() if isinstance(row, Person)]
    people += [user.person for user in standing_world.users.values() if user.person]
    words = {word for person in people for word in (person.email, f"{person.given_name} {person.family_name}") if word}
    words |= {user.email for user in standing_world.users.values() if isinstance(user, User)}

    assert {word for word in words if word in lines} == set()
    assert len(told[1]) > 150
    assert len(words) > 10


def test_api9_improper_inventory_a_slash_at_the_end_is_another_address(world):
    """Of every address there is: what nobody wrote down is not served."""
    served = []
    for line in {line.route: line for line in MATRIX if line.route != "index"}.values():
        path = reverse(line.route, kwargs=address_of(line, world))
        for other in (f"{path}/", f"{path}.json", path.replace("/v1/", "/v0/"), path.replace("/v1/", "/")):
            try:
                served.append((other, resolve(other).view_name))
            except Resolver404:
                continue

    assert served == []


def test_api9_improper_inventory_nothing_is_named_by_a_number_that_can_be_counted():
    """What stands in an address is a uuid, or the code of a register."""
    named = {(kind, name) for pattern in _flat(api) for kind, name in PARAMETER.findall(str(pattern.pattern))}

    assert {name for kind, name in named if kind != "uuid"} == {"code"}
