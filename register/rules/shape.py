"""The published JSON Schema, and its complaints in words an officer understands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path as File
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from register.rules.problems import Path, Problem, nearest_word, path_text
from register.rules.yaml_source import Source

SCHEMA_FILE = File(__file__).with_name("regulation.schema.json")

_TYPES = {
    "object": ("een blok met sleutels", "a block of keys"),
    "array": ("een lijst", "a list"),
    "string": ("een tekst", "a text"),
    "number": ("een getal", "a number"),
    "integer": ("een geheel getal", "a whole number"),
    "boolean": ("true of false", "true or false"),
    "null": ("niets", "nothing"),
}
_PATTERNS = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "kebab-case: a-z, 0-9, -",
    "^[a-z][a-z0-9_-]*$": "a-z, 0-9, - _",
    "^([1-9][0-9]{0,3} days?|[1-9][0-9]{0,2} (week|month)s?|[1-9][0-9]? years?)$": "5 years, 6 months, 30 days",
}
_BOUNDS = {
    "minimum": ("ten minste {}", "at least {}"),
    "exclusiveMinimum": ("meer dan {}", "more than {}"),
    "maximum": ("ten hoogste {}", "at most {}"),
    "minItems": ("een lijst van ten minste {}", "a list of at least {}"),
    "minLength": ("een tekst", "a text"),
    "minProperties": ("een blok met ten minste {} sleutel", "a block of at least {} key"),
    "maxProperties": ("een blok met ten hoogste {} sleutel", "a block of at most {} key"),
}
_AN_AMOUNT = "a number without quotes, every-day, {share: 0.5, of: CODE}, {measured: …}, {by: ATTRIBUTE, …} or rows"


def shape_problems(source: Source) -> tuple[list[Problem], list[Path], list[Path]]:
    """Everything in which the document departs from the schema, the places that cannot be used further, and the keys
    that mean nothing: those can be left out of account, while any other mistake makes the part around it unusable."""
    problems: list[Problem] = []
    broken: list[Path] = []
    strange: list[Path] = []
    for error in _validator().iter_errors(source.value):
        path: Path = tuple(error.absolute_path)
        found = list(_translated(error, path, source))
        problems.extend(found)
        if error.validator == "additionalProperties":
            strange.extend((*path, key) for key in _unknown_keys(error))
        elif error.validator == "required" and not path:
            needed: Any = error.validator_value
            broken.extend((key,) for key in needed if key not in error.instance)
        else:
            broken.append(path)
    return problems, broken, strange


def departures(validator: Draft202012Validator, source: Source) -> list[Problem]:
    """Everything in which a document departs from another schema than that of regulations, in the same words."""
    return [
        problem
        for error in validator.iter_errors(source.value)
        for problem in _translated(error, tuple(error.absolute_path), source)
    ]


def _unknown_keys(error: ValidationError) -> list[str]:
    found: Any = error.instance
    known = _known_keys(error)
    return [key for key in found if key not in known]


def _known_keys(error: ValidationError) -> list[str]:
    schema: Any = error.schema
    return list(schema.get("properties", {}))


@cache
def _validator() -> Draft202012Validator:
    checker = FormatChecker(formats=())
    checker.checks("date", raises=ValueError)(_is_day)
    return Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")), format_checker=checker)


def _is_day(value: object) -> bool:
    return not isinstance(value, str) or date.fromisoformat(value).isoformat() == value


def _translated(error: ValidationError, path: Path, source: Source) -> Iterable[Problem]:
    rule, found = str(error.validator), error.instance
    wanted: Any = error.validator_value

    def problem(
        code: str, nl: str, en: str, *, at: Path = path, expected: str | None = None, nearest: str | None = None
    ) -> Problem:
        line = source.line(at) if source.lines else 0
        return Problem(line, path_text(at), code, nl, en, expected, nearest)

    if rule == "additionalProperties" and isinstance(found, Mapping):
        known = _known_keys(error)
        for key in _unknown_keys(error):
            # `{nl: one, two}` reads as a text and a stray key: the commonest slip in a document.
            comma = found[key] is None
            yield problem(
                "unknown-key",
                f"De sleutel {key!r} bestaat hier niet."
                + (" Zet een tekst met een komma tussen aanhalingstekens." if comma else ""),
                f"There is no key {key!r} here." + (" Put a text with a comma between quotes." if comma else ""),
                at=(*path, key),
                expected=", ".join(known),
                nearest=nearest_word(key, known),
            )
        return
    if rule == "required" and isinstance(found, Mapping):
        missing = next(key for key in wanted if key not in found and repr(key) in error.message)
        code, nl, en = ("missing-key", f"De sleutel {missing!r} ontbreekt.", f"The key {missing!r} is missing.")
        if missing in ("nl", "en"):
            language = {"nl": ("Nederlandse", "Dutch"), "en": ("Engelse", "English")}[missing]
            code, nl, en = (
                "missing-translation",
                f"De {language[0]} tekst ontbreekt.",
                f"The {language[1]} text is missing.",
            )
        yield problem(code, nl, en, expected=missing)
        return
    yield _simple(rule, wanted, found, problem)


def _simple(rule: str, wanted: Any, found: Any, problem: Any) -> Problem:
    match rule:
        case "enum" if wanted == ["every-day"]:
            made: Problem = problem(
                "bad-amount",
                f"{_short(found)} is geen hoeveelheid.",
                f"{_short(found)} is not an amount.",
                expected=_AN_AMOUNT,
                nearest=nearest_word(found, wanted),
            )
        case "enum":
            words = [str(word) for word in wanted]
            made = problem(
                "unknown-word",
                f"{_short(found)} is hier geen geldig woord.",
                f"{_short(found)} is no valid word here.",
                expected=", ".join(words),
                nearest=nearest_word(found, words),
            )
        case "type":
            names = [_TYPES[name] for name in (wanted if isinstance(wanted, list) else [wanted])]
            dutch, english = " of ".join(name[0] for name in names), " or ".join(name[1] for name in names)
            quotes = wanted == "string" and not isinstance(found, dict | list)
            made = problem(
                "wrong-type",
                f"Hier hoort {dutch}." + (" Zet er aanhalingstekens om." if quotes else ""),
                f"This must be {english}." + (" Put it between quotes." if quotes else ""),
                expected=english,
            )
        case "format":
            made = problem(
                "bad-date",
                f"{found!r} is geen bestaande dag.",
                f"{found!r} is no existing day.",
                expected="YYYY-MM-DD",
            )
        case "pattern":
            expected = _PATTERNS.get(wanted, wanted)
            made = problem("bad-text", f"{found!r} past hier niet.", f"{found!r} does not fit here.", expected=expected)
        case "not":
            keys = ", ".join(wanted.get("required", []))
            made = problem(
                "too-much", f"Deze sleutels gaan niet samen: {keys}.", f"These keys exclude each other: {keys}."
            )
        case _:
            dutch, english = (text.format(wanted) for text in _BOUNDS.get(rule, (f"{rule} {{}}", f"{rule} {{}}")))
            made = problem(
                "wrong-value",
                f"{_short(found)} kan hier niet: het moet {dutch} zijn.",
                f"{_short(found)} cannot stand here: it must be {english}.",
                expected=english,
            )
    return made


def _short(found: Any) -> str:
    text = str(found) if isinstance(found, Decimal) else repr(found)
    return text if len(text) <= 40 else text[:37] + "..."
