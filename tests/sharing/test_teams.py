"""Employers: links that employees start, figures that single nobody out, plans without persons, one's own year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.models import EmployerLink, Standing
from portfolio.rules.suppression import SMALLEST, Split, published
from register.access import Role
from register.models import Employer
from tests.conftest import client_of
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import (
    NOW,
    CycleFactory,
    RegistrationFactory,
    RegulationFactory,
    RoleGrantFactory,
    UserFactory,
)

GROUPS = st.dictionaries(
    st.sampled_from("abcdef"), st.builds(Split, st.integers(0, 40), st.integers(0, 40)), max_size=6
)


@given(GROUPS)
def test_nothing_small_is_published_nor_found_by_subtracting(groups):
    total, shown = published(groups)

    assert all(split.people >= SMALLEST for split in shown.values())
    if total is None:
        return
    rest = total - sum(shown.values(), Split(0, 0))
    assert rest.people == 0 or rest.coarse
    for split in (total, *shown.values()):
        assert split.short == 0 or min(split.met, split.short) >= SMALLEST


def test_a_single_small_team_takes_the_smallest_other_with_it():
    total, shown = published({"a": Split(30, 20), "b": Split(15, 12), "c": Split(3, 2)})

    assert (total, list(shown)) == (Split(48, 34), ["a"])


@pytest.fixture
def employer(db):
    employer = Employer.objects.create(code="zorg", name="Zorg")
    employer.refresh_from_db()
    return employer


@pytest.fixture
def manager(employer):
    return client_of(RoleGrantFactory(role=Role.EMPLOYER_MANAGER, organisation=employer).user)


def counted(employer, regulation, *, met, team="A", counted=True):
    registration = RegistrationFactory(register=regulation.register)
    cycle = CycleFactory(registration=registration, regulation=regulation)
    Standing.objects.create(
        cycle=cycle, as_of=NOW.date(), met=met, outcome="x", document={}, ledger_position=0, computed_at=NOW
    )
    EmployerLink.objects.create(
        person=registration.person, employer=employer, team=team, counted=counted, starts_on=date(2024, 1, 1)
    )


def test_figures_are_given_from_ten_people_on_and_only_of_those_who_take_part(employer, manager):
    regulation = RegulationFactory()
    address = f"/api/v1/employers/{employer.uuid}/team-figures"
    for _ in range(9):
        counted(employer, regulation, met=True)
    counted(employer, regulation, met=True, counted=False)

    assert manager.get(address).json() == {"registers": []}
    counted(employer, regulation, met=True)
    (found,) = manager.get(address).json()["registers"]
    assert (found["total"], found["teams"]) == (
        {"people": 10, "met": 10, "short": 0},
        [{"team": "A", "people": 10, "met": 10, "short": 0}],
    )


def test_a_link_is_started_by_the_employee_and_gives_nothing_to_read(employer, manager):
    registration = CycleFactory().registration
    professional = client_of(UserFactory(person=registration.person))
    body = {"employer": str(employer.uuid), "team": "A", "counted": True, "startsOn": "2025-01-01"}

    link = professional.post("/api/v1/employer-links", body)

    assert link.status_code == 201
    assert professional.post("/api/v1/employer-links", body).json()["code"] == "linked-already"
    assert manager.get("/api/v1/employer-links").json()["results"] == []
    assert manager.get(f"/api/v1/registrations/{registration.uuid}").status_code == 404
    ended = professional.post(f"/api/v1/employer-links/{link.json()['uuid']}/endings", {})
    assert ended.json()["endsBefore"] is not None


def test_a_plan_shows_hours_and_money_against_what_was_agreed_and_no_person(employer, manager):
    plan = {"team": "A", "year": 2026, "goals": "Samen leren.", "hours": "100.00", "amount": "1000.00"}
    made = manager.post(f"/api/v1/employers/{employer.uuid}/team-plans", plan).json()
    again = manager.post(f"/api/v1/employers/{employer.uuid}/team-plans", plan)
    address = f"/api/v1/team-plans/{made['uuid']}"
    for amount in ("400.00", "-50.00"):
        manager.post(
            f"{address}/expenses", {"on": "2026-03-01", "subject": "Cursus", "hours": "8.00", "amount": amount}
        )

    report = manager.get(address).json()

    assert again.json()["code"] == "plan-made-already"
    assert (report["spentAmount"], report["leftAmount"], report["leftHours"]) == ("350.00", "650.00", "84.00")
    assert report["people"] is None


def test_the_report_of_a_year_holds_what_may_be_published_as_data_and_as_a_document(db):
    registration = CycleFactory().registration
    LedgerEntryFactory(person=registration.person, registration=registration, effective_on=date(2026, 3, 1))
    LedgerEntryFactory(person=registration.person, registration=registration, effective_on=date(2025, 3, 1))
    professional = client_of(UserFactory(person=registration.person))

    report = professional.get("/api/v1/development-reports?year=2026").json()
    document = professional.get("/api/v1/development-report-documents?year=2026")

    assert [one["on"] for one in report["activities"]] == ["2026-03-01"]
    assert report["registrations"] == [{"register": registration.register.name, "number": registration.number}]
    assert (document["Content-Type"], document.content[:5]) == ("application/pdf", b"%PDF-")
