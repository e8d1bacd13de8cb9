"""Statements of learning systems: attendance, drafts of claims, and what is refused."""

import base64
import contextlib
import copy
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio.models import AttendanceBatch, Claim, ClaimDraft, LearningRecord, LedgerEntry
from portfolio.services.attendance.booking import book_attendance_list
from portfolio.services.learning_records.statements import StatementRefused, read_statement
from register.access import Role
from register.models import Person, Registration
from tests.conftest import client_of
from tests.factories.accreditation import CourseFactory
from tests.factories.portfolio import ON_FORM
from tests.factories.register import (
    NOW,
    PersonFactory,
    RegisterFactory,
    RegistrationFactory,
    RegulationFactory,
    RoleGrantFactory,
    UserFactory,
)

STATEMENTS = "/xapi/statements"
VERB = "http://adlnet.gov/expapi/verbs/"
NUMBER = "0012345"


def statement(**changed):
    """A professional completed e-learning that is accredited."""
    return {
        "id": str(uuid4()),
        "actor": {"account": {"homePage": "http://testserver/api/v1/registers/venvn", "name": NUMBER}},
        "verb": {"id": f"{VERB}completed"},
        "object": {
            "id": "urn:leerregister:course:ELEARN",
            "definition": {"name": {"en": "Wound care", "nl-NL": "Wondzorg"}},
        },
        "result": {"success": True, "duration": "PT1H30M"},
        "timestamp": "2025-05-12T11:08:13Z",
    } | changed


def basic(number, key) -> dict[str, str]:
    value = base64.b64encode(f"{number}:{key}".encode()).decode()
    return {"Authorization": f"Basic {value}", "X-Experience-API-Version": "1.0.3"}


@pytest.fixture
def headers(school) -> dict[str, str]:
    return basic(school.sender.number, school.sender.key)


@pytest.fixture
def send(client, headers):
    return lambda body, **more: client.post(STATEMENTS, body, "application/json", headers=headers | more)


@pytest.fixture
def put(client, headers):
    return lambda id_, body: client.put(f"{STATEMENTS}?statementId={id_}", body, "application/json", headers=headers)


def book_everything() -> None:
    for batch in AttendanceBatch.objects.unfinished():
        book_attendance_list(batch_id=batch.pk, clock=lambda: NOW)


@pytest.mark.parametrize("verb", ["completed", "passed", "attended"])
def test_what_was_done_on_an_accredited_course_becomes_attendance(school, send, verb):
    sent = statement(verb={"id": VERB + verb})

    answer = send(sent)
    book_everything()

    assert (answer.status_code, answer.json()) == (200, [sent["id"]])
    assert answer["X-Experience-API-Version"] == "1.0.3"
    entry = LedgerEntry.objects.get()
    assert (entry.person.registrations.get().number, entry.effective_on) == (NUMBER, date(2025, 5, 12))
    assert LearningRecord.objects.get().outcome == "BOOKING"


def test_a_run_of_a_physical_course_is_named_by_its_code(school, send):
    activity = {"id": "urn:leerregister:course:WHOLE:edition:SPRING"}

    send(statement(object=activity))

    assert AttendanceBatch.objects.get().source == "XAPI"


def test_a_course_is_known_by_the_address_that_the_provider_told(school, send):
    iri = "https://leerplein.example/courses/8001"
    manager = client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=school.provider).user)
    course = school.course("ELEARN")
    assert manager.post(f"/api/v1/courses/{course.uuid}/activity-identifiers", {"iri": iri}).status_code == 201
    again = manager.post(f"/api/v1/courses/{course.uuid}/activity-identifiers", {"iri": iri})
    assert (again.status_code, again.json()["code"]) == (409, "activity-identifier-taken")

    send(statement(object={"id": iri}))

    assert LearningRecord.objects.get().outcome == "BOOKING"


def test_a_statement_that_comes_again_is_not_done_again(school, send):
    sent = statement()

    answers = [send(sent).status_code for _ in range(3)]
    book_everything()
    send(statement())  # another that says the same of the same day
    book_everything()

    assert answers == [200, 200, 200]
    assert LearningRecord.objects.count() == 2
    assert LedgerEntry.objects.count() == 1


def test_an_id_with_other_content_is_a_conflict(send):
    sent = statement()
    send(sent)

    answer = send(sent | {"timestamp": "2025-05-13T11:08:13Z"})

    assert (answer.status_code, answer.json()["code"]) == (409, "statement-conflict")


def test_a_statement_is_put_under_its_id(put):
    sent = statement()
    without = {name: value for name, value in sent.items() if name != "id"}

    assert put(sent["id"], without).status_code == 204
    assert put(sent["id"], without).status_code == 204
    assert put(uuid4(), sent).status_code == 400
    assert [str(record.statement_id) for record in LearningRecord.objects.all()] == [sent["id"]]


