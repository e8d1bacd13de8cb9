"""What a worked case can expect, and what is refused in an expectation with its line and the nearest word."""

from __future__ import annotations

from pathlib import Path

import pytest

from register.rules.cases import differences, read_cases
from register.rules.command import try_cases
from register.rules.document import load_document
from register.rules.problems import Problem, RegulationInvalid
from register.rules.regulation import Regulation

RULES = """\
register: example
title: {nl: Voorbeeld, en: Example}
source: a test
in_force: {from: 2020-01-01, by: cycle_start}
unit: point
cycle: {length: 1 year, starts: 01-01}
attributes: {titles: {nl: titels, en: titles}}
categories: {course: {nl: Cursus, en: Course}}
requirements:
  - {code: total, label: {nl: Punten, en: Points}, article: art. 1, at_least: 10}
  - code: field
    label: {nl: Per titel, en: For each title}
    article: art. 2
    for_each: {value_of: titles, as: title}
    of: {tags: $title}
    at_least: 2
  - code: senior
    label: {nl: Voor senioren, en: For seniors}
    article: art. 3
    when: {attributes: {titles: senior}}
    measure: count
    of: {kind: declaration}
    in: {from: cycle start, until: cycle start + 3 months}
    at_least: 1
outcomes:
  - {is: renewed, label: {nl: Verlengd, en: Renewed}, met: all}
  - {is: warned, label: {nl: Gewaarschuwd, en: Warned}}
deadlines:
  - {kind: record, until: cycle end + 1 month}
"""
CASE = """\
register: example
cases:
  - id: one
    person: {registered_on: 2022-01-01, attributes: {titles: [nurse, senior]}}
    cycle: {from: 2025-01-01, until: 2026-01-01}
    facts:
      - {id: a, on: 2025-05-01, category: course, quantity: 4, unit: point, tags: [nurse]}
      - {id: b, on: 2025-05-01, category: cours, quantity: 4, unit: point}
    as_of: 2025-12-31
    expect: EXPECT
"""


def said(expect: str) -> list[str]:
    (case,) = read_cases(CASE.replace("EXPECT", expect)).cases
    standing = Regulation.from_document(load_document(RULES)).evaluate(case.dossier, as_of=case.as_of)
    return [str(one) for one in differences(case, standing)]


def refused(expect: str) -> Problem:
    with pytest.raises(RegulationInvalid) as refusal:
        read_cases(CASE.replace("EXPECT", expect))
    (problem,) = refusal.value.problems
    return problem


@pytest.mark.parametrize(
    "expect",
    [
        "{met: false, outcome: warned}",
        "{window: {from: 2025-01-01, until: 2026-01-01}, next_cycle: {from: 2026-01-01, until: 2027-01-01}}",
        "{deadlines: {earn: 2025-12-31, record: 2026-01-31}}",
        "{requirements: {total: {required: 10, counted: 4, carried_in: 0, carried_out: 0, short: 6, met: false}}}",
        '{requirements: {"field[nurse]": {counted: 4, met: true, advisory: false}}}',
        "{requirements: {senior: {applies: true, due_on: 2025-03-31}, total: {due_on: 2025-12-31}}}",
        "{facts: {a: {counted: 4, reason: any words}}}",
    ],
)
def test_everything_that_is_documented_can_be_expected(expect: str) -> None:
    assert said(expect) == []


@pytest.mark.parametrize(
    ("expect", "difference"),
    [
        ("{deadlines: {grace: 2026-01-31}}", "deadlines.grace: expected 2026-01-31, got nothing"),
        ("{requirements: {senior: {applies: false}}}", "senior.applies: expected false, got true"),
        (
            "{requirements: {field: {met: true}}}",
            "field.met: expected true, got no such requirement (did you mean 'field[nurse]'?)",
        ),
        (
            "{requirements: {totaal: {met: true}}}",
            "totaal.met: expected true, got no such requirement (did you mean 'total'?)",
        ),
        ("{requirements: {senior: {due_on: 2025-03-30}}}", "senior.due_on: expected 2025-03-30, got 2025-03-31"),
        (
            "{facts: {b: {counted: 4}}}",
            "facts.b.counted: expected 4, got 0 (category does not occur in this regulation)",
        ),
    ],
)
def test_what_comes_out_otherwise_says_why_where_it_can(expect: str, difference: str) -> None:
    assert said(expect) == [difference]


