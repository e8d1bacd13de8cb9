"""What the ledger promises, tried by going past the services: the database itself says no."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from portfolio.errors import EntryAlreadyRecorded, EntryAlreadyReversed, EntryNotValid
from portfolio.models import LedgerEntry
from portfolio.selectors.dossiers import CycleDossier, dossiers
from portfolio.services.ledger import record_entry, reverse_entry
from tests.database import run_sql
from tests.factories.accreditation import AccreditationFactory, EditionFactory
from tests.factories.register import (
    NOW,
    AttributeFactory,
    CycleFactory,
    PersonFactory,
    RegisterFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)


def entry_of(person, **changes):
    fields = {
        "registration": None,
        "kind": "activity",
        "on": date(2025, 5, 12),
        "category": "oda",
        "quantity": Decimal(3),
        "unit": "hour",
        "source_key": "test/1",
        "validation": LedgerEntry.Validation.OFFICE,
        "actor": None,
        "now": NOW,
    }
    return record_entry(person=person, **(fields | changes))


def facts_of(cycle, *, known_at=LATER):
    (found,) = dossiers([cycle], on=date(2026, 1, 15), known_at=known_at)
    assert isinstance(found, CycleDossier)
    return found.dossier.facts


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE portfolio_ledgerentry SET quantity = 99",
        "DELETE FROM portfolio_ledgerentry",
        "TRUNCATE portfolio_ledgerentry CASCADE",
    ],
)
def test_no_statement_changes_or_removes_an_entry(sql):
    entry_of(PersonFactory())

    with pytest.raises(IntegrityError, match="only grows"):
        run_sql(sql)

    assert LedgerEntry.objects.get().quantity == 3


def test_the_trail_does_not_change_either():
    entry_of(PersonFactory())

    for sql in (
        "UPDATE register_event SET kind = 'x'",
        "DELETE FROM register_event",
        "TRUNCATE register_event CASCADE",
    ):
        with pytest.raises(IntegrityError, match="only grows"):
            run_sql(sql)


def test_the_application_cannot_switch_the_guards_off():
    for sql in ("SET session_replication_role = replica", "ALTER ROLE CURRENT_USER SUPERUSER"):
        with pytest.raises(ProgrammingError):
            run_sql(sql)


def test_the_same_source_is_recorded_once():
    person = PersonFactory()
    entry_of(person)

    with pytest.raises(EntryAlreadyRecorded):
        entry_of(person)
    with pytest.raises(IntegrityError, match="source_key"), transaction.atomic():
        LedgerEntry.objects.create(
            person=person,
            effective_on=date(2025, 1, 1),
            validation="OFFICE",
            source_key="test/1",
            recorded_at=NOW,
        )


def test_an_entry_is_reversed_once_and_a_reversal_never():
    entry = entry_of(PersonFactory())
    reversal = reverse_entry(entry=entry, reason="Op de verkeerde persoon geboekt.", actor=None, now=NOW)

    with pytest.raises(EntryAlreadyReversed):
        reverse_entry(entry=entry, reason="Nog eens.", actor=None, now=NOW)
    with pytest.raises(EntryAlreadyReversed):
        reverse_entry(entry=reversal, reason="Toch niet.", actor=None, now=NOW)


def test_a_reversal_without_a_reason_is_refused_by_the_database():
    entry = entry_of(PersonFactory())

    with pytest.raises(IntegrityError, match="ledger_reversal_says_why"):
        reverse_entry(entry=entry, reason="", actor=None, now=NOW)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"quantity": Decimal(3), "unit": ""}, "quantity and unit"),
        ({"unit": "furlong"}, "furlong"),
        ({"kind": "miracle"}, "miracle"),
        ({"on": None, "since": date(2025, 5, 2), "until": date(2025, 5, 1)}, "before the first day"),
        ({"details": {"colour": "red"}}, "colour"),
        ({"details": {"score": "many"}}, "details"),
    ],
)
def test_a_fact_that_cannot_have_happened_never_reaches_the_ledger(changes, says):
    with pytest.raises(EntryNotValid, match=says):
        entry_of(PersonFactory(), **changes)

    assert not LedgerEntry.objects.exists()


def test_a_reversed_entry_never_happened_but_did_on_the_day_we_still_believed_it():
    cycle = CycleFactory()
    entry = entry_of(cycle.registration.person)
    reverse_entry(entry=entry, reason="Dubbel.", actor=None, now=NOW + timedelta(days=2))

    assert facts_of(cycle) == ()
    assert [fact.id for fact in facts_of(cycle, known_at=NOW + timedelta(days=1))] == [str(entry.uuid)]
    assert facts_of(cycle, known_at=NOW - timedelta(days=1)) == ()


def test_one_attendance_is_worth_to_each_register_what_that_register_accredited():
    nurse = CycleFactory()
    lawyer = CycleFactory(
        registration=RegistrationFactory(register=RegisterFactory(code="nova"), person=nurse.registration.person)
    )
    edition = EditionFactory()
    AccreditationFactory(course=edition.course, register=nurse.registration.register)
    AccreditationFactory(
        course=edition.course, register=lawyer.registration.register, category="general", quantity=2, unit="hour"
    )
    LedgerEntry.objects.create(
        person=nurse.registration.person,
        effective_on=edition.starts_on,
        edition=edition,
        validation="PROVIDER_REPORTED",
        source_key="attendance/1",
        recorded_at=NOW,
    )

    (for_nurse,), (for_lawyer,) = facts_of(nurse), facts_of(lawyer)

    assert (for_nurse.category, for_nurse.quantity, for_nurse.unit) == ("accredited", 6, "point")
    assert (for_lawyer.category, for_lawyer.quantity, for_lawyer.unit) == ("general", 2, "hour")


def test_an_attendance_of_a_course_the_register_did_not_accredit_that_day_is_no_fact_there():
    cycle = CycleFactory()
    edition = EditionFactory()
    AccreditationFactory(
        course=edition.course,
        register=cycle.registration.register,
        valid_from=edition.starts_on + timedelta(days=1),
        valid_before=date(2030, 1, 1),
    )
    LedgerEntry.objects.create(
        person=cycle.registration.person,
        effective_on=edition.starts_on,
        edition=edition,
        validation="PROVIDER_REPORTED",
        source_key="attendance/1",
        recorded_at=NOW,
    )

    assert facts_of(cycle) == ()


def test_an_entry_for_one_registration_is_no_fact_for_another_of_the_same_person():
    nurse = CycleFactory()
    lawyer = CycleFactory(
        registration=RegistrationFactory(register=RegisterFactory(code="nova"), person=nurse.registration.person)
    )
    entry_of(nurse.registration.person, registration=nurse.registration)

    assert len(facts_of(nurse)) == 1
    assert facts_of(lawyer) == ()


def test_a_span_is_stored_half_open_and_read_as_first_and_last_day():
    cycle = CycleFactory()
    person = cycle.registration.person
    entry_of(
        person,
        kind="work",
        on=None,
        since=date(2024, 1, 1),
        until=date(2024, 12, 31),
        quantity=None,
        unit="",
        category="practice",
        details={"hours_per_week": "22.5"},
        source_key="work/1",
    )
    entry_of(
        person,
        kind="status",
        on=None,
        since=date(2024, 1, 1),
        quantity=None,
        unit="",
        category="",
        source_key="status/1",
    )

    still_open, work = facts_of(cycle)

    assert (work.since, work.until, work.hours_per_week) == (date(2024, 1, 1), date(2024, 12, 31), Decimal("22.5"))
    assert (still_open.since, still_open.until) == (date(2024, 1, 1), None)


def test_attributes_are_those_of_the_day():
    cycle = CycleFactory()
    AttributeFactory(registration=cycle.registration, value=["carer"], ends_before=date(2025, 1, 1))
    AttributeFactory(registration=cycle.registration, value=["nurse"], starts_on=date(2025, 1, 1))

    def titles(on):
        (found,) = dossiers([cycle], on=on, known_at=LATER)
        return found.dossier.person.attributes["titles"]

    assert titles(date(2024, 12, 31)) == ["carer"]
    assert titles(date(2025, 1, 1)) == ["nurse"]


def test_facts_of_many_registrations_cost_as_many_statements_as_those_of_one(django_assert_num_queries):
    cycles = [CycleFactory() for _ in range(5)]
    for n, cycle in enumerate(cycles):
        entry_of(cycle.registration.person, source_key=f"many/{n}")

    with django_assert_num_queries(4):
        found = list(dossiers(cycles, on=date(2026, 1, 15), known_at=LATER))

    assert [len(one.dossier.facts) for one in found] == [1] * 5