@pytest.mark.parametrize(
    "changed",
    [
        {"verb": {"id": f"{VERB}initialized"}},
        {
            "verb": {"id": f"{VERB}voided"},
            "object": {"objectType": "StatementRef", "id": "5f2c1d1e-0d9c-4f4b-9a53-3f0c8b6d2a17"},
        },
        {"result": {"success": False}},
        {"result": {"completion": False}},
    ],
    ids=str,
)
def test_what_does_not_count_is_taken_and_not_used(send, changed):
    answer = send(statement(**changed))

    assert answer.status_code == 200
    assert LearningRecord.objects.get().outcome == "NOT_USED"
    assert not AttendanceBatch.objects.exists()
    assert not ClaimDraft.objects.exists()


def test_what_nothing_accredits_becomes_a_draft_that_the_person_can_claim(school, send):
    person = Person.objects.get(registrations__number=NUMBER)
    user = UserFactory(person=person)
    send(statement(object={"id": "https://elsewhere.example/7", "definition": {"name": {"nl": "Handhygiëne"}}}))

    (draft,) = client_of(user).get("/api/v1/claim-drafts").json()["results"]

    assert (draft["title"], draft["minutes"], draft["performedOn"]) == ("Handhygiëne", 90, "2025-05-12")
    assert client_of(UserFactory(person=PersonFactory())).get("/api/v1/claim-drafts").json()["results"] == []
    body = {
        "registration": str(Registration.objects.get(number=NUMBER).uuid),
        "category": "oda",
        "quantity": "1.5",
        "unit": "hour",
        **ON_FORM,
    }
    address = f"/api/v1/claim-drafts/{draft['uuid']}/submissions"
    RegulationFactory(register=school.register)
    claimed, again = [client_of(user).post(address, body) for _ in range(2)]
    assert (claimed.status_code, again.status_code) == (201, 409)
    claim = Claim.objects.get()
    assert (claim.title, claim.performed_on, claim.state) == ("Handhygiëne", date(2025, 5, 12), "SUBMITTED")


def test_a_course_that_is_not_accredited_becomes_a_draft_too(send):
    send(statement(object={"id": "urn:leerregister:course:NEVER"}))

    assert LearningRecord.objects.get().outcome == "DRAFTED"
    assert not AttendanceBatch.objects.exists()


def unknown(home: str = "http://testserver/api/v1/registers/venvn", name: str = NUMBER):
    return {"account": {"homePage": home, "name": name}}


@pytest.mark.parametrize(
    "actor",
    [
        unknown(name="999"),
        unknown(name="888"),  # on a register of another association
        unknown("http://testserver/api/v1/registers/foreign", "888"),
        unknown("http://testserver/api/v1/registers/none"),
        unknown("https://leerplein.example/api/v1/registers/venvn"),
        unknown("http://testserver/api/v1/associations/6c2f5a3e-0000-4000-8000-000000000000"),
        unknown("http://testserver/"),
    ],
    ids=str,
)
def test_whoever_is_not_known_is_refused_in_the_same_words_and_nothing_is_kept(send, actor):
    RegistrationFactory(register=RegisterFactory(code="foreign"), number="888")

    answer = send([statement(), statement(actor=actor)])

    assert answer.status_code == 400
    (problem,) = answer.json()["errors"]
    assert (problem["location"], problem["code"]) == ("#/1/actor", "actor-unknown")
    assert problem["detail"] == "Deze persoon is hier niet bekend. Controleer registratienummer en homePage."
    assert not LearningRecord.objects.exists()
    assert not AttendanceBatch.objects.exists()


def test_an_association_can_be_named_instead_of_its_register(school, send):
    association = school.register.association

    answer = send(statement(actor=unknown(f"http://testserver/api/v1/associations/{association.uuid}")))

    assert answer.status_code == 200
    assert LearningRecord.objects.get().outcome == "BOOKING"


def test_in_test_mode_all_is_checked_and_nothing_kept_but_the_test(client, testing_school):
    sender = testing_school.sender
    headers = basic(sender.number, sender.key)
    sent = [statement(), statement(object={"id": "https://elsewhere.example/7"})]

    answer = client.post(STATEMENTS, sent, "application/json", headers=headers)
    book_everything()

    assert answer.status_code == 200
    assert not LedgerEntry.objects.exists()
    assert not ClaimDraft.objects.exists()
    assert not LearningRecord.objects.exists()  # so that it can come again in earnest


