"""The table of what the system holds about a person is complete, and each part writes what it says."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from jsonschema import Draft202012Validator

from portfolio.selectors.parts.apart import APART
from portfolio.selectors.parts.part import During
from portfolio.selectors.parts.schema import archive_schema, row_schema
from portfolio.selectors.parts.table import dossier_parts, tables
from tests.factories.evidence import EvidenceFactory, MissingAttendanceFactory
from tests.factories.portfolio import ClaimFactory, LedgerEntryFactory
from tests.factories.register import AttributeFactory, CycleFactory, PersonFactory, RegistrationFactory

PEOPLE = {"register.Person", "register.Registration", "register.User"}
PUBLISHED = Path(__file__).parents[2] / "docs" / "dossier.schema.json"
SOURCES = [pytest.param(source, id=f"{part.key}-{source.name}") for part in dossier_parts() for source in part.sources]


def labels():
    return {table.model for table in tables()}


def leads_to_a_person(model):
    """Whether a row of the model names a person, a registration, an account, or a row of a part."""
    named = {f.related_model._meta.label for f in model._meta.get_fields() if f.is_relation and f.concrete}
    return named & (PEOPLE | labels())


def test_every_table_that_leads_to_a_person_is_a_part_or_says_why_not():
    argued = {label for group in APART.values() for label in group}
    leading = {model._meta.label for model in apps.get_models() if leads_to_a_person(model)}

    missing = leading - labels() - argued
    assert not missing, f"{sorted(missing)}: add a part in <app>/selectors/parts/, or argue in portfolio's apart.py"
    assert argued <= leading, "these are argued for no reason"
    assert not argued & labels()


def test_every_part_has_its_own_key_and_every_source_its_own_name():
    keys = [part.key for part in dossier_parts()]
    assert len(keys) == len(set(keys))
    for part in dossier_parts():
        names = [source.name for source in part.sources]
        assert len(names) == len(set(names)), part.key


@pytest.mark.parametrize("table", [pytest.param(one, id=one.model) for one in tables()])
def test_every_path_of_a_table_ends_in_a_column(table):
    for path in [*table.fields.values(), *filter(None, [table.on])]:
        assert table.column(path)
    owner = table.column(table.owner) if table.owner != "pk" else None
    assert owner is None or owner.related_model._meta.label == "register.Person"


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_printed_is_a_key_of_the_row(source):
    assert {column.key for column in source.shown} <= set(row_schema(source)["properties"])


def test_the_published_schema_is_the_one_of_the_table():
    assert json.loads(PUBLISHED.read_text()) == archive_schema(), "`./manage.py dossier_schema > docs/…`"


@pytest.mark.django_db
def test_what_is_written_fits_its_schema_and_is_one_persons_own():
    mine, other = RegistrationFactory(), RegistrationFactory(number="only-of-the-other")
    for one in (mine, other):
        CycleFactory(registration=one)
        AttributeFactory(registration=one)
        claim = ClaimFactory(registration=one)
        LedgerEntryFactory(person=one.person, registration=one)
        EvidenceFactory(person=one.person, claim=claim)
        MissingAttendanceFactory(registration=one)
    rows = {
        (part.key, source.name): list(source.written(mine.person))
        for part in dossier_parts()
        for source in part.sources
    }

    for part in dossier_parts():
        for source in part.sources:
            for row in rows[part.key, source.name]:
                Draft202012Validator(row_schema(source)).validate(json.loads(json.dumps(row)))
    assert {key for key, found in rows.items() if found} >= {
        ("person", "people"),
        ("registrations", "cycles"),
        ("registrations", "attributes"),
        ("claims", "claims"),
        ("ledger", "entries"),
        ("ledger", "facts"),
        ("evidence", "files"),
        ("missing-attendance", "questions"),
    }
    text = json.dumps(list(rows.values()))
    assert str(other.person.uuid) not in text
    assert other.number not in text


@pytest.mark.django_db
def test_a_period_holds_its_first_day_and_not_its_last():
    person = PersonFactory()
    for day in (4, 5, 6):
        LedgerEntryFactory(person=person, effective_on=date(2025, 5, day))
    (entries,) = (table for table in tables() if table.model == "portfolio.LedgerEntry")

    rows = entries.written(person, during=During(date(2025, 5, 4), date(2025, 5, 6)))

    assert [row["effectiveOn"] for row in rows] == ["2025-05-04", "2025-05-05"]