def test_a_requirement_that_does_not_apply_can_be_expected() -> None:
    text = CASE.replace("[nurse, senior]", "[nurse]").replace("EXPECT", "{requirements: {senior: {applies: false}}}")
    (case,) = read_cases(text).cases
    standing = Regulation.from_document(load_document(RULES)).evaluate(case.dossier, as_of=case.as_of)

    assert differences(case, standing) == []


@pytest.mark.parametrize(
    ("expect", "path", "nearest"),
    [
        ("{}", "", None),
        ("{met: yes}", ".met", None),
        ("{outcome: 3}", ".outcome", None),
        ("{outcomes: met}", ".outcomes", "outcome"),
        ("{deadlines: {recording: 2026-01-31}}", ".deadlines.recording", "record"),
        ("{deadlines: {record: 2026-02-30}}", ".deadlines.record", None),
        ("{requirements: {total: {shorts: 3}}}", ".requirements.total.shorts", "short"),
        ('{requirements: {total: {short: "3"}}}', ".requirements.total.short", None),
        ("{requirements: {total: {short: true}}}", ".requirements.total.short", None),
        ("{requirements: {total: {met: 1}}}", ".requirements.total.met", None),
        ("{requirements: {total: {due_on: soon}}}", ".requirements.total.due_on", None),
        ("{facts: {aa: {counted: 3}}}", ".facts.aa", "a"),
        ("{facts: {a: {counted: 3 hours}}}", ".facts.a.counted", None),
        ("{window: {from: 2025-01-01, until: 2025-01-01}}", ".window", None),
    ],
)
def test_an_expectation_that_cannot_be_compared_is_refused(expect: str, path: str, nearest: str | None) -> None:
    problem = refused(expect)

    assert (problem.path, problem.line, problem.nearest) == (f"cases[0].expect{path}", 10, nearest)


@pytest.mark.parametrize(
    ("sound", "broken", "path", "nearest"),
    [
        ("unit: point, tags", "unit: points, tags", "cases[0].facts[0].unit", "point"),
        ("{id: a, on", "{id: a, kind: activty, on", "cases[0].facts[0].kind", "activity"),
    ],
)
def test_a_fact_with_a_word_that_is_nearly_right_gets_a_hint(sound: str, broken: str, path: str, nearest: str) -> None:
    text = CASE.replace(sound, broken).replace("EXPECT", "{met: false}")

    with pytest.raises(RegulationInvalid) as refusal:
        read_cases(text)

    assert [(one.path, one.nearest) for one in refusal.value.problems] == [(path, nearest)]


def test_two_cases_with_one_id_are_refused() -> None:
    case = CASE.replace("EXPECT", "{met: false}")
    text = case + case.split("cases:\n")[1]

    with pytest.raises(RegulationInvalid) as refusal:
        read_cases(text)

    assert [one.path for one in refusal.value.problems] == ["cases[1].id"]


def test_of_several_versions_each_case_is_judged_by_the_one_that_holds(tmp_path: Path) -> None:
    older, newer, cases = (tmp_path / name for name in ("2020.yaml", "2026.yaml", "cases.yaml"))
    older.write_text(RULES.replace("from: 2020-01-01, by", "from: 2020-01-01, until: 2026-01-01, by"), encoding="utf-8")
    newer.write_text(
        RULES.replace("2020-01-01, by", "2026-01-01, by").replace("at_least: 10", "at_least: 4"), encoding="utf-8"
    )
    in_2025 = CASE.replace("EXPECT", "{requirements: {total: {required: 10}}}")
    in_2026 = CASE.replace("EXPECT", "{requirements: {total: {required: 4}}}").replace("id: one", "id: two")
    in_2026 = in_2026.replace("from: 2025-01-01, until: 2026-01-01", "from: 2026-01-01, until: 2027-01-01")
    cases.write_text(in_2025 + in_2026.split("cases:\n")[1].replace("as_of: 2025", "as_of: 2026"), encoding="utf-8")

    assert try_cases([cases], regulation_files=[older, newer]) == (["2 passed, 0 failed"], True)
    assert try_cases([cases], regulation_files=[newer])[1] is False
