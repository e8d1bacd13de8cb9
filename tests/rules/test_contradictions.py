"""Words that contradict one another, or do nothing where they stand, are refused with the place and the reason."""

from __future__ import annotations

from typing import Any

import pytest
from rules_builders import document, words

from register.rules.problems import Problem, RegulationInvalid
from register.rules.regulation import Regulation


def problems(**requirement: Any) -> tuple[Problem, ...]:
    return problems_of(requirements=[words("total", **{"at_least": 5, **requirement})])


def problems_of(**parts: Any) -> tuple[Problem, ...]:
    try:
        Regulation.from_document(document(**parts))
    except RegulationInvalid as refusal:
        return refusal.problems
    return ()


@pytest.mark.parametrize(
    ("requirement", "path", "code"),
    [
        ({"of": {"group_size": {"at_least": 5, "at_most": 3}}}, "of.group_size.at_most", "never-both"),
        ({"of": {"score": {"above": 5, "at_most": 5}}}, "of.score.at_most", "never-both"),
        ({"of": {"score": {"at_least": 5, "below": 5}}}, "of.score.below", "never-both"),
        ({"in": {"from": "cycle end", "until": "cycle start"}}, "in.until", "no-days"),
        ({"in": {"from": "cycle end - 1 year", "until": "cycle start + 4 years"}}, "in.until", "no-days"),
        ({"of": {"on": {"from": "2026-01-01", "until": "2026-01-01"}}}, "of.on.until", "no-days"),
        ({"of": {"unit": "hours"}}, "of.unit", "unknown-unit"),
        ({"of": {"unit": ["hour", "uur"]}}, "of.unit", "unknown-unit"),
        ({"measure": "count", "part": "law"}, "part", "does-nothing"),
        ({"at_least": "every-day"}, "at_least", "does-nothing"),
    ],
)
def test_what_cannot_be_meant_is_refused(requirement: dict[str, Any], path: str, code: str) -> None:
    (problem,) = problems(**requirement)

    assert (problem.path, problem.code) == (f"requirements[0].{path}", code)


def test_a_unit_in_the_plural_gets_the_singular_as_a_hint() -> None:
    (problem,) = problems(of={"unit": "hours"})

    assert problem.nearest == "hour"


@pytest.mark.parametrize(
    "requirement",
    [
        {"of": {"score": {"at_least": 5, "at_most": 5}}},
        {"in": {"from": "cycle start", "until": "cycle start + 1 day"}},
        {"in": {"from": "cycle end - 1 year", "until": "cycle end"}},
        {"in": {"from": "2026-01-01", "until": "cycle end"}},
        {"in": {"from": "judgement - 1 year", "until": "judgement"}},
        {"of": {"unit": "hour"}},
        {"measure": "days", "of": {"kind": "status"}, "at_least": "every-day"},
    ],
)
def test_what_can_be_meant_is_left_alone(requirement: dict[str, Any]) -> None:
    assert problems(**requirement) == ()


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ({"every": "3 months", "starts": "01-01"}, "month or number"),
        ({"every": "2 weeks", "starts": "2026-01-05", "named": "month"}, "number"),
        ({"every": "3 months", "starts": "01-01", "named": "month"}, None),
        ({"every": "1 year", "starts": "09-01"}, None),
        ({"every": "1 month", "starts": "2026-01-01", "named": "month"}, None),
        ({"every": "2 weeks", "starts": "2026-01-05", "named": "number"}, None),
    ],
)
def test_periods_that_would_be_named_alike_are_refused(series: dict[str, str], expected: str | None) -> None:
    found = [(one.path, one.expected) for one in problems_of(windows={"short": series})]

    assert found == ([("windows.short.named", expected)] if expected else [])


def test_where_the_length_of_a_cycle_differs_by_person_its_days_are_not_compared() -> None:
    length = [{"when": {"months_registered": {"at_least": 12}}, "is": "3 years"}, {"is": "1 year"}]
    backwards = words("total", at_least=5, **{"in": {"from": "cycle end", "until": "cycle start"}})

    assert problems_of(cycle={"length": length, "starts": "registration"}, requirements=[backwards]) == ()


def test_the_measure_that_a_word_does_not_fit_is_named() -> None:
    (problem,) = problems(measure={"distinct": "tags"}, part="law", at_least=1)

    assert problem.message_en == "`part` does not fit the measure distinct."
