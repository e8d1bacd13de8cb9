"""Two persons are joined while others write about them: everything lands on who goes on, and nothing counts twice."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from portfolio.errors.merging import PersonMergeMoved, PersonsNotMergeable
from portfolio.models import AttendanceBatch, Goal, LedgerEntry
from portfolio.selectors.promises import PROMISES
from portfolio.services.attendance.booking import book_attendance_list
from portfolio.services.merging.deciding import confirm_merge
from register.models import Person
from register.selectors.promises import kept
from tests.factories.accreditation import AccreditationFactory, EditionFactory
from tests.factories.register import NOW, PersonFactory
from tests.merging.merge_desk import TODAY, Double, counting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch):
    monkeypatch.setattr("portfolio.services.attendance.receiving.hand_out", lambda batch_ids: 1)


def at_once(*acts):
    """What each came to, an error too; all begin together."""
    barrier = threading.Barrier(len(acts))

    def take(act):
        try:
            barrier.wait(timeout=10)
            return act()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(take, acts))


def confirmed(merge, decider):
    return lambda: confirm_merge(merge=merge, actor=decider, today=TODAY, now=NOW).state


@pytest.mark.parametrize("turn", range(2))
def test_attendance_booked_at_that_moment_lands_on_who_goes_on_and_what_both_have_counts_once(turn):
    double = Double()
    AccreditationFactory(course=double.school.edition.course, register=double.other.registration.register)
    others = [EditionFactory(course=double.school.edition.course) for _ in range(2)]
    both, early, late = double.school.edition, *others
    one, two = double.kept.registration.number, double.other.registration.number
    rows = [(one, both), (two, both), (two, early), (one, late), (two, late)]
    batches = [
        double.school.send(f"registration_number,edition,attended_on\n{number},{edition.code},2025-05-12\n".encode())
        for number, edition in rows
    ]
    book_attendance_list(batch_id=batches[turn].pk, clock=lambda: NOW)
    merge, decider, merged = double.propose(now=NOW), double.office.decider, double.merged

    outcomes = at_once(
        confirmed(merge, decider),
        lambda: [book_attendance_list(batch_id=one.pk, clock=lambda: NOW) for one in batches],
        lambda: Goal.objects.create(person_id=merged.pk, title="Laat", set_at=NOW).pk,
    )

    assert outcomes[0] == "DONE", outcomes
    assert AttendanceBatch.objects.filter(state="DONE").count() == len(batches), outcomes
    assert counting(merged) == 0
    live = LedgerEntry.objects.live().filter(person=double.survivor)
    assert sorted(live.values_list("edition", flat=True)) == sorted(edition.pk for edition in (both, early, late))
    assert set(Goal.objects.values_list("person", flat=True)) == {double.survivor.pk}
    broken = [one.code for one in _promises() if kept(one, now=NOW).broken]
    assert not broken


def test_of_two_joinings_at_once_that_would_be_steps_one_is_done():
    double = Double()
    third = PersonFactory()
    first = double.propose(now=NOW)
    second = double.propose(merged=double.survivor, survivor=third, now=NOW)
    back = double.propose(merged=third, survivor=double.merged, now=NOW)
    decider = double.office.decider

    outcomes = at_once(*(confirmed(merge, decider) for merge in (first, second, back, first)))

    assert "DONE" in outcomes
    assert all(one == "DONE" or isinstance(one, PersonsNotMergeable | PersonMergeMoved) for one in outcomes), outcomes
    assert not Person.objects.filter(merged_into__merged_into__isnull=False).exists()
    assert outcomes.count("DONE") == len({*Person.objects.exclude(merged_into=None)})


def _promises():
    return [one for one in PROMISES if one.code in ("merged-holds-nothing", "attended-once", "reversed-once")]
