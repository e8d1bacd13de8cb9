"""Journeys over HTTP of a peer visit: visited, visitors and register, each seeing what is theirs to see."""

from datetime import timedelta

import pytest

from portfolio.models import Duty, LedgerEntry
from register.access import Role
from register.clock import today
from register.models import Event, User
from tests.conftest import client_of
from tests.factories.records import RecordFactory
from tests.factories.register import (
    CycleFactory,
    PersonFactory,
    RegisterFactory,
    RegistrationFactory,
    RegulationFactory,
    RoleGrantFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DUE = (today() + timedelta(days=90)).isoformat()
AGREED = {"outcome": "WITH_AGREEMENTS", "consequences": [{"title": "Protocol invoeren", "dueOn": DUE}]}


@pytest.fixture
def doctors():
    """Four general practitioners: who is visited, the leading visitor, another, and an outsider; with their clients."""
    register = RegisterFactory(code="rgs-gp")
    RegulationFactory(register=register)
    begin = today() - timedelta(days=365)
    found = []
    for _ in range(4):
        registration = RegistrationFactory(register=register, person=PersonFactory(), registered_on=begin)
        CycleFactory(registration=registration, starts_on=begin, ends_before=begin + timedelta(days=5 * 365))
        found.append((client_of(UserFactory(person=registration.person)), registration))
    return found


@pytest.fixture
def office(doctors):
    association = doctors[0][1].register.association
    return client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=association).user)


def plan(doctors):
    (visited, registration), *visitors = doctors[:3]
    body = {
        "subject": "Praktijkvoering",
        "plannedFor": today().isoformat(),
        "visitors": [{"register": "rgs-gp", "number": one.number} for _, one in visitors],
        "uses": [{"registration": str(registration.uuid), "rule": "practice-visit"}],
    }
    return visited.post("/api/v1/peer-visits", body, format="json")


def accept(client, place):
    return client.post(f"{place}/acceptances", {"independent": True}, format="json")


def report(client, place, **changes):
    body = {"heldOn": today().isoformat(), "report": "Wij zagen het spreekuur.", "outcome": "SATISFACTORY"} | changes
    return client.post(f"{place}/reports", body, format="json")


def counted(client, registration):
    standing = client.get(f"/api/v1/registrations/{registration.uuid}/standing").json()
    (found,) = (one for one in standing["requirements"] if one["code"] == "practice-visit")
    return found["met"]


def test_a_visit_counts_once_the_visited_agrees_and_what_was_agreed_is_a_duty(doctors, office):
    (visited, registration), (lead, _), (second, _), _ = doctors
    place = plan(doctors)["Location"]
    assert accept(lead, place).status_code == 201
    assert accept(second, place).status_code == 201
    assert report(second, place).status_code == 403
    assert report(lead, place, **AGREED).status_code == 201
    assert counted(visited, registration) is False

    closed = visited.post(f"{place}/views", {"view": "Herkenbaar.", "agrees": True}, format="json")

    assert (closed.status_code, closed.json()["state"]) == (201, "CLOSED")
    assert counted(visited, registration) is True
    duty = Duty.objects.get()
    assert (duty.person, duty.agreed_with) == (registration.person, doctors[1][1].person)
    assert (duty.title, duty.due_on.isoformat()) == ("Protocol invoeren", DUE)
    outcomes = office.get("/api/v1/registers/rgs-gp/peer-visit-outcomes").json()["results"]
    assert outcomes == [
        {
            "registrationNumber": registration.number,
            "rule": "practice-visit",
            "heldOn": today().isoformat(),
            "outcome": "WITH_AGREEMENTS",
        }
    ]


def test_nobody_but_the_visited_and_the_visitors_reads_a_visit(doctors, office):
    (visited, _), (lead, _), (second, _), (outsider, _) = doctors
    place = plan(doctors)["Location"]
    assert second.get(place).status_code == 200, "an invitation shows the plan"
    accept(lead, place)
    report(lead, place)
    operator = client_of(User.objects.create_superuser(email="root@example.org"))

    seen = {
        one: client.get(place).status_code
        for one, client in {
            "visited": visited,
            "lead": lead,
            "not accepted": second,
            "outsider": outsider,
            "office": office,
            "operator": operator,
        }.items()
    }

    assert seen == {"visited": 200, "lead": 200, "not accepted": 404, "outsider": 404, "office": 404, "operator": 404}
    assert office.get("/api/v1/registers/rgs-gp/peer-visit-outcomes").json()["results"] == []
    assert "spreekuur" not in str(list(Event.objects.values_list("data", flat=True)))


def test_who_does_not_agree_gives_a_view_and_the_visitors_report_again(doctors):
    (visited, registration), (lead, _), *_ = doctors
    place = plan(doctors)["Location"]
    accept(lead, place)
    report(lead, place, outcome="TO_BE_REPEATED")
    answered = visited.post(f"{place}/views", {"view": "Niet herkenbaar.", "agrees": False}, format="json")
    assert (answered.json()["state"], answered.json()["view"]) == ("ANSWERED", "Niet herkenbaar.")
    assert not LedgerEntry.objects.exists()

    report(lead, place)
    visited.post(f"{place}/views", {"view": "Zo klopt het.", "agrees": True}, format="json")

    assert counted(visited, registration) is True
    again = visited.post(f"{place}/views", {"view": "Nog eens.", "agrees": True}, format="json")
    assert (again.status_code, again.json()["code"]) == (409, "peer-visit-moved")
    lead.post(f"{place}/withdrawals", {"reason": "Verkeerd dossier."}, format="json")
    assert counted(visited, registration) is False


def test_a_visit_that_has_to_be_repeated_does_not_count(doctors):
    (visited, registration), (lead, _), *_ = doctors
    place = plan(doctors)["Location"]
    accept(lead, place)
    report(lead, place, outcome="TO_BE_REPEATED")

    visited.post(f"{place}/views", {"view": "Eens.", "agrees": True}, format="json")

    assert counted(visited, registration) is False


def test_nobody_visits_a_colleague_or_without_declaring_to_be_none(doctors):
    (_, registration), (lead, visitor), *_ = doctors
    place = plan(doctors)["Location"]
    undeclared = lead.post(f"{place}/acceptances", {"independent": False}, format="json")
    RecordFactory(person=registration.person, organisation="Huisartsen Oost")
    RecordFactory(person=visitor.person, organisation="huisartsen oost")

    late = accept(lead, place)
    planned = plan(doctors)

    assert undeclared.json()["errors"][0]["location"] == "#/independent"
    assert (late.status_code, late.json()["code"]) == (409, "own-colleague")
    assert (planned.status_code, planned.json()["code"]) == (409, "own-colleague")


def test_agreements_belong_to_the_outcome_with_agreements(doctors):
    (_, _), (lead, _), *_ = doctors
    place = plan(doctors)["Location"]
    accept(lead, place)

    without = report(lead, place, outcome="WITH_AGREEMENTS")
    beside = report(lead, place, **(AGREED | {"outcome": "SATISFACTORY"}))

    codes = [one.json()["errors"][0]["code"] for one in (without, beside)]
    assert codes == ["agreements-with-outcome", "agreements-with-outcome"]
