"""Files of worked cases: what is wrong in one is named with its place, and what came out otherwise with both values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from rules_builders import CYCLE, LAST_DAY, dossier, points, regulation

from register.rules.cases import Case, differences, read_cases
from register.rules.facts import Period
from register.rules.problems import Problem, RegulationInvalid

FACT = "{id: a, from: 2021-01-01, until: 2021-02-01, quantity: 4, unit: point, recorded_on: 2021-02-02}"
SOUND = f"""\
register: example
cases:
  - id: one
    person: {{registered_on: 2020-01-01, attributes: {{titles: [nurse]}}}}
    cycle: {{from: 2020-01-01, until: 2025-01-01}}
    earlier_cycles: [{{from: 2015-01-01, until: 2020-01-01}}]
    facts:
      - {FACT}
    as_of: 2024-12-31
    expect: {{met: false, requirements: {{total: {{counted: 4}}}}, facts: {{a: {{counted: 4}}}}}}
"""


def problems_in(text: str) -> tuple[Problem, ...]:
    with pytest.raises(RegulationInvalid) as refusal:
        read_cases(text)
    return refusal.value.problems


def test_a_sound_case_is_read_with_all_it_says() -> None:
    (case,) = read_cases(SOUND).cases

    assert (case.id, case.why, case.line, case.as_of) == ("one", "", 3, date(2024, 12, 31))
    assert case.dossier.person.attributes == {"titles": ["nurse"]}
    assert case.dossier.earlier_cycles == (Period(date(2015, 1, 1), date(2020, 1, 1)),)
    (fact,) = case.dossier.facts
    assert (fact.since, fact.until, fact.recorded_on) == (date(2021, 1, 1), date(2021, 2, 1), date(2021, 2, 2))


@pytest.mark.parametrize(
    ("sound", "broken", "path", "line"),
    [
        ("register: example", "unit: point", "register", 1),
        ("register: example", "register: example\nregisters: x", "registers", 2),
        ("cases:\n", "cases: none\nrest:\n", "cases", 2),
        ("  - id: one\n", "  - idd: one\n", "cases[0].idd", 3),
        ("  - id: one\n", "  - why: because\n", "cases[0].id", 3),
        (
            "registered_on: 2020-01-01, ",
            "registered: 2020-01-01, registered_on: 2020-01-01, ",
            "cases[0].person.registered",
            4,
        ),
        ("registered_on: 2020-01-01, ", "", "cases[0].person.registered_on", 4),
        ("{titles: [nurse]}", "nurse", "cases[0].person.attributes", 4),
        ("cycle: {from: 2020-01-01, until: 2025-01-01}", "cycle: 2020", "cases[0].cycle", 5),
        ("until: 2025-01-01}", "until: 2025-02-29}", "cases[0].cycle.until", 5),
        ("until: 2025-01-01}", "until: 2025-01-01, days: 3}", "cases[0].cycle.days", 5),
        ("until: 2025-01-01}", "until: 2019-12-31}", "cases[0].cycle", 5),
        ("until: 2020-01-01}]", "until: soon}]", "cases[0].earlier_cycles[0].until", 6),
        ("{id: a, from", "{id: a, onn: 2021-01-01, from", "cases[0].facts[0].onn", 8),
        ("{id: a, from: 2021-01-01", "{id: a, from: 2021-13-01", "cases[0].facts[0].from", 8),
        ("recorded_on: 2021-02-02", "recorded_on: tomorrow", "cases[0].facts[0].recorded_on", 8),
        ("{id: a, from: 2021-01-01, until: 2021-02-01", "{id: a, until: 2021-02-01", "cases[0].facts[0].on", 8),
        ("unit: point,", "unit: dog,", "cases[0].facts[0].unit", 8),
        ("      - {id: a", "      - {id: a, on: 2021-01-01}\n      - {id: a", "cases[0].facts", 7),
        (FACT, "a", "cases[0].facts[0]", 8),
        ("as_of: 2024-12-31", "as_of: 31-12-2024", "cases[0].as_of", 9),
        ("expect: {met: false,", "expect: {mett: false,", "cases[0].expect.mett", 10),
        ("total: {counted: 4}", "total: 4", "cases[0].expect.requirements.total", 10),
        ("total: {counted: 4}", "total: {count: 4}", "cases[0].expect.requirements.total.count", 10),
        ("a: {counted: 4}", "a: 4", "cases[0].expect.facts.a", 10),
        ("a: {counted: 4}", "a: {worth: 4}", "cases[0].expect.facts.a.worth", 10),
        (
            "expect: {met: false,",
            "expect: {window: {from: 2020-01-01}, met: false,",
            "cases[0].expect.window.until",
            10,
        ),
    ],
)
def test_what_is_wrong_in_a_case_is_named_with_its_place(sound: str, broken: str, path: str, line: int) -> None:
    assert sound in SOUND

    problems = problems_in(SOUND.replace(sound, broken))

    assert (path, line) in [(problem.path, problem.line) for problem in problems]
    assert len({problem.path for problem in problems}) == len(problems)  # each of them once


def test_the_nearest_word_is_offered_for_a_key_that_is_unknown() -> None:
    (problem,) = problems_in(SOUND.replace("quantity: 4", "quantiti: 4").replace("unit: point, ", ""))

    assert problem.nearest == "quantity"
    assert problem.expected is not None
    assert "hours_per_week" in problem.expected


def test_a_case_that_lacks_several_things_is_told_of_each() -> None:
    problems = problems_in("register: example\ncases:\n  - {id: one, facts: []}\n")

    assert [problem.path for problem in problems] == [
        f"cases[0].{key}" for key in ("person", "cycle", "as_of", "expect")
    ]


STANDING = regulation().evaluate(dossier([points("4.50", date(2021, 5, 1), id="a")]), as_of=LAST_DAY)


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ({"met": True}, ["met: expected true, got false"]),
        ({"met": None}, ["met: expected nothing, got false"]),
        ({"outcome": "met"}, ["outcome: expected met, got not-met"]),
        (
            {"window": Period(CYCLE.start, date(2024, 1, 1))},
            ["window: expected 2020-01-01..2024-01-01, got 2020-01-01..2025-01-01"],
        ),
        (
            {"next_cycle": CYCLE},
            ["next_cycle: expected 2020-01-01..2025-01-01, got 2025-01-01..2030-01-01"],
        ),
        (
            {"requirements": {"total": {"counted": Decimal("5.0"), "short": Decimal("5.5")}}},
            ["total.counted: expected 5, got 4.5"],
        ),
        ({"requirements": {"law": {"counted": 1}}}, ["law.counted: expected 1, got no such requirement"]),
        (
            {"facts": {"a": {"counted": 4}, "b": {"counted": 1}}},
            ["facts.a.counted: expected 4, got 4.5", "facts.b.counted: expected 1, got nothing"],
        ),
        ({"facts": {"a": {"reason": "next-cycle"}}}, []),
        ({}, []),
    ],
)
def test_what_came_out_otherwise_is_told_with_both_values(expect: dict[str, object], said: list[str]) -> None:
    case = Case("one", "", dossier(), LAST_DAY)

    assert [str(one) for one in differences(replace(case, expect=expect), STANDING)] == said
