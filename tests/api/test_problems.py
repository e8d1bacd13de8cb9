"""Whatever goes wrong is one problem+json, with every wrong field by name and the headers of every answer."""

from uuid import uuid4

import pytest
from django.urls import reverse

from register.api.organisations import AssociationList
from register.models import Person
from tests.conftest import client_of
from tests.factories.portfolio import ON_FORM

HEADERS = {
    "API-Version": "0.1.0",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
PERSON = {"givenName": "Noor", "familyName": "Bakker"}
NUL = "No\x00or"


@pytest.fixture
def registrar(world):
    return world.client("registrar")


@pytest.fixture
def member(world):
    return world.client("member")


def problems(answer):
    """What is wrong, where: location → code."""
    assert answer.status_code == 400, answer.content
    return {error["location"]: error["code"] for error in answer.json()["errors"]}


def break_down(monkeypatch):
    def get(self, request):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(AssociationList, "get", get)


ANSWERS = {
    200: lambda world: world.client("member").get("/api/v1/registers"),
    201: lambda world: world.client("registrar").post("/api/v1/persons", PERSON),
    400: lambda world: world.client("registrar").post("/api/v1/persons", {}),
    401: lambda world: client_of(None).get("/api/v1/registers"),
    403: lambda world: world.client("member").post("/api/v1/persons", PERSON),
    404: lambda world: world.client("member").get(f"/api/v1/persons/{uuid4()}"),
    405: lambda world: world.client("member").delete("/api/v1/registers"),
    406: lambda world: world.client("member").get("/api/v1/registers", HTTP_ACCEPT="image/png"),
    409: lambda world: world.client("committee").post(f"/api/v1/regulations/{world['regulation'].uuid}/adoptions"),
    413: lambda world: world.client("registrar").post("/api/v1/persons", {"givenName": "x" * 6_000_000}),
    415: lambda world: world.client("registrar").generic("POST", "/api/v1/persons", "a=b", "text/plain"),
    500: lambda world: world.client("member").get("/api/v1/associations"),
}


@pytest.mark.parametrize("status", ANSWERS)
def test_every_answer_carries_the_headers_and_every_error_is_a_problem(world, status, monkeypatch):
    break_down(monkeypatch)

    answer = ANSWERS[status](world)

    assert answer.status_code == status
    assert {name: answer[name] for name in HEADERS} == HEADERS
    if status < 400:
        assert answer["Content-Type"] == "application/json"
        return
    body = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert body["status"] == status
    assert body["type"] == f"http://127.0.0.1:8000/problems#{body['code']}"
    assert body["title"]
    assert body["detail"]
    assert "secret" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/registers/", "/api/v1/persons/1", "/nothing", "/api/v2"])
def test_an_unknown_address_is_a_problem_too(member, path):
    answer = member.get(path)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer["API-Version"] == "0.1.0"


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "OPTIONS", "TRACE"])
def test_what_an_address_does_not_do_is_405_and_says_what_it_does(registrar, method):
    answer = registrar.generic(method, "/api/v1/persons")

    assert answer.status_code == 405
    assert set(answer["Allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_head_answers_as_get_without_the_body(registrar):
    get, head = registrar.get("/api/v1/persons?pageSize=1"), registrar.head("/api/v1/persons?pageSize=1")

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Type"] == get["Content-Type"]


@pytest.mark.parametrize("text", ["{", "", '{"givenName": NaN}', "[" * 5000, b"\xff"], ids=range(5))
def test_a_body_that_is_no_json_is_malformed(registrar, text):
    answer = registrar.generic("POST", "/api/v1/persons", text, "application/json")

    assert answer.status_code == 400
    assert answer.json()["code"] == ("malformed" if text else "invalid-input")


@pytest.mark.parametrize("body", ["[]", "null", '"text"', "7"])
def test_a_body_that_is_no_object_is_refused(registrar, body):
    answer = registrar.generic("POST", "/api/v1/persons", body, "application/json")

    assert list(problems(answer)) == ["#"]


def test_all_wrong_unknown_and_read_only_fields_are_named_at_once(registrar):
    body = {"givenName": "", "prefix": "x" * 31, "email": "nobody", "language": "fr", "uuid": str(uuid4()), "bsn": "1"}
    before = Person.objects.count()

    answer = registrar.post("/api/v1/persons", body)

    assert problems(answer) == {
        "#/givenName": "blank",
        "#/prefix": "max_length",
        "#/familyName": "required",
        "#/email": "invalid",
        "#/language": "invalid_choice",
        "#/uuid": "read-only",
        "#/bsn": "unknown-field",
    }
    assert Person.objects.count() == before


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Onbekend"), ("en", "Unknown"), ("de", "Onbekend"), ("en-GB", "Unknown")]
)
def test_problems_speak_the_language_of_the_reader(registrar, language, words):
    answer = registrar.post("/api/v1/persons", PERSON | {"bsn": "1"}, HTTP_ACCEPT_LANGUAGE=language)

    assert answer.json()["errors"][0]["detail"].startswith(words)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("givenName", NUL, "unprintable"),
        ("givenName", "Noor\nBcc: x", "unprintable"),
        ("givenName", 7, "invalid"),
        ("givenName", None, "null"),
        ("givenName", ["Noor"], "invalid"),
        ("personData", "Noor", "unknown-field"),
    ],
)
def test_text_is_one_line_of_text(registrar, field, value, code):
    answer = registrar.post("/api/v1/persons", PERSON | {field: value})

    assert problems(answer) == {f"#/{field}": code}


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        ("12,5", "decimal-comma"),
        ("-1", "invalid"),
        ("1e3", "invalid"),
        ("NaN", "invalid"),
        ("٣", "invalid"),
        (" 1", "invalid"),
        ("1.2345", "max_decimal_places"),
        ("1234567890", "max_digits"),
        (12.5, "invalid"),
        (12, "invalid"),
        ("0", "not-positive"),
        ("", "invalid"),
    ],
)
def test_a_quantity_is_a_text_with_a_point(world, member, quantity, code):
    answer = member.post("/api/v1/claims", claim_of(world) | {"quantity": quantity})

    assert problems(answer) == {"#/quantity": code}


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2026-11-22T00:00:00Z", "invalid"),
        ("22-11-2026", "invalid"),
        ("20261122", "invalid"),
        ("2026-02-30", "invalid"),
        ("2026-W01-1", "invalid"),
        ("9999-12-31", "date-out-of-range"),
        ("1899-12-31", "date-out-of-range"),
        (20261122, "invalid"),
        ("2031-01-01", "in-the-future"),
    ],
)
def test_a_day_is_a_plain_date_that_can_be_right(world, member, day, code):
    answer = member.post("/api/v1/claims", claim_of(world) | {"performedOn": day})

    assert problems(answer) == {"#/performedOn": code}


