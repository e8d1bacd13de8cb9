"""How facts make a number: to which days an amount belongs, what is counted once, and what has no amount at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from rules_builders import LABEL, LAST_DAY, dossier, finding, points, regulation, words

from register.rules.facts import Fact

WORK = {"kind": "work"}


def counted(*facts: Fact, as_of: date = LAST_DAY, **leaf: Any) -> Decimal:
    rules = regulation(categories={"course": LABEL, "meeting": LABEL}, requirements=[words("r", at_least=1, **leaf)])
    return finding(rules.evaluate(dossier(facts), as_of=as_of), "r").counted


def by_year(*facts: Fact, as_of: date = LAST_DAY, **leaf: Any) -> list[Decimal]:
    """What is counted in each of 2020 to 2024."""
    rules = regulation(requirements=[words("r", at_least=1, for_each={"series": "calendar-year"}, **leaf)])
    return [one.counted for one in rules.evaluate(dossier(facts), as_of=as_of).requirements]


def done(since: str, until: str | None, quantity: str | None = None, unit: str | None = None, **more: Any) -> Fact:
    amount = {"quantity": Decimal(quantity), "unit": unit} if quantity else {}
    last = date.fromisoformat(until) if until else None
    return Fact(**{"id": "w", "kind": "work", "since": date.fromisoformat(since), "until": last, **amount, **more})


HALF = Decimal("2.5")
ON_ONE_DAY = Fact(id="w", kind="work", on=date(2021, 5, 1), quantity=Decimal(8), unit="hour")
BY_THE_WEEK = done("2020-12-25", "2021-01-07", hours_per_week=Decimal(7))


@pytest.mark.parametrize(
    ("work", "as_of", "number", "years"),
    [
        (done("2020-12-27", "2021-01-05", "100", "hour"), LAST_DAY, {"unit": "hour"}, [50, 50, 0]),
        (done("2020-12-27", "2021-01-05", "100", "day"), LAST_DAY, {"unit": "day"}, [50, 50, 0]),
        (done("2020-12-22", None, "40", "hour"), date(2021, 1, 10), {"unit": "hour"}, [20, 20, 0]),
        (done("2020-12-22", "2021-01-10", "40", "hour"), date(2021, 1, 1), {"unit": "hour"}, [20, 20, 0]),
        (ON_ONE_DAY, LAST_DAY, {"unit": "hour"}, [0, 8, 0]),
        (BY_THE_WEEK, LAST_DAY, {"unit": "hour"}, [7, 7, 0]),
        (BY_THE_WEEK, LAST_DAY, {}, [0, 0, 0]),
        (done("2020-01-01", "2021-06-30", "2.5", "item"), LAST_DAY, {"unit": "item"}, [0, HALF, 0]),
        (done("2020-01-01", "2021-06-30", "2.5", "item"), date(2020, 12, 1), {"unit": "item"}, [HALF, 0, 0]),
        (done("2020-01-01", "2021-06-30", "2.5", "item"), date(2020, 12, 1), {"measure": "count"}, [HALF, 0, 0]),
    ],
)
def test_each_year_has_what_was_worked_in_it(
    work: Fact, as_of: date, number: dict[str, str], years: list[Decimal]
) -> None:
    assert by_year(work, as_of=as_of, of=WORK, **number)[:3] == years


@pytest.mark.parametrize("measure", ["sum", "count", {"periods": "calendar-month"}, {"distinct": "course"}])
def test_an_activity_over_the_turn_of_the_year_belongs_to_the_day_it_ended(measure: Any) -> None:
    course = done("2020-11-01", "2021-01-05", "1", "point", kind="activity", course="x")

    assert by_year(course, measure=measure) == [0, 1, 0, 0, 0]
    assert counted(course, measure=measure) == 1


def test_a_month_in_which_much_happened_is_one_month() -> None:
    days = {"a": date(2020, 2, 1), "b": date(2020, 2, 29), "c": date(2020, 3, 1)}

    assert counted(*(points(1, day, id=name) for name, day in days.items()), measure={"periods": "calendar-month"}) == 2


@pytest.mark.parametrize(
    ("quantity", "unit", "kind", "number"),
    [("3", "item", "activity", 3), ("8", "hour", "activity", 1), ("8", "hour", "work", 1), ("3", "item", "work", 3)],
)
@pytest.mark.parametrize("norm", [{"at_least": 1}, {"at_most": 1, "for_each": {"rolling": "1 year"}}])
def test_a_count_counts_facts_and_the_items_in_them(
    quantity: str, unit: str, kind: str, number: int, norm: dict[str, Any]
) -> None:
    fact = Fact(id="f", kind=kind, on=date(2022, 5, 12), quantity=Decimal(quantity), unit=unit)
    leaf = words("r", measure="count", of={"kind": ["activity", "work"]}, **norm)
    rules = regulation(unit="item", worth=[{"gives": 7}], requirements=[leaf])

    assert finding(rules.evaluate(dossier([fact]), as_of=LAST_DAY), "r").counted == number


def test_days_that_several_facts_cover_are_counted_once() -> None:
    spans = {
        "a": ("2020-01-01", "2020-01-31"),
        "b": ("2020-01-05", "2020-01-07"),  # inside a
        "c": ("2020-01-30", "2020-02-02"),  # two days after a
        "d": ("2020-02-03", "2020-02-04"),  # directly after c
        "e": ("2020-03-01", None),  # going on, as far as is asked
    }
    facts = [done(since, until, id=name, kind="leave") for name, (since, until) in spans.items()]
    stretch = {"from": "cycle start", "until": "2020-03-11"}
    rules = regulation(requirements=[words("r", measure="days", of={"kind": "leave"}, at_least=1, **{"in": stretch})])

    standing = rules.evaluate(dossier(facts), as_of=LAST_DAY)

    assert finding(standing, "r").counted == 31 + 2 + 2 + 10
    assert {one.id: one.counted for one in standing.facts} == {"a": 31, "b": 0, "c": 2, "d": 2, "e": 10}


def test_hours_a_week_are_those_that_were_agreed_or_else_those_that_were_worked() -> None:
    facts = [
        done("2020-01-01", "2020-01-14", "20", "hour", id="a"),  # 10 a week
        done("2020-01-01", "2020-01-07", hours_per_week=Decimal(8), id="b"),  # 8 in one of the two weeks
        done("2020-01-08", "2020-01-21", "600", "minute", id="c"),  # half of the ten hours lie inside
        done("2020-01-01", None, "100", "hour", hours_per_week=Decimal(2), id="d"),  # what was agreed goes first
        done("2020-01-01", None, "3", "item", id="e"),
        done("2020-01-01", None, id="f"),
    ]
    stretch = {"from": "2020-01-01", "until": "2020-01-15"}

    number = counted(*facts, measure="weekly_hours", of=WORK, **{"in": stretch})

    assert number == 10 + 4 + Decimal("2.5") + 2


@pytest.mark.parametrize(("part", "number"), [({}, 8), ({"part": "law"}, 1), ({"part": "ethics"}, 2)])
def test_a_part_can_be_asked_in_the_unit_in_which_it_happened(part: dict[str, str], number: int) -> None:
    split = points(3, date(2022, 5, 12), unit="hour", parts={"law": Decimal(1), "ethics": Decimal(2)})
    facts = [split, points(5, date(2022, 5, 12), id="g", unit="hour"), points(9, date(2022, 5, 12), id="h")]

    assert counted(*facts, unit="hour", **part) == number


@pytest.mark.parametrize(
    ("field", "number"), [("course", 2), ("category", 1), ("tags", 3), ("event", 0), ("registrations", 2)]
)
def test_the_different_values_of_any_field_can_be_counted(field: str, number: int) -> None:
    facts = [
        points(1, date(2020, 2, 1), id="a", course="x", category="course", tags=("law", "tax")),
        points(1, date(2020, 3, 1), id="b", course="y", category="course", tags=("law", "ethics")),
        points(1, date(2020, 4, 1), id="c", course="x", registrations=("gp", "nurse")),
    ]

    assert counted(*facts, measure={"distinct": field}) == number


def test_an_amount_by_the_hour_is_nothing_for_what_has_no_hours() -> None:
    rules = regulation(worth=[{"per": "1 hour"}, {"when": {"tags": "flat"}, "gives": 2}])
    facts = [
        Fact(id="bare", on=date(2022, 5, 12)),
        Fact(id="flat", on=date(2022, 5, 12), tags=("flat",)),
        points(3, date(2022, 5, 12), id="hours", unit="hour"),
        points(4, date(2022, 5, 12), id="own"),
        points(5, date(2022, 5, 12), id="words", unit="word"),
    ]

    worths = {one.id: one.worth for one in rules.evaluate(dossier(facts), as_of=LAST_DAY).facts}

    assert worths == {"bare": 0, "flat": 2, "hours": 3, "own": 4, "words": 0}
