"""How a register accredits, as a document: what is wrong is named by its place, and what is left out has a default."""

from decimal import Decimal

import pytest

from accreditation.rules.policy import Policy
from accreditation.rules.policy_checks import meaning_problems, shape_problems
from tests.factories.provider_desk import POLICY

WORDS = {"nl": "Woord", "en": "Word"}


def places(problems):
    return {(problem.path, problem.code) for problem in problems}


@pytest.mark.parametrize(
    ("document", "place", "code"),
    [
        ([], "", "wrong-type"),
        ({"advice": 2}, "advice", "unknown-key"),
        ({"advices": "2"}, "advices", "wrong-type"),
        ({"advices": 0}, "advices", "invalid"),
        ({"advices": 6}, "advices", "invalid"),
        ({"blind_share": "1.5"}, "blind_share", "wrong-form"),
        ({"kinds": []}, "kinds", "invalid"),
        ({"kinds": ["WHOLE", "WHOLE"]}, "kinds", "twice"),
        ({"kinds": ["PICNIC"]}, "kinds/0", "unknown-word"),
        ({"changes": {"weather": "none"}}, "changes", "unknown-word"),
        ({"trust": [{"code": "a"}]}, "trust/0/label", "required"),
        ({"fees": {"tariffs": [{"code": "a", "label": WORDS, "amount": 5}]}}, "fees/tariffs/0/amount", "wrong-type"),
        ({"fees": {}}, "fees/tariffs", "required"),
        ({"terms": {"answer": 4000}}, "terms/answer", "invalid"),
    ],
)
def test_a_document_of_another_shape_is_refused_at_the_place_that_is_wrong(document, place, code):
    problems = shape_problems(document)

    assert places(problems) == {(place, code)}
    assert all(problem.nl and problem.en and problem.nl != problem.en for problem in problems)


def test_every_problem_is_named_at_once():
    problems = shape_problems({"advice": 2, "advices": True, "terms": {"answer": -1}})

    assert {problem.path for problem in problems} == {"advice", "advices", "terms/answer"}


def level(code, **own):
    return {"code": code, "label": WORDS} | own


def line(code, **conditions):
    return {"code": code, "label": WORDS, "amount": "100"} | conditions


@pytest.mark.parametrize(
    ("document", "place", "code"),
    [
        ({"validity_months": 48, "longest_validity_months": 36}, "longest_validity_months", "shorter-than-usual"),
        ({"validity_months": 6}, "repeat_months_before", "before-the-start"),
        ({"advices": 1, "blind_share": "0.1"}, "blind_share", "nothing-to-compare"),
        ({"reuse_from": ["nova", "none"]}, "reuse_from/1", "unknown-register"),
        (
            {"trust": [level("a", self_accredits={"at_most": "4", "categories": ["accredited", "yoga"]})]},
            "trust/0/self_accredits/categories/1",
            "unknown-category",
        ),
        ({"trust": [level("a", sampled="0.1")]}, "trust/0/sampled", "nothing-to-sample"),
        ({"trust": [level("a"), level("a")]}, "trust/1/code", "twice"),
        (
            {"kinds": ["WHOLE"], "trust": [level("a", self_accredits={"at_most": "4", "kinds": ["PEER_GROUP"]})]},
            "trust/0/self_accredits/kinds/0",
            "kind-not-accredited",
        ),
        (
            {"kinds": ["WHOLE"], "fees": {"tariffs": [line("a", kinds=["E_LEARNING"])]}},
            "fees/tariffs/0/kinds/0",
            "kind-not-accredited",
        ),
        ({"fees": {"tariffs": [line("a"), line("b", urgent=True)]}}, "fees/tariffs/1", "never-reached"),
        (
            {"fees": {"tariffs": [line("a", kinds=["WHOLE", "E_LEARNING"]), line("b", kinds=["WHOLE"])]}},
            "fees/tariffs/1",
            "never-reached",
        ),
        (
            {"evaluation": {"questions": [{"code": "a", "text": WORDS}, {"code": "a", "text": WORDS}]}},
            "evaluation/questions/1/code",
            "twice",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_place(document, place, code):
    assert shape_problems(document) == []

    problems = meaning_problems(document, categories={"accredited"}, registers={"nova"})

    assert places(problems) == {(place, code)}


@pytest.mark.parametrize(
    "tariffs",
    [
        [line("a", urgent=True), line("b")],
        [line("a", series_from=5), line("b", series_from=2)],
        [line("a", applicants=["employer"]), line("b", applicants=["university"])],
        [line("a", kinds=["WHOLE"]), line("b", kinds=["WHOLE", "E_LEARNING"])],
    ],
)
def test_a_special_line_before_a_general_one_is_meant(tariffs):
    assert meaning_problems({"fees": {"tariffs": tariffs}}, categories=None, registers=set()) == []


def test_a_sound_document_and_an_empty_one_have_no_problems():
    for document in (POLICY, {}):
        assert shape_problems(document) == []
        assert meaning_problems(document, categories=set(), registers=set()) == []


def test_written_out_a_policy_is_a_sound_document_that_says_the_same():
    for document in (POLICY, {}, {"kinds": ["WHOLE"], "changes": {"title": "none"}, "blind_share": "0.10"}):
        policy = Policy.from_document(document)
        written = policy.as_document()

        assert shape_problems(written) == []
        assert Policy.from_document(written) == policy


def test_written_out_nothing_is_left_to_a_default():
    written = Policy.from_document({}).as_document()

    assert written["terms"] == {
        "completeness": 10,
        "supplement": 28,
        "assessment": 42,
        "answer": 14,
        "decision": 14,
        "objection": 42,
        "reconsideration": 84,
        "legal": True,
    }
    assert (written["advices"], written["validity_months"], Decimal(written["blind_share"])) == (2, 24, Decimal(0))
