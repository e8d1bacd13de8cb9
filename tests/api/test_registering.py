"""Registering people and making rules, over HTTP."""

import pytest

from register.models import Event, Person, Registration, Regulation
from tests.api.permission_matrix import body_of

REGISTRATIONS = "/api/v1/registers/venvn/registrations"


@pytest.fixture
def registrar(world):
    return world.client("registrar")


@pytest.fixture
def body(world):
    return body_of("registration", world)


def test_a_new_person_is_registered_with_the_first_cycle(registrar, body):
    answer = registrar.post(REGISTRATIONS, body)
    where = answer["Location"]

    assert answer.status_code == 201
    assert answer.json()["person"]["name"] == "Noor Bakker"
    assert registrar.get(where).json() == answer.json()
    (cycle,) = registrar.get(f"{where}/cycles").json()["results"]
    assert (cycle["startsOn"], cycle["endsBefore"], cycle["state"]) == ("2024-03-01", "2029-03-01", "OPEN")
    standing = registrar.get(f"{where}/standing").json()
    assert [one["required"] for one in standing["requirements"]] == ["184", "80"]


def test_a_known_person_is_registered_by_their_uuid(registrar, body):
    person = registrar.post("/api/v1/persons", {"givenName": "Noor", "familyName": "Bakker"}).json()
    del body["personData"]

    answer = registrar.post(REGISTRATIONS, body | {"person": person["uuid"]})

    assert (answer.status_code, answer.json()["person"]["uuid"]) == (201, person["uuid"])


def test_a_person_who_was_added_is_seen_by_who_added_them_until_registered_elsewhere(world, registrar):
    address = registrar.post("/api/v1/persons", {"givenName": "Noor", "familyName": "Bakker"})["Location"]

    assert registrar.get(address).status_code == 200
    assert world.client("other_registrar").get(address).status_code == 404
    assert world.client("assessor").get(address).status_code == 404


def test_a_registration_overlapping_another_is_refused_and_adds_nobody(world, registrar, body):
    del body["personData"]
    answer = registrar.post(REGISTRATIONS, body | {"person": str(world["person"].uuid)})

    assert (answer.status_code, answer.json()["code"]) == (409, "registration-overlaps")


def test_a_number_is_given_once_and_a_refusal_leaves_no_person(world, registrar, body):
    people = Person.objects.count()
    answer = registrar.post(REGISTRATIONS, body | {"number": world["registration"].number})

    assert (answer.status_code, answer.json()["code"]) == (409, "registration-number-taken")
    assert Person.objects.count() == people


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"attributes": {"title": ["nurse"]}}, "#/attributes/title"),
        ({"attributes": {"titles": "a\x00b"}}, "#/attributes"),
        ({"attributes": {"titles": 1.5}}, "#/attributes"),
        ({"attributes": {"titles": [[[[["deep"]]]]]}}, "#/attributes"),
        ({"attributes": {"titles": ["nurse"] * 41}}, "#/attributes"),
        ({"attributes": ["nurse"]}, "#/attributes"),
        ({"registeredOn": "2031-01-01"}, "#/registeredOn"),
        ({"registeredOn": "2099-01-01"}, "#/registeredOn"),
        ({"number": ""}, "#/number"),
        ({"person": "x"}, "#/person"),
        ({"personData": {"givenName": "Noor", "bsn": "1"}}, "#/personData/familyName #/personData/bsn"),
    ],
)
def test_what_cannot_be_right_is_refused_by_name(registrar, body, change, where):
    before = Registration.objects.count()
    answer = registrar.post(REGISTRATIONS, body | change)

    assert answer.status_code == 400
    assert [error["location"] for error in answer.json()["errors"]] == where.split()
    assert Registration.objects.count() == before


def test_one_of_person_and_person_data_is_needed(world, registrar, body):
    both = registrar.post(REGISTRATIONS, body | {"person": str(world["person"].uuid)})
    del body["personData"]
    neither = registrar.post(REGISTRATIONS, body)

    for answer in (both, neither):
        assert [error["code"] for error in answer.json()["errors"]] == ["one-of"]


def test_a_regulation_becomes_law_by_two_people(world):
    registrar, committee = world.client("registrar"), world.client("committee")
    source = world["source"].replace("2027-01-01", "2028-01-01")

    proposed = registrar.post("/api/v1/registers/venvn/regulations", {"source": source})
    adopted = committee.post(f"{proposed['Location']}/adoptions")
    again = committee.post(f"{proposed['Location']}/adoptions", {})

    assert proposed.json()["state"] == "DRAFT"
    assert (adopted.status_code, adopted.json()["state"]) == (201, "ADOPTED")
    assert adopted.json()["source"] == source
    assert adopted.json()["digest"].startswith("sha256:")
    assert (again.status_code, again.json()["code"]) == (409, "regulation-already-adopted")
    assert world.client("stranger").get(proposed["Location"]).json()["document"]["register"] == "venvn"
    kinds = Event.objects.filter(subject_uuid=proposed.json()["uuid"]).values_list("kind", flat=True)
    assert list(kinds) == ["regulation.proposed", "regulation.adopted"]


def test_whoever_proposes_does_not_adopt(world):
    committee = world.client("committee")
    Regulation.objects.filter(pk=world["draft"].pk).update(proposed_by=world.users["committee"])

    answer = committee.post(f"/api/v1/regulations/{world['draft'].uuid}/adoptions")

    assert (answer.status_code, answer.json()["code"]) == (409, "four-eyes-required")


def test_every_problem_in_a_regulation_is_named_with_its_line(world, registrar):
    source = world["source"].replace("at_least: 184", "at_leats: 184").replace("unit: point", "unit: bananas")
    answer = registrar.post("/api/v1/registers/venvn/regulations", {"source": source})

    assert (answer.status_code, answer.json()["code"]) == (400, "regulation-invalid")
    assert len(answer.json()["errors"]) >= 2
    assert all(error["location"].startswith("line ") for error in answer.json()["errors"])


def test_a_regulation_of_another_register_is_refused(world):
    answer = world.client("other_registrar").post("/api/v1/registers/nova/regulations", {"source": world["source"]})

    assert (answer.status_code, answer.json()["code"]) == (400, "regulation-invalid")


def test_the_profile_says_who_is_signed_in(world):
    member = world.client("member").get("/api/v1/profile").json()
    registrar = world.client("registrar").get("/api/v1/profile").json()

    assert member["person"]["uuid"] == str(world["person"].uuid)
    assert (member["roles"], member["scopes"]) == ([], None)
    assert registrar["person"] is None
    (role,) = registrar["roles"]
    assert (role["role"], role["register"]) == ("REGISTRAR", None)
    assert role["organisation"]["uuid"] == str(world["association"].uuid)
    assert world.client("machine").get("/api/v1/profile").json()["scopes"] == ["attendance:write", "courses:write"]
