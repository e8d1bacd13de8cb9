"""Two persons turn out to be one: everything goes on with one of them, and nothing counts twice."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from portfolio.errors import OwnDossier
from portfolio.errors.merging import PersonMerged, PersonMergeMoved, PersonMergeProposed, PersonsNotMergeable
from portfolio.models import LedgerEntry, MovedEntry, PersonMerge, StaleStanding
from portfolio.services.ledger import record_entry, reverse_entry
from portfolio.services.merging.deciding import confirm_merge, refuse_merge
from register.errors import FourEyesRequired
from register.models import Person, Registration, User
from register.selectors import actor_for
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import NOW, PersonFactory, RegistrationFactory, RoleGrantFactory, UserFactory
from tests.merging.merge_desk import LATER, TODAY, Double, counting, facts_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def double():
    return Double()


def test_facts_of_both_count_for_every_registration_and_one_that_both_have_counts_once(double):
    double.attends(double.kept.registration)
    LedgerEntryFactory(person=double.merged, registration=double.other.registration)
    LedgerEntryFactory(person=double.merged, kind="leave", category="", quantity=None, unit="")
    same = LedgerEntry.objects.get(edition__isnull=False)
    LedgerEntryFactory(
        person=double.merged,
        edition=same.edition,
        effective_on=same.effective_on,
        category="",
        quantity=None,
        unit="",
        source_key=same.source_key.replace(str(double.survivor.uuid), str(double.merged.uuid)),
    )
    before = facts_of(double.kept), facts_of(double.other)

    merge = double.join()

    of_everybody = {fact for fact in before[0] | before[1] if fact[0] == "leave"}
    assert facts_of(double.kept) == before[0] | of_everybody
    assert facts_of(double.other) == before[1]
    assert (merge.figures["facts"], merge.figures["doubles"], merge.figures["registrations"]) == (3, 1, 1)
    assert counting(double.merged) == 0
    assert Registration.objects.filter(person=double.survivor).count() == 2
    assert set(StaleStanding.objects.values_list("registration", flat=True)) >= {
        double.kept.registration_id,
        double.other.registration_id,
    }


def test_nothing_that_was_written_is_edited_and_a_past_standing_is_made_as_it_was(double):
    LedgerEntryFactory(person=double.survivor)
    LedgerEntryFactory(person=double.merged)
    columns = [field.attname for field in LedgerEntry._meta.concrete_fields]
    written = list(LedgerEntry.objects.order_by("pk").values_list(*columns))
    before = facts_of(double.other, known_at=NOW)

    double.join()

    assert list(LedgerEntry.objects.filter(pk__lte=written[-1][0]).order_by("pk").values_list(*columns)) == written
    assert facts_of(double.other, known_at=NOW) == before
    assert len(facts_of(double.other)) == len(facts_of(double.kept)) >= len(before)


def test_attendance_that_comes_late_by_the_old_number_is_of_who_goes_on_and_known_when_it_was_there(double):
    double.join()

    first = double.attends(double.other.registration, now=LATER)
    again = double.attends(double.kept.registration, now=LATER)

    assert (first.booked_rows, again.known_rows) == (1, 1)
    assert counting(double.survivor) == 1


def test_what_is_taken_back_by_the_old_entry_is_taken_back_where_it_stands(double):
    entry = LedgerEntryFactory(person=double.merged, registration=double.other.registration)
    double.join()

    reversal = reverse_entry(entry=entry, reason="Dubbel.", actor=double.office.preparer, now=LATER)

    assert reversal.reverses == MovedEntry.objects.get(entry=entry).again
    assert counting(double.survivor) == 0


def test_another_carries_it_out_and_nobody_decides_about_themselves(double):
    merge = double.propose()
    with pytest.raises(FourEyesRequired):
        confirm_merge(merge=merge, actor=double.office.preparer, today=TODAY, now=LATER)
    with pytest.raises(IntegrityError, match="person_merge_four_eyes"), transaction.atomic():
        PersonMerge.objects.filter(pk=merge.pk).update(
            state="DONE", decided_by_id=merge.proposed_by_id, decided_at=LATER
        )
    with pytest.raises(PersonMergeProposed):
        double.propose()
    with pytest.raises(OwnDossier):
        confirm_merge(merge=merge, actor=double.office.person, today=TODAY, now=LATER)
    refuse_merge(merge=merge, reason="Het is een tweeling.", actor=double.office.decider, now=LATER)
    with pytest.raises(PersonMergeMoved):
        confirm_merge(merge=merge, actor=double.office.decider, today=TODAY, now=LATER)
    assert Person.objects.get(pk=double.merged.pk).merged_into is None


def test_a_proposal_says_what_would_move_and_moves_nothing(double):
    LedgerEntryFactory(person=double.merged)
    merge = double.propose()

    assert (merge.figures["facts"], merge.figures["registrations"], merge.figures["account"]) == (1, 1, "NONE")
    assert counting(double.merged) == 1
    assert not MovedEntry.objects.exists()
    done = confirm_merge(merge=merge, actor=double.office.decider, today=TODAY, now=LATER)
    assert done.figures == merge.figures | {"facts": 1}


def test_what_has_to_end_first_is_said_all_at_once(double):
    twice = RegistrationFactory(register=double.kept.registration.register, person=double.merged, number="101")
    accounts = [UserFactory(person=one) for one in (double.merged, double.survivor)]
    RoleGrantFactory(user=accounts[0], organisation=double.office.association)

    with pytest.raises(PersonsNotMergeable) as refused:
        double.propose()

    assert {one.code for one in refused.value.fields} == {"registered-twice", "account-with-roles"}
    Registration.objects.filter(pk=twice.pk).update(ended_before=date(2025, 1, 1))
    accounts[0].grants.all().delete()
    double.join()
    assert Registration.objects.get(pk=twice.pk).person == double.merged
    assert double.attends(twice, now=LATER).booked_rows == 1
    assert counting(double.survivor) == 1


@pytest.mark.parametrize("both", [True, False])
def test_the_account_moves_to_who_has_none_and_else_opens_nothing_any_more(double, both):
    account = UserFactory(person=double.merged)
    if both:
        UserFactory(person=double.survivor)

    merge = double.join()

    account = User.objects.get(pk=account.pk)
    assert (account.is_active, account.person) == ((False, double.merged) if both else (True, double.survivor))
    double.part(merge)
    account = User.objects.get(pk=account.pk)
    assert (account.is_active, actor_for(account, on=TODAY).person_id) == (True, double.merged.pk)


def test_nobody_is_merged_in_steps_and_who_went_before_goes_along(double):
    double.join()
    third = PersonFactory()
    with pytest.raises(PersonsNotMergeable):
        double.propose(survivor=double.merged, merged=third)
    with pytest.raises(IntegrityError, match="merged in steps"), transaction.atomic():
        Person.objects.filter(pk=double.survivor.pk).update(merged_into=third)

    double.join(merged=double.survivor, survivor=third)

    assert set(Person.objects.filter(merged_into=third)) == {double.merged, double.survivor}
    assert Registration.objects.filter(person=third).count() == 2


def test_what_is_written_about_the_merged_is_of_who_goes_on_and_a_fact_is_refused(double):
    double.join()
    late = Registration(register=double.school.register, person=double.merged, number="300", registered_on=TODAY)
    Registration.objects.filter(person=double.survivor).update(ended_before=TODAY)
    late.save()
    assert Registration.objects.get(number="300").person == double.survivor
    with pytest.raises(IntegrityError, match="was merged"), transaction.atomic():
        LedgerEntryFactory(person=double.merged)
    with pytest.raises(PersonMerged):
        record_entry(
            person=double.merged,
            registration=None,
            kind="leave",
            source_key="late",
            validation="OFFICE",
            on=TODAY,
            actor=None,
            now=LATER,
        )
