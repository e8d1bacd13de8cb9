"""Measures of what has enough of its own, repetition over a list, claims in time, leave that moves a window."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from rules_builders import CYCLE, LABEL, LAST_DAY, dossier, finding, points, regulation, words

from register.rules.facts import Fact, Period
from register.rules.problems import RegulationInvalid

TOPICS = ["law", "tax", "ethics"]


def count_of(measure: dict[str, Any], *facts: Fact, **keys: Any) -> Decimal:
    rules = regulation(requirements=[words("total", measure=measure, at_least=1, **keys)])
    return finding(rules.evaluate(dossier(facts), as_of=LAST_DAY), "total").counted


def test_only_values_with_enough_of_their_own_are_counted() -> None:
    facts = [
        points(1, date(2020, 2, 1), id="a", tags=("law", "tax")),
        points(1, date(2020, 3, 1), id="b", tags=("law",)),
        points(5, date(2020, 4, 1), id="c", tags=("sport",)),
    ]

    assert count_of({"distinct": "tags", "among": TOPICS, "each": {"at_least": 2}}, *facts) == 1
    assert count_of({"distinct": "tags", "among": TOPICS, "each": {"measure": "count", "at_least": 1}}, *facts) == 2


def test_the_fact_that_makes_it_enough_is_the_one_that_brings_it() -> None:
    rules = regulation(requirements=[words("total", measure={"distinct": "tags", "each": {"at_least": 2}}, at_least=1)])
    facts = [points(1, date(2020, month, 1), id=name, tags=("law",)) for month, name in ((2, "a"), (3, "b"), (4, "c"))]

    standing = rules.evaluate(dossier(facts), as_of=LAST_DAY)

    assert {fact.id: fact.counted for fact in standing.facts} == {"a": 0, "b": 1, "c": 0}


def test_only_periods_with_enough_of_their_own_are_counted() -> None:
    facts = [
        points(9, date(2020, 5, 1), id="a"),
        points(12, date(2021, 5, 1), id="b"),
        points(1, date(2020, 6, 1), id="c"),
    ]

    assert count_of({"periods": "calendar-year", "each": {"at_least": 10}}, *facts) == 2
    assert count_of({"periods": "calendar-year", "each": {"at_least": 11}}, *facts) == 1


def test_months_with_so_many_days_of_leave_can_be_counted() -> None:
    leave = Fact(id="l", kind="leave", since=date(2021, 1, 18), until=date(2021, 3, 15))
    measure = {"periods": "calendar-month", "each": {"measure": "days", "at_least": 15}}

    assert count_of(measure, leave, of={"kind": "leave"}) == 2


def test_a_norm_falls_by_so_much_for_each_month_of_leave() -> None:
    months = {"measure": {"periods": "calendar-month"}, "of": {"kind": "leave"}}
    rules = regulation(
        requirements=[words("total", at_least=150, adjust=[{"minus": {"share": 4, "measured": months}}])]
    )
    leave = Fact(id="l", kind="leave", since=date(2021, 1, 1), until=date(2021, 5, 31))

    assert finding(rules.evaluate(dossier([leave]), as_of=LAST_DAY), "total").required == 130


def test_a_requirement_can_be_repeated_over_a_list_of_values() -> None:
    repeat = {"values": TOPICS, "as": "topic"}
    rules = regulation(
        requirements=[
            words("two", at_least=2, any=[words("topic", for_each=repeat, of={"tags": "$topic"}, at_least=3)])
        ]
    )
    facts = [points(3, date(2020, 2, 1), id="a", tags=("law",)), points(4, date(2020, 3, 1), id="b", tags=("ethics",))]

    standing = rules.evaluate(dossier(facts), as_of=LAST_DAY)

    assert standing.met
    assert [finding(standing, f"topic[{one}]").counted for one in TOPICS] == [3, 0, 4]


def test_a_requirement_can_be_repeated_over_values_within_each_year() -> None:
    topic = words("topic", for_each={"values": TOPICS[:2], "as": "topic"}, of={"tags": "$topic"}, at_least=1)
    rules = regulation(requirements=[words("year", for_each={"series": "calendar-year"}, all=[topic])])

    standing = rules.evaluate(dossier([points(3, date(2021, 2, 1), tags=("law",))]), as_of=LAST_DAY)

    assert [one.counted for one in standing.requirements if one.code == "topic"] == [0, 0, 3, 0, 0, 0, 0, 0, 0, 0]


def test_a_requirement_can_be_repeated_over_periods_that_a_regulation_names_itself() -> None:
    rules = regulation(
        windows={"season": {"every": "30 months", "starts": "2020-01-01", "named": "number"}},
        requirements=[words("season", for_each={"series": "season"}, at_least=1)],
    )

    standing = rules.evaluate(
        dossier([points(3, date(2022, 7, 1)), points(1, date(2022, 6, 30), id="g")]), as_of=LAST_DAY
    )

    assert [one.counted for one in standing.requirements] == [1, 3]


def test_one_child_that_is_repeated_can_be_several() -> None:
    yearly = words("year", for_each={"series": "calendar-year"}, at_least=20)
    rules = regulation(requirements=[words("four", at_least=4, any=[yearly])])
    facts = [points(20, date(year, 2, 1), id=f"f{year}") for year in (2020, 2021, 2023, 2024)]

    assert rules.evaluate(dossier(facts), as_of=LAST_DAY).met
    assert not rules.evaluate(dossier(facts[1:]), as_of=LAST_DAY).met


def test_a_maximum_can_hold_for_each_value_that_a_requirement_is_repeated_over() -> None:
    rules = regulation(
        attributes={"titles": {"nl": "titels", "en": "titles"}},
        categories={"study": {"nl": "studie", "en": "study"}},
        caps=[words("cap", of={"category": "study", "tags": "$title"}, per="cycle", at=5, toward=["field"])],
        requirements=[
            words("field", for_each={"value_of": "titles", "as": "title"}, of={"tags": "$title"}, at_least=15)
        ],
    )
    facts = [
        points(8, date(2020, 2, 1), id="a", category="study", tags=("tax",)),
        points(4, date(2020, 3, 1), id="b", category="study", tags=("labour", "tax")),
    ]

    standing = rules.evaluate(dossier(facts, attributes={"titles": ["tax", "labour"]}), as_of=LAST_DAY)

    assert [finding(standing, name).counted for name in ("field[tax]", "field[labour]")] == [5, 4]


@pytest.mark.parametrize(("recorded", "counted"), [(date(2020, 4, 30), 4), (date(2020, 5, 1), 0), (None, 4)])
def test_what_is_recorded_too_long_after_it_happened_can_be_refused(recorded: date | None, counted: int) -> None:
    late = {"when": {"not": {"recorded_within": "60 days"}}, "reason": "late"}
    rules = regulation(refuse=[{**late, "label": {"nl": "te laat", "en": "too late"}, "article": "art. 2"}])
    fact = points(4, date(2020, 3, 1), recorded_on=recorded)

    assert finding(rules.evaluate(dossier([fact]), as_of=LAST_DAY), "total").counted == counted


def test_leave_without_a_quantity_extends_the_window_by_the_days_it_lasted() -> None:
    rules = regulation(window=[{"extend": {"kind": "leave"}, "at_most": "24 months"}])
    leave = Fact(id="l", kind="leave", since=date(2021, 1, 1), until=date(2021, 1, 31))
    going_on = Fact(id="g", kind="leave", since=date(2024, 1, 1))

    standing = rules.evaluate(dossier([leave, going_on]), as_of=LAST_DAY)

    assert standing.window == Period(CYCLE.start, date(2025, 2, 1))


def test_the_first_day_of_leave_is_the_day_it_began() -> None:
    away = {"kind": "leave"}
    rules = regulation(
        requirements=[
            words(
                "total",
                at_least=35,
                adjust=[
                    {"minus": 3, "per_month_of": {"from": {"first": away}, "until": {"last": away, "plus": "1 day"}}}
                ],
            )
        ]
    )
    leave = Fact(id="l", kind="leave", since=date(2023, 3, 1), until=date(2023, 6, 30))

    assert finding(rules.evaluate(dossier([leave]), as_of=LAST_DAY), "total").required == 23
    assert finding(rules.evaluate(dossier(), as_of=LAST_DAY), "total").required == 35


def test_a_norm_can_be_rounded_to_a_step() -> None:
    adjust = [{"times": Decimal("0.3")}, {"round": {"direction": "up", "to": Decimal("0.25")}}]
    rules = regulation(requirements=[words("total", at_least=7, adjust=adjust)])

    assert finding(rules.evaluate(dossier(), as_of=LAST_DAY), "total").required == Decimal("2.25")


@pytest.mark.parametrize(
    "measure",
    [
        {"distinct": "tags", "each": {}},
        {"distinct": "tags", "each": {"at_least": 0}},
        {"periods": "calendar-year", "each": {"measure": "distinct", "at_least": 1}},
    ],
)
def test_enough_of_its_own_needs_a_number_above_nothing_and_a_plain_measure(measure: dict[str, Any]) -> None:
    with pytest.raises(RegulationInvalid):
        regulation(requirements=[words("total", measure=measure, at_least=1)])


def test_a_course_counts_again_only_so_long_after_the_time_it_last_counted() -> None:
    again = {"when": {"repeated_within": "2 years"}, "reason": "again", "label": LABEL, "article": "art. 2"}
    rules = regulation(refuse=[again])
    days = {"a": date(2020, 5, 1), "b": date(2021, 5, 1), "c": date(2022, 4, 30), "d": date(2022, 5, 1)}
    facts = [points(4, day, id=name, course="x") for name, day in days.items()]
    others = [points(4, date(2020, 6, 1), id="e"), points(4, date(2020, 6, 2), id="f", course="y")]

    standing = rules.evaluate(dossier([*facts, *others]), as_of=LAST_DAY)

    assert {fact.id for fact in standing.facts if fact.counted} == {"a", "d", "e", "f"}


def test_a_stretch_can_lie_inside_each_repetition() -> None:
    start = {"from": "period start", "until": "period start + 3 months"}
    rules = regulation(requirements=[words("year", for_each={"series": "calendar-year"}, **{"in": start}, at_least=4)])

    standing = rules.evaluate(
        dossier([points(4, date(2021, 3, 31)), points(4, date(2022, 4, 1), id="g")]), as_of=LAST_DAY
    )

    assert [one.counted for one in standing.requirements] == [0, 4, 0, 0, 0]


def test_a_condition_can_ask_what_counts_toward_a_requirement_after_its_maxima() -> None:
    rules = regulation(
        categories={"reading": {"nl": "lezen", "en": "reading"}},
        caps=[words("cap", of={"category": "reading"}, per="cycle", at=2, toward=["total"])],
        outcomes=[
            {"is": "met", "label": LABEL, "met": "all"},
            {"is": "nearly", "label": LABEL, "when": {"measured": {"toward": "total", "at_least": 8}}},
        ],
    )

    def outcome(reading: int) -> str:
        facts = [points(6, date(2020, 2, 1)), points(reading, date(2020, 3, 1), id="r", category="reading")]
        return rules.evaluate(dossier(facts), as_of=LAST_DAY).outcome

    assert [outcome(1), outcome(2), outcome(9)] == ["not-met", "nearly", "nearly"]


def test_what_counts_toward_an_unknown_requirement_is_refused() -> None:
    with pytest.raises(RegulationInvalid, match="no requirement 'totaal'"):
        regulation(outcomes=[{"is": "x", "label": LABEL, "when": {"measured": {"toward": "totaal", "at_least": 8}}}])
