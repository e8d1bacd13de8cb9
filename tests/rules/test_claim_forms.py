"""Forms for claims in a regulation: what is refused, what is served, and which answers fit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from register.rules.document import load_document
from register.rules.plan import Plan
from register.rules.problems import RegulationInvalid
from register.rules.regulation import Regulation
from register.rules.sentences import explain
from tests.rules.rules_builders import document

TOPIC = {"type": "string", "title": {"nl": "Onderwerp", "en": "Topic"}, "minLength": 3, "maxLength": 10}
PEOPLE = {"type": "integer", "title": {"nl": "Deelnemers", "en": "People"}, "minimum": 3, "maximum": 12}
DAY = {"type": "string", "format": "date", "title": {"nl": "Dag", "en": "Day"}}
HELD = {
    "type": "string",
    "title": {"nl": "Vorm", "en": "Held"},
    "oneOf": [
        {"const": "live", "title": {"nl": "Bij elkaar", "en": "Together"}},
        {"const": "online", "title": {"nl": "Online", "en": "Online"}},
    ],
}
TIRED = {"type": "boolean", "title": {"nl": "Moe", "en": "Tired"}}
QUESTIONS = {"topic": TOPIC, "people": PEOPLE, "day": DAY, "held": HELD, "tired": TIRED}
QUESTION = "claims[0].form.properties.a"
CATEGORIES = {"course": {"nl": "Cursus", "en": "Course"}}
GOOD = {"topic": "Wonden", "people": 4, "day": "2026-01-02", "held": "live", "tired": False}


def form(**changes: Any) -> dict[str, Any]:
    return {
        "code": "peer",
        "label": {"nl": "Intervisie", "en": "Peer review"},
        "category": "course",
        "unit": "hour",
        "validation": "assessed",
        "form": {"properties": QUESTIONS, "required": ["topic", "people"]},
    } | changes


def with_forms(*forms: dict[str, Any]) -> Regulation:
    return Regulation.from_document(document(claims=list(forms), categories=CATEGORIES))


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"category": "nowhere"}, "unknown-category", "claims[0].category"),
        ({"validation": "until-sampled"}, "sampled-with-validation", "claims[0]"),
        ({"sampled": 10}, "sampled-with-validation", "claims[0]"),
        ({"validation": "until-sampled", "sampled": 101}, "wrong-value", "claims[0].sampled"),
        ({"validation": "never"}, "unknown-word", "claims[0].validation"),
        ({"decided_within": "soon"}, "bad-text", "claims[0].decided_within"),
        ({"form": {"properties": QUESTIONS, "required": ["topik"]}}, "unknown-question", "claims[0].form.required[0]"),
        ({"form": {"properties": {}}}, "wrong-value", "claims[0].form.properties"),
        (
            {"form": {"properties": {"a": PEOPLE | {"minimum": 13}}}},
            "never-met",
            f"{QUESTION}.minimum",
        ),
        (
            {"form": {"properties": {"a": PEOPLE | {"minLength": 3}}}},
            "not-of-type",
            "claims[0].form.properties.a.minLength",
        ),
        ({"form": {"properties": {"a": TIRED | {"minimum": 3}}}}, "not-of-type", f"{QUESTION}.minimum"),
        (
            {"form": {"properties": {"a": TOPIC | {"pattern": "(a+)+"}}}},
            "unknown-key",
            "claims[0].form.properties.a.pattern",
        ),
    ],
)
def test_a_form_that_cannot_be_meant_is_refused(change: dict[str, Any], code: str, place: str) -> None:
    with pytest.raises(RegulationInvalid) as refused:
        with_forms(form(**change))

    assert (code, place) in {(problem.code, problem.path) for problem in refused.value.problems}


@pytest.mark.parametrize(("claims", "path"), [("x", "claims"), ([form(), 3], "claims[1]")])
def test_what_is_no_form_is_one_problem(claims: Any, path: str) -> None:
    with pytest.raises(RegulationInvalid) as refused:
        Regulation.from_document(document(claims=claims, categories=CATEGORIES))

    assert [(one.code, one.path) for one in refused.value.problems] == [("wrong-type", path)]


def test_what_is_no_form_hides_no_mistake_in_the_next() -> None:
    with pytest.raises(RegulationInvalid) as refused:
        Regulation.from_document(document(claims=[3, form(category="nowhere")], categories=CATEGORIES))

    assert [one.path for one in refused.value.problems] == ["claims[0]", "claims[1].category"]


def test_bounds_can_leave_room_for_one_answer() -> None:
    assert with_forms(form(form={"properties": {"a": PEOPLE | {"minimum": 12}}}))


def test_only_what_is_drawn_is_assessed_where_a_form_says_so() -> None:
    assessed, sampled = with_forms(form(), form(code="b", validation="until-sampled", sampled=10)).claim_forms.values()

    assert (assessed.counts_until_sampled, assessed.sampled) == (False, 0)
    assert (sampled.counts_until_sampled, sampled.sampled) == (True, Decimal("0.1"))


def test_two_forms_have_two_codes() -> None:
    with pytest.raises(RegulationInvalid, match="given before"):
        with_forms(form(), form())


def test_a_mistake_in_a_form_is_shown_on_its_line() -> None:
    text = """register: example
