"""A text is read strictly: exact numbers, true lines, and nothing hidden."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from register.rules.problems import Problem, RegulationInvalid
from register.rules.yaml_source import as_yaml, read_yaml

MAX_BYTES, MAX_DEPTH = 1_000_000, 40


def refusal_of(text: str) -> Problem:
    with pytest.raises(RegulationInvalid) as refusal:
        read_yaml(text)
    (problem,) = refusal.value.problems
    return problem


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("-3", -3),
        ("0", 0),
        ("1.50", Decimal("1.50")),
        ("-0.5", Decimal("-0.5")),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'3'", "3"),
        ('"true"', "true"),
        ("''", ""),
        ("yes", "yes"),
        ("True", "True"),
        ("012", "012"),
        ("1e3", "1e3"),
        (".5", ".5"),
        ("5.", "5."),
        ("2025-01-01", "2025-01-01"),
        ("1" * 30, int("1" * 30)),
        ("1" * 31, "1" * 31),
        (f"0.{'1' * 28}", Decimal(f"0.{'1' * 28}")),
        (f"0.{'1' * 29}", f"0.{'1' * 29}"),
        ("[1, [], {a: b}]", [1, [], {"a": "b"}]),
    ],
)
def test_a_value_is_what_it_says(text: str, value: Any) -> None:
    found = read_yaml(f"key: {text}").value["key"]

    assert (found, type(found)) == (value, type(value))


def test_an_empty_text_holds_nothing_and_begins_on_its_first_line() -> None:
    source = read_yaml("# nothing\n")

    assert (source.value, source.line(("unit",))) == (None, 1)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: &x 2", "alias", 2),
        ("a: 1\nb:\n  - *x", "alias", 3),
        ("a: 1\nb: !!int 2", "tag", 2),
        ("a: 1\n\nb: {c: !x [1]}", "tag", 3),
        ("a: 1\n? [b]\n: 2", "bad-key", 2),
        ("a: 1\nb: 2\na: 3", "duplicate-key", 3),
        ("a: 1\nb: [1", "not-yaml", 2),
        ("a: 1\nb: \x07", "not-yaml", 1),
        ("a:\n" + "[" * MAX_DEPTH, "too-deep", 2),
        ("[[], [], [],\n" + "[" * MAX_DEPTH, "too-deep", 2),
    ],
)
def test_what_hides_something_is_refused_with_its_line(text: str, code: str, line: int) -> None:
    problem = refusal_of(text)

    assert (problem.code, problem.line) == (code, line)


def test_why_a_text_is_no_yaml_is_said() -> None:
    assert refusal_of("a: 1\nb: \x07").message_en.startswith("This is not valid YAML: unacceptable character")
    assert "expected ',' or ']'" in refusal_of("a: [1\n").message_en


def test_a_key_that_is_given_twice_is_named_with_its_place() -> None:
    assert refusal_of("a:\n  - b: 1\n    b: 2").path == "a[0].b"


def test_as_deep_as_may_be_is_read_however_many_stand_side_by_side() -> None:
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH

    assert str(read_yaml(deepest).value) == deepest
    assert len(read_yaml("[" + "[]," * MAX_DEPTH + "{}]").value) == MAX_DEPTH + 1


def test_a_byte_too_many_is_refused_before_anything_is_read() -> None:
    problem = refusal_of("€" + "x" * (MAX_BYTES - 2))

    assert (problem.code, problem.line) == ("too-large", 1)


def test_as_many_bytes_as_may_be_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("register.rules.yaml_source.MAX_BYTES", 4)

    assert read_yaml("x: 1").value == {"x": 1}
    assert refusal_of("x: 12").code == "too-large"


def test_a_part_has_the_line_of_its_key_or_of_what_stands_around_it() -> None:
    source = read_yaml("first: 1\nlist:\n  - a\n  -\n    b:\n      c: 2\n")

    places: list[tuple[tuple[str | int, ...], int]] = [
        ((), 1),
        (("first",), 1),
        (("list",), 2),
        (("list", 0), 3),
        (("list", 1), 5),
        (("list", 1, "b"), 5),
        (("list", 1, "b", "c"), 6),
        (("list", 1, "b", "nowhere", 3), 5),
        (("list", 7), 2),
        (("nowhere",), 1),
    ]
    assert [source.line(place) for place, _ in places] == [line for _, line in places]


def test_a_document_is_written_as_it_is_read() -> None:
    same = {"nl": "één", "en": "one"}
    document = {
        "z": Decimal("1.50"), "whole": Decimal(3), "number": 3, "text": "3", "decimal": "1.5", "word": "x",
        "yes": True, "no": None, "a": [same, same], "empty": "",
    }  # fmt: skip

    text = as_yaml(document)

    assert read_yaml(text).value == document
    assert list(read_yaml(text).value) == list(document)
    assert isinstance(read_yaml(text).value["whole"], Decimal)
    assert text.startswith("z: 1.50\nwhole: 3.0\nnumber: 3\ntext: '3'\ndecimal: '1.5'\nword: x\n")
    assert "één" in text
