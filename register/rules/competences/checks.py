"""What is wrong with a competence profile: every problem named by its place, in Dutch and English."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path as File
from typing import Any

from jsonschema import Draft202012Validator

from register.rules.problems import Path, Problem, nearest_word, path_text
from register.rules.shape import departures
from register.rules.yaml_source import Source

SCHEMA_FILE = File(__file__).with_name("profile.schema.json")


def profile_problems(document: Any) -> list[Problem]:
    """Everything in which a document is no sound profile; first its shape, and when that is right what it says."""
    return departures(_validator(), Source(document)) or [*_said_twice(document), *_unknown_words(document)]


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def _said_twice(document: Mapping[str, Any]) -> Iterator[Problem]:
    competences = document["competences"]
    yield from _twice(document["levels"], ("levels",))
    yield from _twice(document.get("specialisations", []), ("specialisations",))
    yield from _twice(competences, ("competences",))
    seen: set[str] = set()
    for n, competence in enumerate(competences):
        yield from _twice(competence.get("indicators", []), ("competences", n, "indicators"), seen)


def _twice(rows: Iterable[Mapping[str, Any]], path: Path, seen: set[str] | None = None) -> Iterator[Problem]:
    seen = set() if seen is None else seen
    for n, row in enumerate(rows):
        code = row["code"]
        if code in seen:
            yield _problem(
                (*path, n, "code"), "code-twice", f"De code {code} is al gebruikt.", f"{code} is used already."
            )
        seen.add(code)


def _unknown_words(document: Mapping[str, Any]) -> Iterator[Problem]:
    levels = [level["code"] for level in document["levels"]]
    specialisations = [one["code"] for one in document.get("specialisations", [])]
    codes = [one["code"] for one in document["competences"]]
    level = ("unknown-level", "het niveau", "level", levels)
    yield from _known(document.get("asked"), ("asked",), *level)
    for n, one in enumerate(document.get("specialisations", [])):
        for code, asked in one.get("asks", {}).items():
            here = ("specialisations", n, "asks", code)
            yield from _known(code, here, "unknown-competence", "de competentie", "competence", codes)
            yield from _known(asked, here, *level)
    for n, one in enumerate(document["competences"]):
        yield from _known(one.get("asked"), ("competences", n, "asked"), *level)
        for m, code in enumerate(one.get("for", ())):
            here = ("competences", n, "for", m)
            yield from _known(
                code, here, "unknown-specialisation", "de specialisatie", "specialisation", specialisations
            )
        for m, indicator in enumerate(one.get("indicators", ())):
            yield from _known(indicator.get("level"), ("competences", n, "indicators", m, "level"), *level)


def _known(word: str | None, path: Path, code: str, dutch: str, english: str, known: list[str]) -> Iterator[Problem]:
    if word is not None and word not in known:
        yield Problem(
            0,
            path_text(path),
            code,
            f"Dit profiel kent {dutch} {word!r} niet.",
            f"This profile has no {english} {word!r}.",
            ", ".join(known[:20]) or None,
            nearest_word(word, known),
        )


def _problem(path: Path, code: str, nl: str, en: str) -> Problem:
    return Problem(0, path_text(path), code, nl, en)
