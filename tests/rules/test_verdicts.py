"""A standing as values for JSON, and its numbers without the reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rules_builders import LABEL, LAST_DAY, dossier, points, regulation, words

from register.rules.facts import Period
from register.rules.standing import Standing
from register.rules.verdict import verdict_of


def judged() -> Standing:
    rules = regulation(
        attributes={"titles": LABEL},
        requirements=[
            words("total", at_least=10),
            words("each", for_each={"value_of": "titles", "as": "title"}, of={"tags": "$title"}, at_least=5),
            words("advice", at_least=99, advisory=True),
        ],
    )
    given = [points(10, date(2021, 5, 1), tags=("nurse",))]
    return rules.evaluate(dossier(given, attributes={"titles": ["nurse", "carer"]}), as_of=LAST_DAY)


def test_a_verdict_has_the_numbers_and_names_of_the_standing_and_says_what_fails() -> None:
    standing = judged()

    verdict = verdict_of(standing)

    assert [(one.name, one.counted, one.short) for one in verdict.requirements] == [
        (one.name, one.counted, one.short) for one in standing.requirements
    ]
    assert [one.name for one in verdict.requirements] == ["total", "each[nurse]", "each[carer]", "advice"]
    assert [one.name for one in verdict.requirements if one.fails] == ["each[carer]"]
    assert (verdict.met, verdict.outcome) == (False, "not-met")


def test_a_standing_writes_its_days_and_what_it_does_not_have_as_nothing() -> None:
    standing = judged()
    without = replace(standing, next_cycle=None, requirements=(replace(standing.requirements[0], due_on=None),))

    wire, empty = standing.to_json(), without.to_json()

    assert wire["nextCycle"] == {"from": "2025-01-01", "until": "2030-01-01"}
    assert wire["requirements"][0]["dueOn"] == "2024-12-31"
    assert (empty["nextCycle"], empty["requirements"][0]["dueOn"]) == (None, None)


def test_nothing_can_be_due_in_a_window_without_days() -> None:
    cycle = Period(date(2020, 1, 1), date(2020, 1, 1))

    standing = regulation().evaluate(dossier(cycle=cycle), as_of=LAST_DAY)

    assert [one.due_on for one in standing.requirements] == [None]
    assert standing.deadlines == ()
