"""Joining and parting again changes nothing: what came from each goes back to each."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio.errors.merging import PersonMergeNotUndoable
from portfolio.models import Goal, LedgerEntry, Share
from portfolio.services.attendance.booking import book_attendance_list
from portfolio.services.merging.proposing import propose_undoing
from register.models import Look, Person, Registration
from tests.factories.accreditation import AccreditationFactory, EditionFactory
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import NOW, PersonFactory
from tests.merging.merge_desk import LAST, TODAY, Double, counting, facts_of

pytestmark = pytest.mark.django_db


def test_what_came_meanwhile_by_the_number_of_one_goes_back_with_that_one():
    double = Double()
    double.attends(double.kept.registration)
    merge = double.join()
    AccreditationFactory(course=double.school.edition.course, register=double.other.registration.register)
    double.part(merge)
    merge = double.join()
    late = EditionFactory(course=double.school.edition.course)
    batch = double.school.send(
        f"registration_number,edition,attended_on\n{double.other.registration.number},{late.code},2025-05-12\n".encode(),
        now=double.moment,
    )
    book_attendance_list(batch_id=batch.pk, clock=lambda: double.moment)
    assert counting(double.survivor) == 2

    double.part(merge)

    assert (counting(double.survivor), counting(double.merged)) == (1, 1)
    assert LedgerEntry.objects.live().get(person=double.merged).edition == late


def test_a_later_joining_is_taken_back_first():
    double = Double()
    first = double.join()
    third = PersonFactory()
    second = double.join(merged=double.survivor, survivor=third)
    with pytest.raises(PersonMergeNotUndoable):
        propose_undoing(merge=first, reason="Toch niet.", actor=double.office.preparer, today=TODAY, now=LAST)
    double.part(second)
    assert double.merged.merged_into == double.survivor
    assert Person.objects.get(pk=double.survivor.pk).merged_into is None


def test_what_is_about_a_fact_and_what_is_ones_own_goes_along_and_back():
    double = Double()
    entry = LedgerEntryFactory(person=double.merged, registration=double.other.registration)
    goal = Goal.objects.create(person=double.merged, title="Leren", set_at=NOW)
    goal.entries.add(entry)
    share = Share.objects.create(
        person=double.merged,
        reason="Gesprek",
        parts=["ledger"],
        email="chef@example.nl",
        given_at=NOW,
        closes_at=NOW + timedelta(days=9),
    )
    Look.objects.create(person=double.merged, part="ledger", purpose="KEEPING", looked_at=NOW)

    merge = double.join()

    again = LedgerEntry.objects.live().get(person=double.survivor)
    assert Goal.objects.get(pk=goal.pk).person == double.survivor
    assert list(goal.entries.all()) == [again]
    assert Share.objects.get(pk=share.pk).withdrawn_at == double.moment
    assert Look.objects.visible_to(double.office.person).count() == 1
    double.part(merge)
    assert Goal.objects.get(pk=goal.pk).person == double.merged
    assert list(goal.entries.all()) == [LedgerEntry.objects.live().get(person=double.merged)]


DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 1))
ATTENDED = st.lists(st.tuples(st.integers(0, 2), st.booleans()), unique=True, max_size=5)
OWN = st.lists(st.tuples(st.booleans(), DAYS), max_size=4)


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(ATTENDED, OWN)
def test_what_counts_is_what_is_different_among_both_and_parting_is_as_if_nothing_was(attended, own):
    with transaction.atomic():
        double = Double()
        registrations = {True: double.kept.registration, False: double.other.registration}
        course = double.school.edition.course
        AccreditationFactory(course=course, register=registrations[False].register)
        days = [date(2025, 5, 12) + timedelta(days=40 * n) for n in range(3)]
        editions = [EditionFactory(course=course, starts_on=day, ends_on=day) for day in days]
        for n, whose in attended:
            person = registrations[whose].person
            LedgerEntryFactory(
                person=person,
                edition=editions[n],
                effective_on=days[n],
                category="",
                quantity=None,
                unit="",
                source_key=f"attendance/{editions[n].uuid}/{person.uuid}/0",
            )
        for whose, day in own:
            LedgerEntryFactory(
                person=registrations[whose].person, registration=registrations[whose], effective_on=day, quantity=3
            )
        before = {cycle: sorted(map(str, facts_of(cycle))) for cycle in (double.kept, double.other)}
        counted = sum(len(facts) for facts in before.values()), Registration.objects.count()

        merge = double.join()

        distinct = {n for n, _ in attended}
        for whose, cycle in ((True, double.kept), (False, double.other)):
            facts = facts_of(cycle)
            assert len({fact for fact in facts if fact[7]}) == len(distinct)
            assert {str(fact) for fact in facts if not fact[7]} == {
                one for one in before[cycle] if one.endswith("None)")
            }
            assert LedgerEntry.objects.live().filter(
                person=double.survivor, registration=registrations[whose]
            ).count() == sum(one is whose for one, _ in own)
        assert counting(double.survivor) == len(distinct) + len(own)
        double.part(merge)
        assert {cycle: sorted(map(str, facts_of(cycle))) for cycle in (double.kept, double.other)} == before
        assert (sum(len(facts) for facts in before.values()), Registration.objects.count()) == counted
        transaction.set_rollback(True)
