"""Maxima in detail: on parts, on combinations, on facts, under conditions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from rules_builders import LABEL, LAST_DAY, dossier, finding, points, regulation, regulation_facts, words

DAY = date(2022, 5, 12)


def test_a_maximum_on_a_part_leaves_the_other_parts() -> None:
    rules = regulation(
        caps=[words("c", per="cycle", part="law", at=3)],
        requirements=[
            words("total", at_least=1),
            words("law", part="law", at_least=1),
            words("tax", part="tax", at_least=1),
        ],
    )
    fact = points(10, DAY, parts={"law": Decimal(6), "tax": Decimal(4)})

    standing = rules.evaluate(dossier([fact]), as_of=LAST_DAY)

    assert [one.counted for one in standing.requirements] == [7, 3, 4]
    assert standing.facts[0].cuts[0].amount == 3


def test_a_maximum_on_the_whole_shrinks_every_part_alike() -> None:
    rules = regulation(
        caps=[words("c", per="cycle", at=5)],
        requirements=[words("law", part="law", at_least=1), words("tax", part="tax", at_least=1)],
    )
    fact = points(10, DAY, parts={"law": Decimal(6), "tax": Decimal(4)})

    assert [one.counted for one in rules.evaluate(dossier([fact]), as_of=LAST_DAY).requirements] == [3, 2]


def test_a_maximum_per_combination_leaves_facts_alone_that_lack_a_field() -> None:
    rules = regulation(caps=[words("c", per=["course", "calendar-year"], at=2)])
    given = [
        points(5, DAY, id="a", course="x"),
        points(5, date(2022, 9, 1), id="b", course="x"),
        points(5, date(2023, 9, 1), id="c", course="x"),
        points(5, DAY, id="d", course="y"),
        points(5, DAY, id="e"),
        points(5, DAY, id="f"),
    ]

    counted = {one.id: one.counted for one in regulation_facts(rules, given)}

    assert counted == {"a": 2, "b": 0, "c": 2, "d": 2, "e": 5, "f": 5}


def test_a_maximum_of_facts_counts_them_and_not_what_they_bring() -> None:
    rules = regulation(caps=[words("c", per="cycle", measure="count", at=2)])
    given = [points(5, date(2022, 1, n), id=f"f{n}") for n in (1, 2, 3)]

    assert [one.counted for one in regulation_facts(rules, given)] == [5, 5, 0]


def test_what_is_spared_uses_up_the_room_and_is_not_cut() -> None:
    rules = regulation(caps=[words("c", per="cycle", at=6, spares={"tags": "old"})])
    given = [points(4, date(2022, 1, 1), id="new"), points(5, date(2022, 1, 2), id="old", tags=("old",))]

    assert [one.counted for one in regulation_facts(rules, given)] == [1, 5]


def test_over_more_days_a_day_has_room_for_each() -> None:
    rules = regulation(caps=[words("c", per="day", at=6)])
    given = [points(20, DAY, id="a", sessions=3), points(4, DAY, id="b"), points(4, DAY, id="c")]

    assert [one.counted for one in regulation_facts(rules, given)] == [18, 4, 2]


@pytest.mark.parametrize(
    ("per", "of", "reason"),
    [
        ("cycle", {"category": "course"}, "cap-per-category"),
        ("cycle", {}, "cap-per-cycle"),
        ("day", {"category": "course"}, "cap-per-day"),
        (["category", "day"], {}, "cap-per-category-day"),
    ],
)
def test_the_reason_of_a_cut_names_its_scope(per: object, of: dict[str, str], reason: str) -> None:
    rules = regulation(
        categories={"course": LABEL},
        caps=[words("c", per=per, of=of, at=2)],
        requirements=[words("total", at_least=1)],
    )

    assert regulation_facts(rules, [points(5, DAY, category="course")])[0].reason == reason


def test_a_maximum_holds_only_under_its_condition() -> None:
    rules = regulation(caps=[words("c", per="cycle", at=2, when={"judgement": {"from": "2023-01-01"}})])

    counted = [
        finding(rules.evaluate(dossier([points(5, DAY)]), as_of=day), "total").counted
        for day in (date(2022, 12, 31), date(2023, 1, 1))
    ]
    assert counted == [5, 2]


def test_a_maximum_per_window_is_counted_anew_in_each_period() -> None:
    rules = regulation(
        caps=[words("c", per="window", at=3)],
        requirements=[words("y", for_each={"series": "calendar-year"}, at_least=1)],
    )
    given = [points(5, date(year, 5, 1), id=f"f{year}") for year in (2021, 2022)]

    counted = {one.qualifier: one.counted for one in rules.evaluate(dossier(given), as_of=LAST_DAY).requirements}

    assert counted == {"2020": 0, "2021": 3, "2022": 3, "2023": 0, "2024": 0}


@pytest.mark.parametrize("more", [[], [words("cycle", per="cycle", at=100)]], ids=["alone", "beside another"])
def test_a_maximum_in_each_window_is_read_for_each_stretch_of_a_rolling_norm(more: list[dict[str, Any]]) -> None:
    rules = regulation(
        caps=[words("cap", per="window", at=5), *more],
        requirements=[words("year", for_each={"rolling": "1 year"}, at_least=5)],
    )
    days = [date(year, month, 1) for year in range(2020, 2025) for month in (1, 7) if (year, month) != (2023, 1)]
    given = [points(1 if day.year == 2023 else 3, day, id=str(day)) for day in days]

    assert finding(rules.evaluate(dossier(given), as_of=LAST_DAY), "year").counted == 1
