"""Which cycle follows directly on which, and what it takes along."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from rules_builders import dossier, finding, points, regulation, words

from register.rules.facts import Fact, Period

FIRST = Period(date(2015, 1, 1), date(2020, 1, 1))
SECOND = Period(date(2020, 7, 1), date(2025, 7, 1))
"""The window of the first cycle was extended by half a year, so the second began when that had passed."""
AT_THE_END = date(2025, 6, 30)
RULES = regulation(
    window=[{"extend": {"kind": "decision", "code": "extension", "on": {"from": "cycle start"}}}],
    carry=[words("surplus", surplus_of="total", into="total")],
    requirements=[
        words("total", at_least=10),
        words("repair", at_least={"shortage_of": "total"}),
    ],
)


def extension(months: int) -> Fact:
    return Fact(id="e", kind="decision", code="extension", on=date(2019, 11, 1), quantity=Decimal(months), unit="month")


def judged(*facts: Fact):
    return RULES.evaluate(dossier(facts, cycle=SECOND, earlier=[FIRST]), as_of=AT_THE_END)


def test_the_cycle_after_an_extended_window_begins_where_that_window_ends() -> None:
    standing = RULES.evaluate(dossier([extension(6)], cycle=FIRST), as_of=date(2020, 3, 1))

    assert standing.window == Period(FIRST.start, SECOND.start)
    assert standing.next_cycle == SECOND


def test_a_surplus_is_carried_past_the_months_by_which_the_window_was_extended() -> None:
    early, late = points(8, date(2018, 5, 1), id="a"), points(6, date(2020, 3, 1), id="b")

    total = finding(judged(extension(6), early, late), "total")

    assert (total.counted, total.carried_in) == (0, 4)


def test_a_shortage_is_known_past_the_months_by_which_the_window_was_extended() -> None:
    assert finding(judged(extension(6), points(3, date(2020, 3, 1))), "repair").required == 7


@pytest.mark.parametrize("facts", [[], [extension(5)]], ids=["never extended", "extended by less"])
def test_a_break_in_the_registration_carries_nothing(facts: list[Fact]) -> None:
    standing = judged(*facts, points(14, date(2018, 5, 1)))

    assert finding(standing, "total").carried_in == 0
    assert finding(standing, "repair").required == 0
