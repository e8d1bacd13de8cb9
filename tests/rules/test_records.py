"""What a regulation says about records: what is refused, what is read, and that it judges nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from register.rules.plan import Plan
from register.rules.problems import RegulationInvalid
from register.rules.records import AttestedBy, Need
from register.rules.regulation import Regulation
from register.rules.sentences import explain
from tests.rules.rules_builders import document

LABEL = {"nl": "Werk", "en": "Work"}


def rule(**changes: Any) -> dict[str, Any]:
    return {"code": "job", "label": LABEL, "sort": "work", "fact": {"kind": "work"}} | changes


def with_rules(*rules: dict[str, Any]) -> Regulation:
    return Regulation.from_document(document(records=list(rules)))


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"fact": {"kind": "work", "category": "nowhere"}}, "unknown-category", "records[0].fact.category"),
        ({"names": {"in": "tags", "of": "titles"}}, "unknown-attribute", "records[0].names.of"),
        ({"valid": "3 years"}, "not-of-sort", "records[0].valid"),
        ({"attested_by": "chair"}, "not-of-sort", "records[0].attested_by"),
        ({"outcome": True}, "not-of-sort", "records[0].outcome"),
        ({"needs": [{"role": "employer"}, {"role": "employer", "registered": True}]}, "role-twice", "records[0].needs"),
        ({"needs": [{"role": "mother"}]}, "unknown-word", "records[0].needs[0].role"),
        ({"sort": "holiday"}, "unknown-word", "records[0].sort"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(change: dict[str, Any], code: str, place: str) -> None:
    with pytest.raises(RegulationInvalid) as refused:
        with_rules(rule(**change))

    assert (code, place) in {(problem.code, problem.path) for problem in refused.value.problems}


def test_two_rules_have_two_codes() -> None:
    with pytest.raises(RegulationInvalid, match="given before"):
        with_rules(rule(), rule())


def test_a_rule_says_who_vouches_and_until_when() -> None:
    rules = with_rules(
        rule(needs=[{"role": "employer"}, {"role": "partner", "registered": True}]),
        rule(code="conduct", sort="document", valid="3 years", warn=["3 months"]),
    ).record_rules

    assert rules["job"].needs == (Need("employer", False), Need("partner", True))
    assert rules["conduct"].valid_before(date(2024, 2, 29)) == date(2027, 2, 28)
    assert rules["conduct"].needs == ()


def test_a_session_counts_from_two_people_on_and_by_everyones_word_unless_more_is_said() -> None:
    peers = {"sort": "session", "fact": {"kind": "activity"}}
    rules = with_rules(rule(), rule(code="own", **peers, least_people=5, attested_by="chair")).record_rules

    assert (rules["own"].least_people, rules["own"].attested_by) == (5, AttestedBy.CHAIR)
    usual = rules["job"]
    assert (usual.least_people, usual.attested_by) == (2, AttestedBy.EVERYONE)
    assert (usual.evidence, usual.outcome, usual.unit, usual.warn) == (False, False, "", ())
    assert usual.valid_before(date(2024, 2, 29)) is None


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nl", "Werk: werk, telt als de werkgever het verklaart."),
        ("en", "Work: work, counts once the employer states it."),
    ],
)
def test_a_rule_is_read_aloud(language: str, line: str) -> None:
    assert line in "\n".join(explain(with_rules(rule(needs=[{"role": "employer"}])).document, language=language))


def test_rules_about_records_do_not_make_a_judgement_hang_on_today() -> None:
    rules = with_rules(rule(label={"nl": "judgement", "en": "judgement"}))

    plan = Plan(rules, as_of=date(2026, 1, 1), dossier_of=lambda member: None)  # type: ignore[arg-type,return-value]

    assert plan.hangs_on_today is False
