"""The worst stretch of a rolling norm: where months differ in length, where spans lie across, and what is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from rules_builders import LAST_DAY, dossier, finding, points, regulation, words

from register.rules.facts import Fact, Period
from register.rules.standing import Finding

WORK = {"kind": "work"}
ALWAYS = Fact(id="w", kind="work", since=date(2019, 1, 10), hours_per_week=Decimal(7))
DAY = date(2022, 5, 12)


def worst(length: str, *facts: Fact, as_of: date = LAST_DAY, cycle: Period | None = None, **leaf: Any) -> Finding:
    rules = regulation(requirements=[words("r", for_each={"rolling": length}, **leaf)])
    return finding(rules.evaluate(dossier(facts, **({"cycle": cycle} if cycle else {})), as_of=as_of), "r")


@pytest.mark.parametrize("keys", [{"unit": "hour"}, {"measure": "days"}])
def test_the_month_with_least_work_is_february(keys: dict[str, str]) -> None:
    least = worst("1 month", ALWAYS, of=WORK, at_least=1, **keys)

    assert (least.counted, least.window) == (28, Period(date(2021, 2, 1), date(2021, 3, 1)))


def test_the_stretch_with_least_begins_before_something_comes_in_and_ends_after_something_has_gone() -> None:
    april = Fact(
        id="w", kind="work", since=date(2022, 4, 1), until=date(2022, 4, 30), quantity=Decimal(30), unit="hour"
    )
    courses = [points(50, date(2022, 5, 8), id="after", unit="hour"), points(5, date(2022, 3, 30), id="b", unit="hour")]
    keys = {"of": {"kind": ["work", "activity"]}, "unit": "hour", "cycle": Period(date(2022, 4, 5), date(2023, 4, 5))}

    least = worst("10 days", april, *courses, as_of=date(2022, 5, 12), at_least=1, **keys)
    most = worst("10 days", april, *courses, as_of=date(2022, 5, 1), at_most=1, **keys)

    assert (least.counted, least.window.end) == (3, date(2022, 5, 8))
    assert (most.counted, most.window.end) == (5 + 8, date(2022, 4, 9))


def test_a_gap_as_long_as_the_stretch_is_found_on_its_one_day() -> None:
    before, after = replace(ALWAYS, until=date(2022, 4, 1)), replace(ALWAYS, id="b", since=date(2022, 5, 2))

    least = worst("30 days", before, after, of=WORK, measure="days", at_least=1)

    assert (least.counted, least.window) == (0, Period(date(2022, 4, 2), date(2022, 5, 2)))


@pytest.mark.parametrize(
    ("measure", "length"),
    [
        ({"periods": "calendar-month"}, "2 days"),
        ({"periods": "calendar-month", "each": {"measure": "days", "at_least": 2}}, "4 days"),
    ],
)
def test_periods_are_looked_for_on_every_day(measure: dict[str, Any], length: str) -> None:
    cycle = Period(date(2020, 1, 10), date(2025, 1, 10))

    most = worst(length, ALWAYS, as_of=date(2022, 6, 10), cycle=cycle, measure=measure, of=WORK, at_most=5)

    assert (most.counted, most.window.end.day) == (2, int(length[0]) // 2 + 1)


@pytest.mark.parametrize(("as_of", "counted"), [(date(2020, 8, 30), 1), (date(2020, 8, 31), 0)])
def test_the_last_stretch_ends_on_the_day_of_judgement(as_of: date, counted: int) -> None:
    work = Fact(id="w", kind="work", since=date(2019, 1, 1), until=date(2020, 6, 30))

    least = worst("2 months", work, as_of=as_of, measure={"periods": "calendar-month"}, of=WORK, at_least=1)

    assert least.counted == counted


def test_what_counts_a_month_after_it_happened_is_found_a_month_after() -> None:
    settled = {"on": {"until": "period end - 1 month"}}

    assert worst("3 months", points(4, DAY), of=settled, at_most=1).counted == 4
    assert worst("20 days", points(4, DAY), of=settled, at_most=1).counted == 0


@pytest.mark.parametrize(
    "of",
    [
        {"any": [{"on": {"until": "period end - 1 month"}}, {"tags": "x"}]},
        {"tags": {"present": False}, "on": {"from": "cycle start", "until": "period end - 1 month"}},
    ],
)
def test_a_selection_looks_at_its_stretch_wherever_it_names_it(of: dict[str, Any]) -> None:
    most = worst("3 months", points(4, DAY), of=of, at_most=1)

    assert (most.counted, most.window.end) == (4, date(2022, 6, 13))


def test_what_has_no_amount_takes_no_part_in_a_sum_and_a_status_counts_in_every_stretch_it_touches() -> None:
    facts = [points(4, DAY), points(9, DAY, id="g", unit="word")]
    status = Fact(id="s", kind="status", since=date(2022, 1, 1), until=date(2022, 6, 1))
    work = replace(ALWAYS, until=date(2022, 6, 30))

    most = worst("1 year", *facts, at_most=1)
    least = worst("1 year", *facts, work, of={"kind": ["activity", "work"]}, at_least=1)

    assert (most.counted, most.window.end) == (4, date(2022, 5, 13))
    assert (least.counted, least.window.end) == (0, date(2020, 1, 2))
    assert worst("30 days", status, measure="count", of={"kind": "status"}, at_most=1).window == Period(
        date(2021, 12, 3), date(2022, 1, 2)
    )


FLAT = [{"when": {"tags": "flat"}, "gives": 7}]


@pytest.mark.parametrize(
    ("measure", "early", "late", "counted"),
    [
        ("sum", [("1", "item", ()), ("1", "item", ())], [("10", "item", ())], 10),
        ("sum", [("9", "word", ()), ("9", "word", ())], [("1", "item", ())], 1),
        ("count", [("9", "word", ("flat",))], [("9", "word", ()), ("9", "word", ())], 2),
        ("count", [("9", "word", ()), ("9", "word", ())], [("5", "item", ())], 5),
    ],
)
def test_the_stretch_with_most_is_the_one_in_which_most_is_counted(
    measure: str, early: list[Any], late: list[Any], counted: int
) -> None:
    facts = [
        points(number, day, id=f"{day}-{n}", unit=unit, tags=tags)
        for day, some in ((DAY, early), (date(2023, 5, 12), late))
        for n, (number, unit, tags) in enumerate(some)
    ]
    leaf = words("r", for_each={"rolling": "30 days"}, measure=measure, at_most=1)
    rules = regulation(unit="item", worth=FLAT, requirements=[leaf])

    assert finding(rules.evaluate(dossier(facts), as_of=LAST_DAY), "r").counted == counted


@pytest.mark.parametrize(("norm", "end"), [({"at_least": 1}, date(2020, 1, 2)), ({"at_most": 1}, date(2022, 5, 13))])
def test_the_earliest_of_stretches_that_are_alike_is_shown(norm: dict[str, int], end: date) -> None:
    assert worst("1 year", points(4, DAY), **norm).window.end == end