title: {nl: a, en: b}
source: Example
in_force: {from: 2020-01-01, by: cycle_end}
unit: point
cycle: {length: 5 years, starts: registration}
categories: {course: {nl: Cursus, en: Course}}
requirements:
  - {code: total, label: {nl: a, en: b}, article: art. 1, at_least: 10}
claims:
  - code: peer
    label: {nl: a, en: b}
    category: curse
    unit: hour
    validation: assessed
    form: {properties: {topic: {type: string, title: {nl: a, en: b}}}}
"""
    with pytest.raises(RegulationInvalid) as refused:
        load_document(text)

    assert [(one.line, one.code, one.nearest) for one in refused.value.problems] == [(13, "unknown-category", "course")]


def test_a_form_is_served_in_one_language() -> None:
    served = with_forms(form()).claim_forms["peer"].schema("nl")

    assert (served["title"], served["properties"]["held"]["title"]) == ("Intervisie", "Vorm")
    assert served["properties"]["held"]["oneOf"][0] == {"const": "live", "title": "Bij elkaar"}
    assert served["required"] == ["topic", "people"]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (GOOD, []),
        ({"topic": "Wonden", "people": 3}, []),
        ({}, [("topic", "required"), ("people", "required")]),
        ({"topic": "Wonden"}, [("people", "required")]),
        (GOOD | {"topic": "ab"}, [("topic", "out-of-bounds")]),
        (GOOD | {"topic": "a" * 11}, [("topic", "out-of-bounds")]),
        (GOOD | {"topic": 3}, [("topic", "invalid")]),
        (GOOD | {"people": 2}, [("people", "out-of-bounds")]),
        (GOOD | {"people": 13}, [("people", "out-of-bounds")]),
        (GOOD | {"people": "4"}, [("people", "invalid")]),
        (GOOD | {"people": True}, [("people", "invalid")]),
        (GOOD | {"day": "2026-02-30"}, [("day", "invalid")]),
        (GOOD | {"held": "by-post"}, [("held", "invalid-choice")]),
        (GOOD | {"tired": "no"}, [("tired", "invalid")]),
        (GOOD | {"x": 1, "people": 1}, [("people", "out-of-bounds"), ("x", "unknown-field")]),
    ],
)
def test_answers_are_checked_question_by_question(answers: dict[str, Any], told: list[tuple[str, str]]) -> None:
    problems = with_forms(form()).claim_forms["peer"].problems(answers)

    assert [(one.name, one.code) for one in problems] == told
    assert all(one.nl != one.en for one in problems)


def test_a_term_is_counted_from_the_day_of_submission() -> None:
    plain, promised = with_forms(form(), form(code="soon", decided_within="6 weeks")).claim_forms.values()

    assert plain.decided_by(date(2026, 1, 1)) is None
    assert promised.decided_by(date(2026, 1, 1)) == date(2026, 2, 12)


def test_forms_are_read_aloud() -> None:
    told = with_forms(form(decided_within="6 weeks"), form(code="b", validation="until-sampled", sampled=10))

    lines = explain(told.document, language="en")

    asked = "Asked for: “Topic”, “People”, “Day”, “Held”, “Tired”."
    assert f"- Peer review: counts once assessed, decided within 6 weeks. {asked}" in lines
    assert f"- Peer review: counts at once; 10 of every hundred are drawn and assessed. {asked}" in lines


def test_forms_change_nothing_in_how_people_are_judged() -> None:
    worded = form(form={"properties": {"judgement": TOPIC}})
    with_them, without = with_forms(worded), Regulation.from_document(document(categories=CATEGORIES))

    plans = [Plan(rules, as_of=date(2026, 1, 1), dossier_of=lambda member: None) for rules in (with_them, without)]  # type: ignore[arg-type,return-value]

    assert [plan.hangs_on_today for plan in plans] == [False, False]
    assert with_them.parts.requirements[0].code == without.parts.requirements[0].code
