"""The office sees who will hear what in the days to come."""

from datetime import timedelta

import pytest

from notifications.services.deadlines import note_deadlines
from notifications.services.planning import plan_reminders
from register.access import Role
from register.clock import now, today
from register.rules.periods import add_months
from tests.conftest import client_of
from tests.factories.register import CycleFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle():
    """A nurse whose last reminder, a month before the end, comes in ten days."""
    last = add_months(today() + timedelta(days=10), 1)
    cycle = CycleFactory(starts_on=add_months(last, -59), ends_before=last + timedelta(days=1))
    note_deadlines()
    return cycle


@pytest.fixture
def office(cycle):
    association = cycle.registration.register.association
    return client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=association).user)


def test_the_office_sees_what_comes_until_it_is_planned(cycle, office):
    address = f"/api/v1/registers/{cycle.registration.register.code}/coming-reminders"
    (row,) = office.get(address).json()["results"]

    assert (row["number"], row["deadline"]) == (cycle.registration.number, "earn")
    (reminder,) = row["reminders"]
    assert (reminder["milestone"], reminder["reason"]) == ("earn:1 month", "")
    assert reminder["dueOn"] <= str(today() + timedelta(days=10))
    counts = office.get(address.replace("reminders", "reminder-counts")).json()
    assert [(one["milestone"], one["reminders"], one["skipped"]) for one in counts["counts"]] == [
        ("earn:1 month", 1, 0)
    ]

    plan_reminders(on=today() + timedelta(days=10), now=now())
    assert office.get(address).json()["results"] == []


def test_a_page_takes_the_same_number_of_queries_however_long(cycle, office, django_assert_max_num_queries):
    CycleFactory.create_batch(20, regulation=cycle.regulation, starts_on=cycle.starts_on, ends_before=cycle.ends_before)
    note_deadlines()

    with django_assert_max_num_queries(14):
        rows = office.get(f"/api/v1/registers/{cycle.registration.register.code}/coming-reminders").json()["results"]
    assert len(rows) == 21


@pytest.mark.parametrize(
    ("days", "wrong"),
    [((-1, 5), "from"), ((5, 4), "until"), ((0, 400), "until")],
    ids=["that have passed", "that end before they begin", "of more than a year"],
)
def test_a_period_is_refused(days, wrong, cycle, office):
    since, until = (today() + timedelta(days=count) for count in days)

    answer = office.get(
        f"/api/v1/registers/{cycle.registration.register.code}/coming-reminders", {"from": since, "until": until}
    )

    assert answer.status_code == 400
    assert wrong in str(answer.json()["errors"])
