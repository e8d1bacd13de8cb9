"""What a registration is on a day: one table of steps, facts that are never changed, and the way back."""

import itertools
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.catalogue import ENDED, STATUS_MOVES, Mark, Status
from register.errors import StatusCannotMove
from register.models import Registration, StatusChange
from register.selectors import status_on
from register.services.statuses import set_status, withdraw_statuses
from tests.database import run_sql
from tests.factories.register import NOW, RegistrationFactory

pytestmark = pytest.mark.django_db
FIRST = date(2022, 3, 1)
DAY = date(2026, 5, 1)
ONE = timedelta(days=1)


def become(registration, value, on=DAY, *, axis="registration", ground=None):
    change = {"value": value, "starts_on": on, "axis": axis}
    return set_status(registration=registration, **change, ground=ground or uuid4(), actor=None, now=NOW)


def test_who_was_entered_is_registered_from_the_first_day():
    assert status_on(RegistrationFactory(), on=FIRST) == Status.REGISTERED


@pytest.mark.parametrize("before", Status)
@pytest.mark.parametrize("after", Status)
def test_every_step_of_the_table_is_possible_and_no_other(before, after):
    registration = RegistrationFactory()
    if before == Status.CANDIDATE:
        become(registration, before, FIRST)
    elif before != Status.REGISTERED:
        become(registration, before, DAY - ONE)

    if after in STATUS_MOVES[before]:
        assert become(registration, after).value == after
        assert (status_on(registration, on=DAY - ONE), status_on(registration, on=DAY)) == (before, after)
    else:
        with pytest.raises(StatusCannotMove):
            become(registration, after)


@pytest.mark.parametrize("status", sorted(ENDED))
def test_a_status_that_ends_it_sets_the_day_on_which_the_registration_no_longer_holds(status):
    registration = RegistrationFactory()

    become(registration, status)

    assert Registration.objects.get(pk=registration.pk).ended_before == DAY


def test_a_struck_off_registration_is_restored_from_the_first_day_on_with_the_decision_it_rested_on():
    registration, struck_off, upheld = RegistrationFactory(), uuid4(), uuid4()
    become(registration, Status.SUSPENDED, DAY - 30 * ONE)
    become(registration, Status.REGISTERED, DAY + 30 * ONE)
    become(registration, Status.STRUCK_OFF, ground=struck_off)

    taken = withdraw_statuses(registration=registration, ground=struck_off, by=upheld, actor=None, now=NOW)

    assert taken == 1
    assert [status_on(registration, on=DAY + n * ONE) for n in (-1, 0, 29, 30)] == [
        "SUSPENDED",
        "SUSPENDED",
        "SUSPENDED",
        "REGISTERED",
    ]
    assert Registration.objects.get(pk=registration.pk).ended_before is None
    assert withdraw_statuses(registration=registration, ground=struck_off, by=upheld, actor=None, now=NOW) == 0


def test_the_same_again_changes_nothing():
    registration = RegistrationFactory()
    become(registration, Status.SUSPENDED)

    assert become(registration, Status.SUSPENDED) is None
    assert StatusChange.objects.count() == 1


def test_endorsements_and_annotations_are_held_and_ended_beside_the_status():
    registration = RegistrationFactory()
    become(registration, Mark.HELD, axis="endorsement:wound-care")
    become(registration, Mark.ENDED, DAY + ONE, axis="endorsement:wound-care")
    become(registration, Mark.HELD, axis="annotation:under-supervision")

    assert status_on(registration, on=DAY) == Status.REGISTERED
    with pytest.raises(StatusCannotMove):
        become(registration, Mark.ENDED, axis="annotation:never-held")
    with pytest.raises(StatusCannotMove):
        become(registration, Mark.HELD, axis="whim:blue")


def test_nothing_becomes_of_a_registration_before_it_begins():
    with pytest.raises(StatusCannotMove):
        become(RegistrationFactory(), Status.SUSPENDED, FIRST - ONE)


@pytest.mark.parametrize(
    "careless",
    [
        "UPDATE register_statuschange SET value = 'LEFT'",
        "UPDATE register_statuschange SET starts_on = starts_on - 1",
        "DELETE FROM register_statuschange",
        "TRUNCATE register_statuschange CASCADE",
    ],
)
def test_a_status_is_never_changed_or_removed(careless):
    become(RegistrationFactory(), Status.SUSPENDED)

    with pytest.raises(IntegrityError), transaction.atomic():
        run_sql(careless)


def test_a_number_comes_back_with_the_person_and_never_to_another():
    old = RegistrationFactory(number="0042", registered_on=FIRST, ended_before=DAY)
    RegistrationFactory(register=old.register, person=old.person, number="0042", registered_on=DAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationFactory(register=old.register, number="0042", registered_on=DAY)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(list(Status)), st.integers(0, 60)), max_size=8))
def test_whatever_is_tried_each_day_has_one_status_reached_by_the_table(steps):
    registration = RegistrationFactory()
    for value, days in steps:
        try:
            become(registration, value, DAY + days * ONE)
        except StatusCannotMove:
            continue

    seen = [status_on(registration, on=DAY + n * ONE) for n in range(-1, 62)]
    assert all(after == before or after in STATUS_MOVES[before] for before, after in itertools.pairwise(seen))
    assert sum(1 for a, b in itertools.pairwise(seen) if a != b and a in ENDED) == 0