def claim_of(world):
    return {
        "registration": str(world["registration"].uuid),
        "category": "oda",
        "title": "Intervisie",
        "performedOn": "2026-01-10",
        "quantity": "2",
        "unit": "hour",
        **ON_FORM,
    }


def test_a_row_that_is_not_yours_is_named_like_one_that_does_not_exist(world):
    stranger = world.client("stranger")
    foreign = stranger.post("/api/v1/claims", claim_of(world))
    missing = stranger.post("/api/v1/claims", claim_of(world) | {"registration": str(uuid4())})

    assert problems(foreign) == {"#/registration": "does-not-exist"}
    assert foreign.content == missing.content


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("pagesize=1", "#/pagesize"),
        ("number=%00", "#/number"),
        ("number=a&number=b", "#/number"),
        ("pageSize=0", "#/pageSize"),
        ("pageSize=101", "#/pageSize"),
        ("pageSize=1000000000000", "#/pageSize"),
        ("pageSize=null", "#/pageSize"),
        ("pageSize=", "#/pageSize"),
        ("pageSize=%D9%A3", "#/pageSize"),
        ("cursor=x", "#/cursor"),
        ("cursor=cD1hYmM%3D", "#/cursor"),  # p=abc
        ("cursor=cD0nOw%3D%3D", "#/cursor"),  # p=';
        ("ordering=email", "#/ordering"),
        ("format=json", "#/format"),
    ],
)
def test_a_query_that_cannot_be_right_is_refused_by_name(registrar, query, where):
    answer = registrar.get(f"/api/v1/registrations?{query}")

    assert list(problems(answer)) == [where]
    assert {error["in"] for error in answer.json()["errors"]} == {"query"}


@pytest.mark.parametrize("name", ["registrations", "claims", "notices", "ledger-entries", "courses", "editions"])
def test_a_filter_of_the_wrong_form_is_refused(member, name):
    key = {"courses": "provider", "editions": "from"}.get(name, "registration" if name != "registrations" else "person")

    assert list(problems(member.get(f"{reverse(name)}?{key}=1"))) == [f"#/{key}"]
