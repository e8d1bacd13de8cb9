"""Norms in detail: shares of other numbers, tables, months that are not whole, and adjustments with a maximum."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from rules_builders import CYCLE, LABEL, document, dossier, finding, points, words

from register.rules.facts import Fact, Period
from register.rules.problems import RegulationInvalid
from register.rules.regulation import Regulation

BASE = words("base", at_least=8)
YEAR = Period(date(2023, 1, 1), date(2024, 1, 1))


def required(
    leaf: Mapping[str, Any],
    *facts: Fact,
    cycle: Period = CYCLE,
    registered_on: date | None = None,
    **attributes: object,
) -> Decimal:
    known = {name: LABEL for name in ("titles", "away", "back")}
    rules = Regulation.from_document(document(requirements=[BASE, words("r", **leaf)], attributes=known))
    case = dossier(facts, cycle=cycle, registered_on=registered_on, attributes=attributes)
    return finding(rules.evaluate(case, as_of=cycle.last_day), "r").required


@pytest.mark.parametrize(
    ("norm", "number"),
    [
        ({"of": "base"}, 8),
        ({"of": "base", "share": Decimal("0.5")}, 4),
        ({"measured": {}}, 6),
        ({"measured": {}, "share": 2}, 12),
    ],
)
def test_a_norm_can_be_another_number_or_a_share_of_it(norm: dict[str, Any], number: int) -> None:
    assert required({"at_least": norm}, points(6, date(2022, 5, 12))) == number


@pytest.mark.parametrize("norm", [{"of": "bas"}, {"shortage_of": "bas"}])
def test_a_norm_of_an_unknown_requirement_is_refused_with_the_nearest(norm: dict[str, str]) -> None:
    with pytest.raises(RegulationInvalid) as refused:
        required({"at_least": norm})

    (problem,) = refused.value.problems
    assert (problem.code, problem.nearest) == ("unknown-requirement", "base")
    assert problem.path.startswith("requirements[1].at_least.")


@pytest.mark.parametrize(
    ("more", "titles", "number"),
    [
        ({}, ["nurse", "midwife"], 7),
        ({"take": "highest"}, ["midwife", "nurse"], 7),
        ({"take": "lowest"}, ["midwife", "nurse"], 5),
        ({"take": "sum"}, ["nurse", "midwife"], 12),
        ({"take": "sum"}, ["nurse", "nurse"], 5),
        ({}, ["dentist"], 0),
        ({"else": 3}, ["dentist"], 3),
        ({"else": 3}, ["dentist", "nurse"], 5),
    ],
)
def test_a_table_gives_the_norm_of_what_somebody_is(more: dict[str, Any], titles: list[str], number: int) -> None:
    table = {"by": "titles", "values": {"nurse": 5, "midwife": 7}, **more}

    assert required({"at_least": table}, titles=titles) == number


@pytest.mark.parametrize(
    ("part_months", "number"),
    [({}, 310), ({"part_months": "dropped"}, 310), ({"part_months": "whole"}, 341), ({"part_months": "by-days"}, 327)],
)
def test_a_month_that_was_not_whole_counts_as_the_regulation_says(part_months: dict[str, str], number: int) -> None:
    leaf = {"at_least": 12 * 31, "adjust": [{"pro_rata": {"count": "months", **part_months}}]}

    # Ten months from 15 February to 15 December, and 17 of the 31 days that would make the eleventh.
    assert required(leaf, cycle=YEAR, registered_on=date(2023, 2, 15)) == number


def test_days_that_were_served_are_counted_as_days() -> None:
    leaf = {"at_least": 365, "adjust": [{"pro_rata": "days"}]}

    assert required(leaf, cycle=YEAR, registered_on=date(2023, 2, 15)) == 320


@pytest.mark.parametrize("count", ["months", "days"])
def test_leave_takes_its_share_of_the_days_out_of_what_was_served(count: str) -> None:
    leave = Fact(id="l", kind="leave", since=date(2023, 1, 1), until=date(2023, 3, 14))
    leaf = {"at_least": 100, "adjust": [{"pro_rata": {"count": count, "without": {"kind": "leave"}}}]}

    assert required(leaf, leave, cycle=YEAR) == 80  # 292 of 365 days


def test_a_cycle_without_a_whole_month_in_it_leaves_the_norm_alone() -> None:
    weeks = Period(date(2023, 1, 1), date(2023, 1, 15))

    assert required({"at_least": 9, "adjust": [{"pro_rata": "months"}]}, cycle=weeks) == 9


@pytest.mark.parametrize(
    ("step", "number"),
    [
        ({"replace": 7}, 7),
        ({"plus": 5, "at_most": 2}, 22),
        ({"plus": 5, "at_most": 6}, 25),
        ({"minus": 5, "at_most": 2}, 18),
        ({"minus": 3, "per_month_of": {"from": "2021-01-01", "until": "2021-04-01"}}, 11),
        ({"minus": 3, "per_month_of": {"from": "2021-01-01", "until": "2021-04-01"}, "at_most": 4}, 16),
    ],
)
def test_a_norm_is_replaced_or_has_something_added_or_taken_off_up_to_a_maximum(
    step: dict[str, Any], number: int
) -> None:
    assert required({"at_least": 20, "adjust": [step]}) == number


@pytest.mark.parametrize(
    ("away", "back", "number"),
    [
        ("2021-01-01", "2021-04-01", 17),
        ("2021-01-01", None, 20),
        (None, "2021-04-01", 20),
        ("2018-01-01", "2019-01-01", 20),
    ],
)
def test_months_between_two_days_count_for_who_has_both(away: str | None, back: str | None, number: int) -> None:
    months = {"from": "attribute away", "until": "attribute back"}

    assert required({"at_least": 20, "adjust": [{"minus": 1, "per_month_of": months}]}, away=away, back=back) == number
