"""A text that is not a sound regulation is refused with the line, what was expected and the nearest word."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from rules_builders import document, words

from register.rules.document import load_document
from register.rules.problems import Problem, RegulationInvalid
from register.rules.regulation import Regulation
from register.rules.starter import starter

SOUND = starter("example")


def problems_in(text: str) -> tuple[Problem, ...]:
    with pytest.raises(RegulationInvalid) as refusal:
        load_document(text)
    return refusal.value.problems


def problems_of(**parts: Any) -> tuple[Problem, ...]:
    with pytest.raises(RegulationInvalid) as refusal:
        Regulation.from_document(document(**parts))
    return refusal.value.problems


def test_the_starter_is_sound() -> None:
    assert load_document(SOUND)["register"] == "example"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\na: 2\n", "duplicate-key"),
        ("a: &x 1\nb: *x\n", "alias"),
        ("a: &x 1\n", "alias"),
        ("a: !!python/name:os.system x\n", "tag"),
        ("a: [1\n", "not-yaml"),
        ("[" * 60 + "]" * 60, "too-deep"),
        ("# " + "x" * 1_000_001, "too-large"),
        ("? [a]\n: 1\n", "bad-key"),
    ],
)
def test_text_that_hides_what_it_says_is_refused(text: str, code: str) -> None:
    assert problems_in(text)[0].code == code


@pytest.mark.parametrize("text", ["", "just words", "- a list\n", "3\n"])
def test_text_that_is_no_block_of_keys_is_refused(text: str) -> None:
    assert problems_in(text)


def test_an_unknown_key_is_named_with_its_line_and_the_nearest_word() -> None:
    text = SOUND.replace("    at_least: 100\n", "    at_leest: 100\n")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "at_leest" in row)

    (problem,) = problems_in(text)

    assert (problem.code, problem.line, problem.nearest) == ("unknown-key", line, "at_least")
    assert problem.path == "requirements[0].at_leest"
    assert "at_leest" in problem.message_nl
    assert "at_leest" in problem.message_en


def test_an_unknown_category_in_a_selection_is_named_with_the_nearest_word() -> None:
    text = SOUND.replace("of: {category: course}", "of: {category: coarse}")

    (problem,) = problems_in(text)

    assert (problem.code, problem.nearest) == ("unknown-category", "course")
    assert problem.line > 1


def test_shape_and_meaning_are_reported_together() -> None:
    text = SOUND.replace("of: {category: course}", "of: {category: coarse}").replace("source:", "sauce:")

    assert {"unknown-key", "missing-key", "unknown-category"} == {problem.code for problem in problems_in(text)}


def test_a_missing_translation_is_named() -> None:
    text = SOUND.replace("{nl: Waarvan cursussen, en: Of which courses}", "{nl: Waarvan cursussen}")

    (problem,) = problems_in(text)

    assert problem.code == "missing-translation"
    assert problem.message_en == "The English text is missing."


def test_a_comma_in_a_bare_text_gets_a_hint() -> None:
    text = SOUND.replace("{nl: Waarvan cursussen, en:", "{nl: Waarvan cursussen, soms, en:")

    assert "quotes" in problems_in(text)[0].message_en


@pytest.mark.parametrize("day", ["2025-02-30", "30-02-2025", "2025-13-01", "soon"])
def test_a_day_that_does_not_exist_is_refused(day: str) -> None:
    text = SOUND.replace("from: 2025-01-01", f"from: {day}")

    assert problems_in(text)[0].code == "bad-date"


def test_a_bare_on_is_a_key_and_not_true() -> None:
    text = SOUND.replace("of: {category: course}", "of: {on: {from: 2025-01-01}}")

    selection = load_document(text)["requirements"][1]["of"]

    assert selection == {"on": {"from": "2025-01-01"}}


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"requirements": [words("a", at_least=1), words("a", at_least=2)]}, "duplicate-code"),
        ({"requirements": [words("a", at_least={"of": "a"})]}, "circular-norm"),
        ({"requirements": [words("a", at_least={"of": "b"}), words("b", at_least={"of": "a"})]}, "circular-norm"),
        ({"requirements": [words("a", at_least={"share": Decimal("0.5"), "of": "a"})]}, "circular-norm"),
        ({"requirements": [words("a", at_least=1, adjust=[{"minus": {"of": "a"}}])]}, "circular-norm"),
        ({"requirements": [words("a", at_least=[{"is": {"of": "a"}}])]}, "circular-norm"),
        ({"requirements": [words("a", all=[words("b", at_least={"of": "b"})])]}, "circular-norm"),
        (
            {"requirements": [words(a, at_least=[{"is": {"of": b}}]) for a, b in ("ab", "bc", "cd", "da")]},
            "circular-norm",
        ),
        ({"requirements": [words("a", at_least=-1)]}, "wrong-value"),
        ({"requirements": [words("a", **{"in": "nowhere"})]}, "unknown-window"),
        ({"requirements": [words("a", for_each={"series": "moon-year"})]}, "unknown-series"),
        ({"requirements": [words("a", at_least={"by": "titles", "values": {"x": 1}})]}, "unknown-attribute"),
        ({"requirements": [words("a", of={"tags": "$field"})]}, "unknown-attribute"),
        ({"requirements": [words("a", for_each={"value_of": "titles", "as": "x"}, at_least=1)]}, "unknown-attribute"),
        ({"requirements": [words("a", **{"in": {"from": "cycle begin"}})]}, "bad-date"),
        ({"caps": [words("c", per="cycle", at=1, toward=["b"])]}, "unknown-requirement"),
        ({"caps": [words("c", per="fortnight", at=1)]}, "unknown-series"),
        ({"worth": [{"per": "1 moon"}]}, "bad-amount"),
        ({"worth": [{"per": "0 hours"}]}, "bad-amount"),
        ({"requirements": [words("a", of={"quantity": {"at_least": "3 moons"}}, at_least=1)]}, "bad-amount"),
        ({"cycle": {"length": "9999 years", "starts": "registration"}}, "bad-text"),
        ({"carry": [words("c", surplus_of="total", into="b")]}, "unknown-requirement"),
        ({"outcomes": [{"is": "x", "label": {"nl": "a", "en": "b"}, "met": ["b"]}]}, "unknown-requirement"),
        ({"reminders": [{"deadline": "record", "before": "1 month"}]}, "unknown-deadline"),
        ({"in_force": {"from": "2020-01-01", "until": "2019-01-01", "by": "cycle_end"}}, "ends-before-start"),
        ({"in_force": {"from": "2020-01-01", "until": "2020-01-01", "by": "cycle_end"}}, "ends-before-start"),
        ({"cycle": {"length": "1 year", "starts": "registration", "joins": "next"}}, "joins-needs-day"),
        ({"requirements": [words("a", at_least=1, at_most=2)]}, "too-much"),
    ],
)
def test_what_cannot_be_meant_is_refused(parts: dict[str, Any], code: str) -> None:
    assert code in {problem.code for problem in problems_of(**parts)}


@pytest.mark.parametrize(
    "norm",
    [
        {"share": Decimal("0.5"), "of": "b"},
        {"measured": {"of": {"tags": "law"}}},
        {"share": 2, "measured": {"of": {"tags": "law"}}},
        [{"when": {"months_registered": 12}, "is": {"of": "b"}}, {"is": 1}],
    ],
)
def test_a_norm_that_hangs_on_another_or_on_facts_is_not_circular(norm: Any) -> None:
    sound = Regulation.from_document(document(requirements=[words("a", at_least=norm), words("b", at_least=1)]))

    assert sound.document["requirements"][0]["at_least"] == norm


def test_a_document_that_was_stored_as_json_is_the_same_regulation() -> None:
    exact = Regulation.from_document(load_document(SOUND.replace("at_least: 100", "at_least: 0.5")))
    stored = Regulation.from_document(
        {
            **exact.document,
            "requirements": [{**exact.document["requirements"][0], "at_least": 0.5}, exact.document["requirements"][1]],
        }
    )

    assert stored.digest == exact.digest


def test_an_unknown_key_hides_no_other_mistake() -> None:
    document = SOUND.replace("of: {category: course}", "of: {tag: ethics}").replace(
        "starts: registration", "starts: registered"
    )

    found = {(problem.path, problem.nearest) for problem in problems_in(document)}

    assert found == {("cycle.starts", "registration"), ("requirements[1].of.tag", "tags")}


def test_what_is_missing_hides_no_other_mistake() -> None:
    document = SOUND.split("# What must be reached.")[0].replace("starts: registration", "starts: registered")

    assert [problem.path for problem in problems_in(document)] == ["", "cycle.starts"]


@pytest.mark.parametrize("text", ['"40"', "40%", "forty"])
def test_an_amount_that_is_no_number_says_what_it_can_be(text: str) -> None:
    (problem,) = problems_in(SOUND.replace("at_least: 40", f"at_least: {text}"))

    assert problem.code == "bad-amount"
    assert "a number without quotes" in str(problem.expected)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"caps": [words("cap", per="cycle", at=-5)]}, "-5 cannot stand here: it must be at least 0."),
        ({"requirements": []}, "[] cannot stand here: it must be a list of at least 1."),
        ({"caps": [words("cap", per="tags", at=5)]}, "This regulation has no group or series 'tags'."),
    ],
)
def test_a_refusal_says_in_words_what_was_expected(parts: dict[str, Any], sentence: str) -> None:
    (problem,) = problems_of(**parts)

    assert sentence in problem.sentence()