def test_a_machine_with_a_token_sends_for_its_provider(school):
    machine = RoleGrantFactory(
        user=UserFactory(is_machine=True), role=Role.PROVIDER_SUBMITTER, organisation=school.provider
    ).user
    version = {"X-Experience-API-Version": "1.0.3"}

    taken = client_of(machine, scopes=frozenset({"attendance:write"})).post(STATEMENTS, statement(), headers=version)
    mute = client_of(machine, scopes=frozenset({"courses:write"})).post(STATEMENTS, statement(), headers=version)

    assert (taken.status_code, mute.status_code) == (200, 403)


@pytest.mark.parametrize(
    "given", ["", "Basic", "Basic !!!", "Basic eDp5", "Basic MTpc", "Bearer nothing"], ids=lambda given: given or "none"
)
def test_who_cannot_prove_to_be_a_system_is_not_let_in(db, client, given):
    headers = {"X-Experience-API-Version": "1.0.3"} | ({"Authorization": given} if given else {})

    answer = client.post(STATEMENTS, statement(), "application/json", headers=headers)

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Basic realm="xapi", Bearer realm="api"'
    assert answer["X-Experience-API-Version"] == "1.0.3"


def test_wrong_keys_are_counted_here_too(client, school, send):
    wrong = basic(school.sender.number, "1")
    for _ in range(10):
        client.post(STATEMENTS, statement(), "application/json", headers=wrong)

    assert send(statement()).status_code == 401


def test_a_system_calls_no_more_often_than_it_may(send, settings):
    settings.CONNECTION_CALLS_PER_MINUTE = 1

    calls = [send(statement()) for _ in range(2)]

    assert [call.status_code for call in calls] == [200, 429]
    assert calls[1]["RateLimit-Policy"] == '"calls";q=1;w=60'
    assert calls[1]["RateLimit"] == f'"calls";r=0;t={calls[1]["Retry-After"]}'


@pytest.mark.parametrize(("spoken", "status"), [("1.0", 200), ("1.0.1", 200), ("2.0.0", 200), ("0.95", 400), ("", 400)])
def test_the_version_of_the_header_is_one_that_is_spoken(send, spoken, status):
    assert send(statement(), **{"X-Experience-API-Version": spoken}).status_code == status


def test_everyone_may_ask_which_versions_are_spoken(client):
    answer = client.get("/xapi/about")

    assert "1.0.3" in answer.json()["version"]
    assert "Set-Cookie" not in answer


def without(*path):
    given = copy.deepcopy(statement())
    inner = given
    for name in path[:-1]:
        inner = inner[name]
    del inner[path[-1]]
    return given


WRONG = {
    "a word": ("completed", "#/0"),
    "no actor": (without("actor"), "#/0/actor"),
    "no account": (without("actor", "account"), "#/0/actor/account"),
    "no number": (without("actor", "account", "name"), "#/0/actor/account/name"),
    "no home page": (without("actor", "account", "homePage"), "#/0/actor/account/homePage"),
    "a group": (statement(actor=unknown() | {"objectType": "Group"}), "#/0/actor/account"),
    "no verb": (without("verb"), "#/0/verb"),
    "no object": (without("object"), "#/0/object"),
    "no activity": (without("object", "id"), "#/0/object/id"),
    "an agent as object": (statement(object={"objectType": "Agent", "id": "a:b"}), "#/0/object/objectType"),
    "an id that is none": (statement(id="1"), "#/0/id"),
    "a moment that is none": (statement(timestamp="yesterday"), "#/0/timestamp"),
    "a number as moment": (statement(timestamp=1), "#/0/timestamp"),
    "the future": (statement(timestamp="2999-01-01T00:00:00Z"), "#/0/timestamp"),
}


@pytest.mark.parametrize(("given", "place"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_a_statement_is_named_by_its_place(send, given, place):
    answer = send([given])

    assert answer.status_code == 400
    assert [each["location"] for each in answer.json()["errors"]] == [place]


def test_an_id_twice_in_one_call_and_too_many_statements_are_refused(send):
    same = statement()

    assert send([same, same]).status_code == 400
    assert send([statement() for _ in range(101)]).status_code == 413


def test_another_providers_course_is_only_a_draft(send):
    CourseFactory(code="THEIRS", kind="E_LEARNING")

    send(statement(object={"id": "urn:leerregister:course:THEIRS"}))

    assert LearningRecord.objects.get().outcome == "DRAFTED"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_stands_in_a_statement_is_read_or_refused(data):
    damaged = copy.deepcopy(statement())
    for _ in range(data.draw(st.integers(1, 3))):
        inner = damaged
        while isinstance(inner, dict) and inner and data.draw(st.booleans()):
            name = data.draw(st.sampled_from(sorted(inner)))
            if not isinstance(inner[name], dict):
                break
            inner = inner[name]
        if inner:
            inner[data.draw(st.sampled_from(sorted(inner)))] = data.draw(JSON)
    with contextlib.suppress(StatementRefused):
        read_statement(damaged, place="#", new_id=uuid4(), now=NOW)
