"""An outcome may hang on how much is short in the judgement it names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from rules_builders import LABEL, LAST_DAY, document, dossier, points, regulation, words

from register.rules.problems import RegulationInvalid
from register.rules.regulation import Regulation
from register.rules.sentences import explain

REPAIR: list[dict[str, Any]] = [
    {"is": "renewed", "label": LABEL, "met": "all"},
    {"is": "repair", "label": LABEL, "short": {"total": {"at_most": 10}}},
    {"is": "refused", "label": LABEL},
]
TWO = [words("total", at_least=40), words("years", at_least=5, for_each={"series": "cycle-year"})]


def outcome(number: int, outcomes: list[dict[str, Any]], **parts: Any) -> str:
    rules = regulation(outcomes=outcomes, **parts)
    return rules.evaluate(dossier([points(number, date(2021, 5, 1))]), as_of=LAST_DAY).outcome


@pytest.mark.parametrize(("earned", "expected"), [(40, "renewed"), (39, "repair"), (30, "repair"), (29, "refused")])
def test_who_falls_a_little_short_gets_another_outcome(earned: int, expected: str) -> None:
    assert outcome(earned, REPAIR, requirements=[words("total", at_least=40)]) == expected


def test_every_requirement_that_a_row_names_has_its_own_bound() -> None:
    both = [{"is": "a-little", "label": LABEL, "short": {"total": {"above": 0, "at_most": 10}, "years": [5, 20]}}]

    assert outcome(35, both, requirements=TWO) == "a-little"
    assert outcome(25, both, requirements=TWO) == "not-met"  # 15 short of the total
    assert outcome(40, both, requirements=TWO) == "not-met"  # nothing short of it


def test_what_is_short_of_a_repeated_requirement_is_taken_together() -> None:
    years = [{"is": "four-years", "label": LABEL, "short": {"years": 20}}]

    assert outcome(40, years, requirements=TWO) == "four-years"


def test_of_a_maximum_it_is_what_is_too_much() -> None:
    rows = [{"is": "too-much", "label": LABEL, "short": {"most": {"above": 5}}}]

    assert outcome(46, rows, requirements=[words("most", at_most=40)]) == "too-much"
    assert outcome(45, rows, requirements=[words("most", at_most=40)]) == "not-met"


def test_nothing_is_short_of_a_requirement_that_does_not_apply() -> None:
    nurses = words("total", at_least=40, when={"attributes": {"titles": "nurse"}})
    rows = [{"is": "free", "label": LABEL, "short": {"total": 0}}]

    assert outcome(0, rows, requirements=[nurses], attributes={"titles": LABEL}) == "free"


@pytest.mark.parametrize(
    ("short", "code", "path"),
    [
        ({"totl": {"at_most": 10}}, "unknown-requirement", "outcomes[0].short.totl"),
        ({"total": {"at_most": 3, "at_least": 5}}, "never-both", "outcomes[0].short.total.at_most"),
        ({"total": {"most": 3}}, "unknown-key", "outcomes[0].short.total.most"),
        ({}, "wrong-value", "outcomes[0].short"),
        (10, "wrong-type", "outcomes[0].short"),
    ],
)
def test_a_row_that_cannot_be_meant_is_refused(short: Any, code: str, path: str) -> None:
    rows = [{"is": "x", "label": LABEL, "short": short}]

    with pytest.raises(RegulationInvalid) as refusal:
        Regulation.from_document(document(outcomes=rows, requirements=[words("total", at_least=4)]))

    assert [(problem.code, problem.path) for problem in refusal.value.problems] == [(code, path)]


@pytest.mark.parametrize(("tag", "expected"), [("law", "lawyer"), ("tax", "adviser"), ("art", "none")])
def test_a_row_can_name_what_must_be_met(tag: str, expected: str) -> None:
    requirements = [words(code, of={"tags": code}, at_least=1) for code in ("law", "tax")]
    rows = [
        {"is": "lawyer", "label": LABEL, "met": ["law"]},
        {"is": "adviser", "label": LABEL, "met": ["tax"], "not_met": ["law"]},
        {"is": "none", "label": LABEL},
    ]
    rules = regulation(outcomes=rows, requirements=requirements)

    assert rules.evaluate(dossier([points(1, date(2021, 5, 1), tags=(tag,))]), as_of=LAST_DAY).outcome == expected


def test_all_is_met_whatever_advice_is_not() -> None:
    requirements = [words("total", at_least=40), *(words(code, at_least=99, advisory=True) for code in "al")]

    assert outcome(40, REPAIR, requirements=requirements) == "renewed"


def test_it_is_read_aloud() -> None:
    rules = document(outcomes=REPAIR, requirements=[words("total", at_least=40)])

    said = {language: " ".join(explain(rules, language=language)) for language in ("nl", "en")}

    assert f"tekort op “{LABEL['nl']}” is ten hoogste 10" in said["nl"]
    assert f"what is short of “{LABEL['en']}” is at most 10" in said["en"]
