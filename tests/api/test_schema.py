"""The published description is the one in docs/, complete, open to everyone, with examples that hold."""

import json
import re
from pathlib import Path

import pytest
from django.urls import reverse
from jsonschema import Draft202012Validator
from rest_framework.serializers import Serializer

from config.http.index import COLLECTIONS
from config.http.schema_view import document
from portfolio.api.standing_shape import ServedStandingOut
from register.access import SCOPE_PERMISSIONS
from tests.api.test_permissions import OPEN, routes

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"
VIEWS = [(name, view) for name, view in routes() if name not in OPEN]
OPEN_PATHS = {  # who asks for an account, is asked something by mail, or was given a certificate, has none
    "/provider-sign-ups",
    "/published-audit-runs",
    "/public-registers",
    "/public-registers/{code}",
    "/public-registers/{code}/searches",
    "/public-registrations/{uuid}",
    "/invitations/{uuid}/acceptances",
    "/certificates/{uuid}",
    "/certificates/{uuid}/holder-checks",
    "/credential-verifications",
    "/extract-verifications",
    "/shares/{uuid}/openings",
    *(f"/feedback-invitations/{{uuid}}/{step}" for step in ("openings", "answers")),
    *(f"/record-statements/{{uuid}}/{step}" for step in ("readings", "confirmations", "refusals")),
}
OPEN_ROOMS = ("/catalogue/", "/conversation-links/")  # what is published, or opens with a key


@pytest.fixture(scope="module")
def schema():
    return json.loads(document())


def operations(schema):
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_the_committed_schema_is_current(schema):
    assert json.loads(COMMITTED.read_text()) == schema, "Run `make schema`."


def test_anybody_anywhere_may_read_it(client):
    answer = client.get("/api/v1/openapi.json", headers={"Origin": "https://elsewhere.example"})

    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
    assert answer["Content-Type"] == "application/json"
    assert answer["API-Version"] == answer.json()["info"]["version"]


def test_elsewhere_no_other_origin_may_read(client):
    answer = client.get("/api/v1/registers", headers={"Origin": "https://elsewhere.example"})

    assert "Access-Control-Allow-Origin" not in answer


def test_every_route_and_method_is_described_and_no_other(schema):
    described = {(method.upper(), path) for path, method, _ in operations(schema)}
    offered = {
        (method, "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(pattern.pattern)))
        for pattern in _patterns()
        if pattern.name not in OPEN
        for method in pattern.callback.view_class.permissions
    }
    assert described == offered


def _patterns():
    from config.urls import api
    from tests.api.test_permissions import _flat

    return _flat(api)


def test_every_operation_says_what_it_does_needs_and_answers(schema):
    for path, method, operation in operations(schema):
        assert operation["summary"], (path, method)
        everyone = path.startswith(OPEN_ROOMS) or path in OPEN_PATHS
        assert ({} if everyone else {"machine": []}) in operation["security"]
        asked = {"400", "405", "406", "500", "503", *(() if everyone else ("401", "403"))}
        asked |= {"404"} if "{" in path else set()
        assert asked <= set(operation["responses"])
        for status, answer in operation["responses"].items():
            if "$ref" not in answer:
                assert "API-Version" in answer["headers"], (path, method, status)


def test_every_scope_of_a_machine_is_described(schema):
    flow = schema["components"]["securitySchemes"]["machine"]["flows"]["clientCredentials"]

    assert flow["tokenUrl"] == reverse("token")
    assert set(flow["scopes"]) == set(SCOPE_PERMISSIONS)


def test_every_example_fits_its_schema(schema):
    seen = 0
    for path, method, operation in operations(schema):
        bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
        for media in (media for body in bodies for media in body.get("content", {}).values()):
            for example in media.get("examples", {}).values():
                seen += 1
                validator = Draft202012Validator({**media["schema"], "components": schema["components"]})
                problems = [error.message for error in validator.iter_errors(example["value"])]
                assert not problems, (path, method, problems)
    assert seen > 50


@pytest.mark.parametrize(("name", "view"), VIEWS)
def test_every_answer_has_an_example_with_all_its_fields(name, view):
    for shape in view.gives.values():
        if "example" in vars(shape):
            assert set(shape.example) == set(shape().fields)


@pytest.mark.parametrize(("name", "view"), VIEWS)
def test_every_body_has_an_example_of_fields_that_are_read(name, view):
    for shape in view.takes.values():
        assert set(shape.example) <= set(shape().fields)


def test_a_standing_is_described_as_it_is_sent(world):
    sent = world.client("member").get(f"/api/v1/registrations/{world['registration'].uuid}/standing").json()

    _compare(ServedStandingOut(), sent)


def test_candidates_are_described_as_they_are_sent(schema, world):
    path = "/assessments/{uuid}/candidates"
    sent = world.client("registrar").get(f"/api/v1{path.format(uuid=world['assessing_assessment'].uuid)}").json()

    described = schema["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**described, "components": schema["components"]}).validate(sent)
    assert set(sent) == {"results"}


def _compare(shape, value):
    assert set(shape.fields) == set(value), type(shape).__name__
    for name, field in shape.fields.items():
        inner = getattr(field, "child", field)
        for one in value[name] if isinstance(value[name], list) else [value[name]]:
            if isinstance(inner, Serializer) and one is not None:
                _compare(inner, one)


def test_the_root_names_every_collection(world):
    addresses = world.client("member").get("/api/v1").json()

    collections = {pattern.name for pattern in _patterns() if "<" not in str(pattern.pattern)} - OPEN - {"index"}
    assert set(COLLECTIONS.values()) == collections
    assert addresses["registers"] == "http://testserver/api/v1/registers"
    assert world.client("member").get("/api/v1/").json() == addresses


def test_the_page_that_shows_it_runs_no_inline_script(client):
    page = client.get("/api/v1/docs")
    text = page.content.decode()

    assert page.status_code == 200
    assert "'unsafe-inline'" not in page["Content-Security-Policy"].partition("script-src")[2]
    assert "default-src 'self'" in page["Content-Security-Policy"]
    assert not re.search(r"<script>|<script [^>]*>[^<]|\son\w+=", text)
    (script,) = re.findall(r'<script src="(/api/v1/docs[^"]+)"', text)
    code = client.get(script.replace("&amp;", "&"))
    assert code["Content-Type"].startswith("application/javascript")
    assert "/api/v1/openapi.json" in code.content.decode()
