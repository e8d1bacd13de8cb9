"""The rules of a regulation as the rest of the system gets them: compiled, with the versions before it where needed."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio.models import LedgerEntry
from portfolio.services.ledger import record_entry
from portfolio.services.standings import standing_document
from register.rules.document import load_document
from register.rules.regulation import digest_of
from register.selectors import rules_of
from tests.factories.register import NOW, CycleFactory, RegisterFactory, RegistrationFactory, RegulationFactory

pytestmark = pytest.mark.django_db

TEXT = """
register: example
title: {{nl: Voorbeeld, en: Example}}
source: Decision of the meeting
in_force: {{from: {since}, by: activity}}
unit: point
cycle: {{length: 5 years, starts: registration}}
worth:
  - {{per: 1 hour, gives: {points}}}
requirements:
  - code: total
    label: {{nl: Totaal, en: Total}}
    article: art. 1
    at_least: 100
"""


def version(register, since, points):
    source = TEXT.format(since=since, points=points)
    document = load_document(source)
    return RegulationFactory(
        register=register, source=source, document=document, digest=digest_of(document), in_force_from=since
    )


def hours(cycle, day, amount):
    record_entry(
        person=cycle.registration.person,
        registration=cycle.registration,
        kind="activity",
        on=day,
        quantity=Decimal(amount),
        unit="hour",
        source_key=f"hours/{day}",
        validation=LedgerEntry.Validation.ASSESSED,
        actor=None,
        now=NOW,
    )


def test_each_fact_is_valued_by_the_version_of_its_own_day():
    register = RegisterFactory(code="example")
    version(register, date(2010, 1, 1), points=1)
    newer = version(register, date(2024, 1, 1), points=3)
    cycle = CycleFactory(registration=RegistrationFactory(register=register), regulation=newer)
    hours(cycle, date(2023, 12, 31), 10)
    hours(cycle, date(2024, 1, 1), 10)

    document = standing_document(registration=cycle.registration, on=date(2026, 1, 15), now=NOW)

    assert document["requirements"][0]["counted"] == "40"
    assert document["regulation"]["digest"] == newer.digest


def test_a_text_is_compiled_once():
    regulation = RegulationFactory()

    assert rules_of(regulation) is rules_of(regulation)
