"""`manage.py standing` in lines that people read."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portfolio.models import LedgerEntry
from tests.factories.register import AttributeFactory, CycleFactory

pytestmark = pytest.mark.django_db
FACTS = """
facts:
  - {on: 2026-01-10, category: oda, quantity: 4, unit: hour}
  - {kind: activity, on: 2026-01-11, category: accredited, quantity: 6, unit: point}
attributes: {titles: [carer]}
"""


@pytest.fixture
def run(tmp_path):
    registration = CycleFactory().registration
    AttributeFactory(registration=registration)

    def run(text=None, number=registration.number):
        out = StringIO()
        file = tmp_path / "facts.yaml"
        file.write_text(text or "")
        given = ["--with", str(file)] if text is not None else []
        call_command("standing", "venvn", number, "--on", "2026-01-15", "--language", "en", *given, stdout=out)
        return out.getvalue()

    return run


def test_it_says_what_is_had_and_what_is_short(run):
    said = run()

    assert said.startswith("2026-01-15  2022-03-01 – 2027-03-01  not-met\n- Points in total: ")
    assert "184" in said
    assert said.endswith("2027-02-28  earn\n")


def test_facts_from_a_file_count_and_are_not_kept(run):
    said = run(FACTS)

    assert "(was 0, short 184)" in said
    assert "60" in said  # what a carer needs
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[]", "write facts"),
        ("points: 3", "write facts"),
        ("facts: [{day: 2026-01-10}]", "fact 1: a fact has kind"),
        ("facts: [{on: yesterday}]", "write days as"),
        ("facts: [{on: 2026-01-10, category: odaa}]", "#/facts/0/category"),
        ("facts: [{on: 2026-01-10", "facts.yaml"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained(run, text, reason):
    with pytest.raises(CommandError, match=reason):
        run(text)


def test_a_number_that_nobody_has_is_named(run):
    with pytest.raises(CommandError, match="no registration venvn 999"):
        run(number="999")
