"""What is wrong with a text is said in Dutch and English, with the place, what was expected and the nearest word."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from rules_builders import document, words

from register.rules.problems import Problem, RegulationInvalid, nearest_word, path_text
from register.rules.regulation import Regulation


def problems_of(**parts: Any) -> list[Problem]:
    with pytest.raises(RegulationInvalid) as refusal:
        Regulation.from_document(document(**parts))
    return list(refusal.value.problems)


def total(**keys: Any) -> dict[str, Any]:
    return {"requirements": [words("a", **{"at_least": 1, **keys})]}


LONG = "x" * 39
EXACT = "x" * 38


@pytest.mark.parametrize(
    ("parts", "nl", "en"),
    [
        (
            {"source": 3},
            "Hier hoort een tekst. Zet er aanhalingstekens om.",
            "This must be a text. Put it between quotes.",
        ),
        ({"source": ["x"]}, "Hier hoort een tekst.", "This must be a text."),
        (total(advisory="x"), "Hier hoort true of false.", "This must be true or false."),
        ({"caps": "x"}, "Hier hoort een lijst.", "This must be a list."),
        (
            total(when={"attributes": {"titles": [{}]}}),
            "Hier hoort een tekst of een getal of true of false.",
            "This must be a text or a number or true or false.",
        ),
        (
            {"in_force": {"from": "2025-01-01", "by": "moon"}},
            "'moon' is hier geen geldig woord.",
            "'moon' is no valid word here.",
        ),
        (
            {"in_force": {"from": "2025-01-01", "by": LONG}},
            f"'{'x' * 36}... is hier geen geldig woord.",
            f"'{'x' * 36}... is no valid word here.",
        ),
        (
            {"in_force": {"from": "2025-01-01", "by": EXACT}},
            f"'{EXACT}' is hier geen geldig woord.",
            f"'{EXACT}' is no valid word here.",
        ),
        (total(at_least="ten"), "'ten' is geen hoeveelheid.", "'ten' is not an amount."),
        (
            {"caps": [words("c", per="cycle", at=Decimal("-1.5"))]},
            "-1.5 kan hier niet: het moet ten minste 0 zijn.",
            "-1.5 cannot stand here: it must be at least 0.",
        ),
        (
            {"cycle": {"length": "soon", "starts": "registration"}},
            "'soon' past hier niet.",
            "'soon' does not fit here.",
        ),
        (
            {"in_force": {"from": "2025-02-30", "by": "cycle_end"}},
            "'2025-02-30' is geen bestaande dag.",
            "'2025-02-30' is no existing day.",
        ),
        (
            total(at_most=2),
            "Deze sleutels gaan niet samen: at_least, at_most.",
            "These keys exclude each other: at_least, at_most.",
        ),
        ({"titel": "x"}, "De sleutel 'titel' bestaat hier niet.", "There is no key 'titel' here."),
        (
            {"title": {"nl": "een", "en": "one", "two": None}},
            "De sleutel 'two' bestaat hier niet. Zet een tekst met een komma tussen aanhalingstekens.",
            "There is no key 'two' here. Put a text with a comma between quotes.",
        ),
        ({"title": {"en": "one"}}, "De Nederlandse tekst ontbreekt.", "The Dutch text is missing."),
        ({"title": {"nl": "een"}}, "De Engelse tekst ontbreekt.", "The English text is missing."),
    ],
)
def test_one_mistake_is_one_sentence_in_each_language(parts: dict[str, Any], nl: str, en: str) -> None:
    (problem,) = problems_of(**parts)

    assert (problem.message_nl, problem.message_en) == (nl, en)


def test_a_refusal_in_a_log_has_every_problem_on_a_line_of_its_own() -> None:
    refusal = RegulationInvalid([problem(3, "unit"), problem(4, "title")])

    assert str(refusal) == "line 3, unit: This is wrong.\nline 4, title: This is wrong."


def test_every_key_that_is_missing_is_named() -> None:
    found = [(one.code, one.expected) for one in problems_of(title={}, requirements=[{"code": "a", "at_least": 1}])]

    assert sorted(found, key=str) == [
        ("missing-key", "article"),
        ("missing-key", "label"),
        ("missing-translation", "en"),
        ("missing-translation", "nl"),
    ]


@pytest.mark.parametrize("missing", ["in_force", "cycle", "unit", "title"])
def test_a_part_that_is_missing_hides_no_mistake_in_another(missing: str) -> None:
    parts = document(requirements=[words("a", of={"category": "nowhere"}, at_least=1)])
    del parts[missing]
    with pytest.raises(RegulationInvalid) as refusal:
        Regulation.from_document(parts)

    assert {one.code for one in refusal.value.problems} == {"missing-key", "unknown-category"}


def test_a_key_that_means_nothing_hides_no_mistake_beside_it() -> None:
    found = {(one.code, one.nearest) for one in problems_of(**total(artikle="x", of={"category": "nowhere"}))}

    assert found == {("unknown-key", "article"), ("unknown-category", None)}


def problem(line: int = 0, path: str = "", expected: str | None = None, nearest: str | None = None) -> Problem:
    return Problem(line, path, "code", "Dit is fout.", "This is wrong.", expected, nearest)


@pytest.mark.parametrize(
    ("one", "nl", "en"),
    [
        (problem(), "document: Dit is fout.", "document: This is wrong."),
        (problem(3, "caps[0]"), "regel 3, caps[0]: Dit is fout.", "line 3, caps[0]: This is wrong."),
        (
            problem(path="unit", expected="hour", nearest="hour"),
            "unit: Dit is fout. Verwacht: hour. Bedoelt u 'hour'?",
            "unit: This is wrong. Expected: hour. Did you mean 'hour'?",
        ),
    ],
)
def test_a_problem_is_one_line_for_a_person(one: Problem, nl: str, en: str) -> None:
    assert (one.sentence("nl"), one.sentence("en"), one.sentence()) == (nl, en, en)


@pytest.mark.parametrize(
    ("path", "text"),
    [((), ""), (("unit",), "unit"), (("caps", 0, "of", "tags", 1), "caps[0].of.tags[1]"), ((0, "a"), "[0].a")],
)
def test_a_path_is_written_as_people_do(path: tuple[str | int, ...], text: str) -> None:
    assert path_text(path) == text


@pytest.mark.parametrize(
    ("word", "nearest"), [("hours", "hour"), ("hous", "hour"), ("moon", None), (3, None), ("pount", "point")]
)
def test_the_nearest_word_is_one_that_looks_like_it(word: object, nearest: str | None) -> None:
    assert nearest_word(word, ["point", "hour", "hour"]) == nearest
    assert nearest_word(word, []) is None
