"""Providers, courses and accreditations, over HTTP."""

import pytest

from accreditation.models import Accreditation, Provider, ProviderAuthorisation
from register.access import Role
from register.models import Event
from tests.api.permission_matrix import body_of
from tests.conftest import client_of
from tests.factories.accreditation import CourseFactory, ProviderFactory
from tests.factories.register import RoleGrantFactory


@pytest.fixture
def accreditations(world):
    return f"/api/v1/courses/{world['new_course'].uuid}/accreditations"


@pytest.fixture
def decision(world):
    return body_of("accreditation", world)


def test_a_provider_comes_to_an_accredited_course_in_five_steps(world, decision):
    registrar, chair = world.client("registrar"), world.client("chair")
    provider = registrar.post("/api/v1/providers", body_of("provider", world))
    authorisation = body_of("authorisation", world) | {"startsOn": "2020-01-01"}
    registrar.post(f"{provider['Location']}/authorisations", authorisation)
    organisation = Provider.objects.get(uuid=provider.json()["uuid"])
    manager = client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=organisation).user)

    course = manager.post("/api/v1/courses", body_of("course", world) | {"provider": provider.json()["uuid"]})
    edition = manager.post(f"{course['Location']}/editions", body_of("edition", world))
    worth = chair.post(f"{course['Location']}/accreditations", decision)

    assert (course.status_code, edition.status_code, worth.status_code) == (201, 201, 201)
    assert (worth.json()["quantity"], worth.json()["register"]) == ("6", "venvn")
    assert manager.get(worth["Location"]).json() == worth.json()
    assert Event.objects.filter(kind="course.accredited", subject_uuid=worth.json()["uuid"]).exists()


@pytest.mark.parametrize(
    ("valid_from", "valid_before", "status"),
    [("2029-01-01", "2030-01-01", 201), ("2028-12-31", "2030-01-01", 409), ("2024-01-01", "2026-01-01", 201)],
)
def test_a_course_has_one_worth_per_day(world, accreditations, decision, valid_from, valid_before, status):
    chair = world.client("chair")
    chair.post(accreditations, decision)

    answer = chair.post(accreditations, decision | {"validFrom": valid_from, "validBefore": valid_before})

    assert answer.status_code == status
    if status == 409:
        assert answer.json()["code"] == "accreditation-overlaps"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"category": "yoga"}, "#/category"),
        ({"register": "none", "quantity": "0"}, "#/register #/quantity"),
        ({"validBefore": "2026-01-01"}, "#/validBefore"),
        ({"unit": "banana", "decidedAt": "2020-01-01T00:00:00Z"}, "#/unit #/decidedAt"),
    ],
)
def test_a_decision_that_cannot_be_right_is_refused_by_name(world, accreditations, decision, change, where):
    answer = world.client("chair").post(accreditations, decision | change)

    assert answer.status_code == 400
    assert [error["location"] for error in answer.json()["errors"]] == where.split()


def test_only_an_authorised_provider_is_accredited(world, decision):
    course = CourseFactory(provider=ProviderFactory())
    answer = world.client("chair").post(f"/api/v1/courses/{course.uuid}/accreditations", decision)

    assert (answer.status_code, answer.json()["code"]) == (409, "provider-not-authorised")
    assert not Accreditation.objects.filter(course=course).exists()


def test_nobody_decides_on_a_course_of_their_own_provider(world, accreditations, decision):
    RoleGrantFactory(user=world.users["chair"], role=Role.PROVIDER_SUBMITTER, organisation=world["provider"])

    answer = world.client("chair").post(accreditations, decision)

    assert (answer.status_code, answer.json()["code"]) == (403, "conflict-of-interest")


@pytest.mark.parametrize(
    ("role", "address", "name", "taken", "code"),
    [
        ("registrar", "/api/v1/providers", "provider", "provider", "provider-code-taken"),
        ("registrar", "/api/v1/providers", "provider", "association", "provider-code-taken"),
        ("manager", "/api/v1/courses", "course", "course", "course-code-taken"),
        ("manager", "/api/v1/courses/{course}/editions", "edition", "edition", "edition-code-taken"),
    ],
)
def test_a_code_names_one_thing(world, role, address, name, taken, code):
    path = address.format(course=world["course"].uuid)
    answer = world.client(role).post(path, body_of(name, world) | {"code": world[taken].code})

    assert (answer.status_code, answer.json()["code"]) == (409, code)


@pytest.mark.parametrize("code", ["", "a b", "-a", "x" * 61, "É", "a\x00"])
def test_a_code_is_a_simple_word(world, code):
    for role, name in (("registrar", "provider"), ("manager", "course")):
        answer = world.client(role).post(f"/api/v1/{name}s", body_of(name, world) | {"code": code})
        assert {error["location"] for error in answer.json()["errors"]} == {"#/code"}


def test_an_association_authorises_a_provider_once_at_a_time(world):
    address = f"/api/v1/providers/{world['provider'].uuid}/authorisations"
    registrar, body = world.client("registrar"), body_of("authorisation", world)

    early = registrar.post(address, body | {"startsOn": "2029-12-31"})
    good = registrar.post(address, body | {"startsOn": "2030-01-01", "endsBefore": "2031-01-01"})
    backwards = registrar.post(address, body | {"startsOn": "2031-01-01", "endsBefore": "2031-01-01"})
    unending = registrar.post(address, body | {"startsOn": "2031-01-01", "endsBefore": None})

    assert (early.status_code, early.json()["code"]) == (409, "authorisation-overlaps")
    assert (good.status_code, unending.status_code) == (201, 201)
    assert [error["location"] for error in backwards.json()["errors"]] == ["#/endsBefore"]
    assert ProviderAuthorisation.objects.filter(state="GRANTED").count() == 3


def test_an_association_sees_its_own_authorisations_only(world):
    address = f"/api/v1/providers/{world['provider'].uuid}/authorisations"

    rows = world.client("registrar").get(address).json()["results"]
    assert {row["state"] for row in rows} == {"ASKED", "GRANTED"}
    assert world.client("other_registrar").get(address).json()["results"] == []


def test_the_last_day_of_an_edition_does_not_lie_before_the_first(world):
    body = body_of("edition", world) | {"endsOn": "2026-05-11"}
    answer = world.client("manager").post(f"/api/v1/courses/{world['course'].uuid}/editions", body)

    assert [error["code"] for error in answer.json()["errors"]] == ["ends-before-start"]
