"""Sharing over HTTP: only what was given, until it is withdrawn, and every look is seen by the owner."""

import pytest

from portfolio.models import Share
from portfolio.services.sharing.giving import shareable_parts
from register.access import Role
from register.models import Employer, Look
from tests.conftest import client_of
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import CycleFactory, PersonFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
LATER = "2033-01-01T00:00:00Z"


@pytest.fixture
def registration():
    registration = CycleFactory().registration
    LedgerEntryFactory(person=registration.person, registration=registration)
    return registration


@pytest.fixture
def owner(registration):
    return client_of(UserFactory(person=registration.person))


@pytest.fixture
def manager():
    return client_of(UserFactory(email="chef@zorg.example", person=PersonFactory()))


def give(owner, **fields):
    body = {"parts": ["ledger"], "reason": "Gesprek", "email": "chef@zorg.example", "closesAt": LATER}
    answer = owner.post("/api/v1/shares", body | fields)
    assert answer.status_code == 201, answer.json()
    return answer.json()


def test_a_manager_without_a_grant_sees_nothing_not_even_that_there_is_one(registration, owner, manager):
    given = give(owner, email="ander@zorg.example")

    assert manager.get("/api/v1/shared-dossiers").json()["results"] == []
    assert manager.get(f"/api/v1/shared-dossiers/{given['uuid']}").status_code == 404
    assert manager.get(f"/api/v1/registrations/{registration.uuid}").status_code == 404


def test_what_was_shared_is_read_and_nothing_else_and_the_owner_sees_it(owner, manager):
    given = give(owner)
    address = f"/api/v1/shared-dossiers/{given['uuid']}"

    seen = manager.get(f"{address}?part=ledger")
    refused = manager.get(f"{address}?part=claims")

    (table,) = [one for one in seen.json()["part"]["tables"] if one["name"] == "entries" or one["rows"]][:1]
    assert (seen.status_code, len(table["rows"])) == (200, 1)
    assert (refused.status_code, refused.json()["code"]) == (403, "part-not-shared")
    (look,) = owner.get("/api/v1/looks").json()["results"]
    assert (look["part"], look["purpose"], look["role"], look["share"]) == ("ledger", "SHARED", "share", given["uuid"])
    assert "chef" not in str(look)


def test_by_the_key_of_the_mail_no_account_is_needed(owner, anonymous):
    given = Share.objects.get(uuid=give(owner)["uuid"])
    address = f"/api/v1/shares/{given.uuid}/openings"

    opened = anonymous.post(address, {"key": given.key, "part": "ledger"})

    assert (opened.status_code, opened["Cache-Control"]) == (201, "no-store")
    assert opened.json()["part"]["key"] == "ledger"
    assert anonymous.post(address, {"key": "wrong", "part": "ledger"}).status_code == 404
    assert Look.objects.count() == 1


def test_withdrawn_it_is_gone_at_once(owner, manager, anonymous):
    given = give(owner)
    owner.post(f"/api/v1/shares/{given['uuid']}/withdrawals", {})

    key = Share.objects.get(uuid=given["uuid"]).key
    assert manager.get(f"/api/v1/shared-dossiers/{given['uuid']}?part=ledger").status_code == 404
    assert anonymous.post(f"/api/v1/shares/{given['uuid']}/openings", {"key": key}).status_code == 404
    again = owner.post(f"/api/v1/shares/{given['uuid']}/withdrawals", {})
    assert (again.status_code, again.json()["code"]) == (409, "share-over")


def test_a_grant_of_a_period_shows_what_lies_in_it(owner, manager):
    given = give(owner, startsOn="2031-01-01")

    seen = manager.get(f"/api/v1/shared-dossiers/{given['uuid']}?part=ledger").json()

    assert [table["rows"] for table in seen["part"]["tables"] if table["name"] == "entries"] in ([[]], [])


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"parts": ["person"]}, "#/parts"),
        ({"parts": ["nonsense"]}, "#/parts"),
        ({"closesAt": "2020-01-01T00:00:00Z"}, "#/closesAt"),
        ({"email": None}, "#/email"),
    ],
)
def test_what_cannot_be_shared_is_refused_by_name(owner, change, where):
    body = {"parts": ["ledger"], "reason": "Gesprek", "email": "chef@zorg.example", "closesAt": LATER} | change
    answer = owner.post("/api/v1/shares", {key: value for key, value in body.items() if value is not None})

    assert (answer.status_code, [one["location"] for one in answer.json()["errors"]]) == (400, [where])


def test_an_employer_reads_what_its_people_share_with_it(owner):
    employer = Employer.objects.create(code="zorg", name="Zorg")
    employer.refresh_from_db()
    reader = client_of(RoleGrantFactory(role=Role.EMPLOYER_MANAGER, organisation=employer).user)
    other = client_of(
        RoleGrantFactory(role=Role.EMPLOYER_MANAGER, organisation=Employer.objects.create(code="x", name="X")).user
    )
    body = {"parts": ["ledger"], "reason": "Jaargesprek", "employer": str(employer.uuid), "closesAt": LATER}
    given = owner.post("/api/v1/shares", body).json()

    assert [one["uuid"] for one in reader.get("/api/v1/shared-dossiers").json()["results"]] == [given["uuid"]]
    assert reader.get(f"/api/v1/shared-dossiers/{given['uuid']}?part=ledger").status_code == 200
    assert other.get(f"/api/v1/shared-dossiers/{given['uuid']}").status_code == 404


def test_a_look_of_the_office_is_seen_by_the_owner_and_one_s_own_is_none(registration, owner):
    association = registration.register.association
    office = client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=association).user)

    office.get(f"/api/v1/registrations/{registration.uuid}/standing")
    owner.get(f"/api/v1/registrations/{registration.uuid}/standing")

    (look,) = owner.get("/api/v1/looks").json()["results"]
    assert (look["part"], look["role"], look["organisation"]) == ("standings", "REGISTRAR", association.name)
    assert (look["purpose"], look["listedOn"]) == ("KEEPING", None)
    assert office.get("/api/v1/looks").json()["results"] == []


def test_the_private_parts_can_be_shared_by_their_owner():
    assert {"ledger", "claims", "standings"} <= set(shareable_parts())
