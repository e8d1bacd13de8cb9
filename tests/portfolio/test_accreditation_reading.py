"""What a course brings is read in each of its categories, and as it was known, by every way of judging."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from portfolio.models import LedgerEntry
from portfolio.selectors.dossiers import CycleDossier, dossiers
from register.rules.document import load_document
from register.rules.regulation import Regulation
from tests.factories.accreditation import AccreditationFactory, EditionFactory
from tests.factories.register import NOW, CycleFactory
from tests.portfolio.plan_builders import from_facts, from_plan

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 12)


@pytest.fixture
def attended():
    """A nurse who attended a course of four accredited points and two others."""
    cycle = CycleFactory()
    edition = EditionFactory()
    here = {"course": edition.course, "register": cycle.registration.register}
    first = AccreditationFactory(**here, quantity=4)
    AccreditationFactory(**here, category="oda", quantity=2)
    entry = LedgerEntry.objects.create(
        person=cycle.registration.person,
        effective_on=edition.starts_on,
        edition=edition,
        validation="PROVIDER_REPORTED",
        source_key="attendance/1",
        recorded_at=NOW,
    )
    entry.refresh_from_db()
    return cycle, entry, first


def facts_of(cycle, *, known_at):
    (found,) = dossiers([cycle], on=DAY, known_at=known_at)
    assert isinstance(found, CycleDossier)
    return [(fact.id, fact.category, fact.quantity) for fact in found.dossier.facts]


def test_an_attendance_is_a_fact_in_each_category_of_its_course(attended):
    cycle, entry, _ = attended

    assert facts_of(cycle, known_at=NOW) == [
        (str(entry.uuid), "accredited", Decimal(4)),
        (f"{entry.uuid}/2", "oda", Decimal(2)),
    ]


def test_what_was_replaced_is_read_as_long_as_nobody_knew_better(attended):
    cycle, entry, first = attended
    later = NOW + timedelta(days=30)
    first.replaced_at = later
    first.save()
    AccreditationFactory(course=first.course, register=first.register, quantity=9, decided_at=later)

    before, after = facts_of(cycle, known_at=NOW), facts_of(cycle, known_at=later)

    assert before[0] == (str(entry.uuid), "accredited", Decimal(4))
    assert after[0] == (str(entry.uuid), "accredited", Decimal(9))


def test_numbers_and_facts_agree_about_several_categories_and_replaced_rows(attended):
    cycle, _, first = attended
    first.replaced_at = NOW + timedelta(days=30)
    first.save()
    register = cycle.registration.register
    rules = Regulation.from_document(load_document(cycle.regulation.source))

    for now in (NOW, datetime(2026, 6, 1, 12, tzinfo=UTC)):
        on = now.date()
        assert from_plan(register, rules, on=on, now=now) == from_facts(register, rules, on=on, now=now)
