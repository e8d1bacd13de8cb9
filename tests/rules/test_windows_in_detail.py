"""The counting window, stretches, series and cycles in detail: days that fall outside, and what moves too far."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from rules_builders import CYCLE, LABEL, LAST_DAY, dossier, finding, regulation, words
from test_document_refusals import problems_of

from register.rules.fact_refusals import FactInvalid
from register.rules.facts import Fact, Period

DAY = date(2022, 5, 12)
LEAVE = {"kind": "leave"}


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ({"from": "2021-01-01", "length": "2 years"}, date(2021, 1, 1), date(2023, 1, 1)),
        ({"until": "2021-01-01", "length": "6 months"}, date(2020, 7, 1), date(2021, 1, 1)),
        ({"length": "1 year"}, date(2024, 1, 1), CYCLE.end),
        ({"from": "2021-01-01"}, date(2021, 1, 1), CYCLE.end),
        ({"until": "2021-01-01"}, CYCLE.start, date(2021, 1, 1)),
        ({"from": "attribute trained", "until": "2021-01-01"}, date(2021, 1, 1), date(2021, 1, 1)),
    ],
)
def test_a_stretch_is_said_by_two_of_its_begin_its_end_and_its_length(said: Any, since: date, until: date) -> None:
    rules = regulation(attributes={"trained": LABEL}, requirements=[words("r", at_least=1, **{"in": said})])

    standing = rules.evaluate(dossier(attributes={"trained": "2022-01-01"}), as_of=LAST_DAY)

    assert finding(standing, "r").window == Period(since, until)


@pytest.mark.parametrize(
    ("step", "window"),
    [
        ({"starts": "2021-01-01"}, Period(date(2021, 1, 1), CYCLE.end)),
        ({"starts": "2018-01-01"}, Period(date(2018, 1, 1), CYCLE.end)),
        ({"starts": "2025-01-01"}, CYCLE),
        ({"starts": "2026-01-01"}, CYCLE),
        ({"starts": {"first": {"kind": "exam"}}}, CYCLE),
        ({"not_before": "2021-01-01"}, Period(date(2021, 1, 1), CYCLE.end)),
        ({"not_before": "2018-01-01"}, CYCLE),
        ({"not_before": "2026-01-01"}, Period(CYCLE.end, CYCLE.end)),
        ({"ends": "2024-01-01"}, Period(CYCLE.start, date(2024, 1, 1))),
        ({"ends": "2026-01-01"}, CYCLE),
        ({"ends": "2019-01-01"}, CYCLE),
    ],
)
def test_a_day_outside_the_window_moves_no_end_of_it(step: dict[str, Any], window: Period) -> None:
    assert regulation(window=[step]).evaluate(dossier(), as_of=LAST_DAY).window == window


@pytest.mark.parametrize(
    ("at_most", "days", "end"),
    [
        ({}, 40, date(2025, 2, 10)),
        ({"at_most": "1 month"}, 40, date(2025, 2, 1)),
        ({"at_most": "1 month"}, 28, date(2025, 1, 29)),
        ({"at_most": "1 month"}, 10, date(2025, 1, 11)),
        ({}, 4000, date(2035, 12, 15)),
    ],
)
@pytest.mark.parametrize("verb", ["extend", "shift"])
def test_a_window_moves_by_what_was_decided_and_no_further_than_it_may(
    verb: str, at_most: dict[str, str], days: int, end: date
) -> None:
    rules = regulation(window=[{verb: LEAVE, **at_most}])
    leave = Fact(id="l", kind="leave", on=DAY, quantity=Decimal(days), unit="day")

    window = rules.evaluate(dossier([leave]), as_of=LAST_DAY).window

    assert window.end == end
    assert (window.start == CYCLE.start) is (verb == "extend")


def test_a_window_that_moves_by_more_than_anybody_means_is_refused() -> None:
    leave = Fact(id="l", kind="leave", on=DAY, quantity=Decimal(4001), unit="day")

    with pytest.raises(FactInvalid):
        regulation(window=[{"extend": LEAVE}]).evaluate(dossier([leave]), as_of=LAST_DAY)


@pytest.mark.parametrize("step", ["x", {"shift": 3}, {"extend": LEAVE, "at_most": "long"}])
def test_a_step_of_the_window_that_is_none_hides_no_mistake_in_the_next(step: Any) -> None:
    first, second = problems_of(window=[step, {"starts": "attribute trained"}])

    assert first.path.startswith("window[0]")
    assert (second.path, second.code) == ("window[1].starts", "unknown-attribute")


@pytest.mark.parametrize(
    ("series", "names"),
    [
        ({"every": "6 months", "starts": "2020-01-01", "named": "month"}, ["2023-07", "2024-01", "2024-07"]),
        ({"every": "6 months", "named": "number"}, ["8", "9", "10"]),
        ({"every": "1 year", "starts": "09-01"}, ["2021", "2022", "2023"]),
    ],
)
def test_the_periods_of_a_series_have_names(series: dict[str, str], names: list[str]) -> None:
    rules = regulation(windows={"part": series}, requirements=[words("r", for_each={"series": "part"}, at_least=1)])

    found = [one.name for one in rules.evaluate(dossier(), as_of=LAST_DAY).requirements]

    assert found[-3:] == [f"r[{name}]" for name in names]


@pytest.mark.parametrize(("consecutive", "names"), [(1, ["r[2025]"]), (2, ["r[2024-2025]", "r[2025-2026]"])])
def test_years_that_the_end_of_the_window_cuts_are_shown_ahead(consecutive: int, names: list[str]) -> None:
    repeat = {"series": "calendar-year", "consecutive": consecutive}
    rules = regulation(requirements=[words("r", for_each=repeat, at_least=1)])
    cycle = Period(date(2020, 7, 1), date(2025, 7, 1))

    standing = rules.evaluate(dossier(cycle=cycle), as_of=DAY)

    assert [one.name for one in standing.projections] == names
    assert standing.requirements[0].name == ("r[2020]" if consecutive == 1 else "r[2019-2020]")


@pytest.mark.parametrize(
    ("end", "following"),
    [
        (date(2025, 2, 28), Period(date(2025, 2, 28), date(2026, 2, 28))),
        (date(2028, 2, 29), Period(date(2028, 2, 29), date(2029, 2, 28))),
        (date(2025, 6, 1), Period(date(2025, 6, 1), date(2026, 6, 1))),  # its window was moved
    ],
)
def test_the_next_cycle_begins_where_this_one_ends(end: date, following: Period) -> None:
    rules = regulation(cycle={"length": "1 year", "starts": "registration"})

    assert rules.next_cycle(Period(date(2024, 2, 29), end), registered_on=date(2024, 2, 29)) == following


def test_who_joins_the_next_cycle_joins_on_a_day_of_the_year_in_every_row() -> None:
    rows = [{"when": {"attributes": {"trained": "x"}}, "is": "01-01"}, {"is": "2020-01-01"}]

    (problem,) = problems_of(
        attributes={"trained": LABEL}, cycle={"length": "5 years", "starts": rows, "joins": "next"}
    )

    assert (problem.path, problem.code) == ("cycle.joins", "joins-needs-day")
