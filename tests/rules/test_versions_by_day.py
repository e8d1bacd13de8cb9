"""Each fact is valued by the version of its day, where a regulation judges by activity."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from rules_builders import dossier, regulation

from register.rules.facts import Fact, Period
from register.rules.regulation import Regulation

LONG = Period(date(1990, 1, 1), date(2030, 1, 1))


def version(start: int, gives: int, *, until: int | None = None, by: str = "activity") -> Regulation:
    """A version of which an hour is worth so many points."""
    ends = {"until": f"{until}-01-01"} if until else {}
    return regulation(in_force={"from": f"{start}-01-01", "by": by, **ends}, worth=[{"per": "1 hour", "gives": gives}])


FIRST, SECOND, THIS, LATER = version(2000, 1), version(2010, 2, until=2015), version(2020, 3), version(2025, 4)
YEARS = (1995, 2000, 2009, 2010, 2014, 2015, 2019, 2020, 2026)
FACTS = [Fact(id=str(year), on=date(year, 1, 1), quantity=Decimal(1), unit="hour") for year in YEARS]


def worths(rules: Regulation) -> list[Decimal]:
    return [one.worth for one in rules.evaluate(dossier(FACTS, cycle=LONG), as_of=date(2029, 1, 1)).facts]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], [3, 3, 3, 3, 3, 3, 3, 3, 3]),
        ([FIRST], [3, 1, 1, 1, 1, 1, 1, 3, 3]),
        ([FIRST, SECOND], [3, 1, 1, 2, 2, 3, 3, 3, 3]),
        ([SECOND, FIRST, THIS], [3, 1, 1, 2, 2, 3, 3, 3, 3]),
        ([LATER, FIRST], [3, 1, 1, 1, 1, 1, 1, 3, 3]),
    ],
    ids=["alone", "one without an end", "one with an end", "itself among them", "a later one"],
)
def test_a_version_values_what_happened_while_it_held(others: list[Regulation], expected: list[int]) -> None:
    assert worths(THIS.after(others)) == expected


def test_a_version_that_judges_whole_cycles_values_everything_itself() -> None:
    whole = version(2020, 3, by="cycle_start")

    assert whole.after([FIRST, SECOND]) is whole
