"""Reading a regulation: from YAML text to a document that is known to be sound, or every problem in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path as File
from typing import Any

from register.rules.amendment import amended
from register.rules.parts import Parts, compile_parts
from register.rules.problems import Path, Problem, RegulationInvalid, nearest_word
from register.rules.shape import shape_problems
from register.rules.yaml_source import Source, read_yaml

MOST_AMENDMENTS = 10
"""So many documents can lie over one another."""


def load_document(text: str) -> dict[str, Any]:
    """Read the text of a regulation: mappings, lists, texts, whole numbers, decimals and booleans; dates as ISO texts.

    Raises RegulationInvalid with every problem, each with its line, what was expected and the nearest valid word.
    """
    return _sound(read_yaml(text))


def load_file(file: File, *, depth: int = 0) -> dict[str, Any]:
    """Read the regulation at this place. One that amends another, in the same folder, is given as a whole.

    Raises RegulationInvalid, and OSError when the file cannot be read.
    """
    source = read_yaml(file.read_text(encoding="utf-8"))
    if isinstance(source.value, Mapping) and "amends" in source.value:
        source = amended(_base(source, file, depth), source)
    return _sound(source)


def _base(source: Source, file: File, depth: int) -> dict[str, Any]:
    name = source.value["amends"]
    beside = isinstance(name, str) and File(name).name == name and name != file.name
    if not beside or not (file.parent / name).is_file() or depth >= MOST_AMENDMENTS:
        line = source.line(("amends",))
        known = sorted(one.name for one in file.parent.glob("*.yaml") if one.name != file.name)
        raise RegulationInvalid(
            [
                Problem(
                    line,
                    "amends",
                    "unknown-base",
                    f"{name!r} is geen reglement in dezelfde map.",
                    f"{name!r} is no regulation in the same folder.",
                    ", ".join(known[:20]) or None,
                    nearest_word(name, known),
                )
            ]
        )
    return load_file(file.parent / name, depth=depth + 1)


def _sound(source: Source) -> dict[str, Any]:
    _examine(source)
    document: dict[str, Any] = source.value
    return document


def checked(document: dict[str, Any]) -> tuple[dict[str, Any], Parts]:
    """A document in its exact form, and its compiled parts. Raises RegulationInvalid."""
    exact = _exact(document)
    return exact, _examine(Source(exact))


def _examine(source: Source) -> Parts:
    problems, broken, strange = shape_problems(source)
    parts = None
    try:
        known = _without(source.value, strange) if strange else source.value
        parts, more = compile_parts(known, line_of=_line_of(source), broken=broken, whole=not strange)
        problems += more
    except (LookupError, TypeError, ValueError, AttributeError, StopIteration):
        # A part of the wrong shape can stop the search for what else is wrong; the shape is reported then.
        if not problems:
            raise
    if problems or parts is None:
        raise RegulationInvalid(sorted(problems, key=lambda problem: (problem.line, problem.path, problem.code)))
    return parts


def _without(document: Mapping[str, Any], strange: Iterable[Path]) -> dict[str, Any]:
    """The document without the keys at these places, so that one typing error does not hide all others."""
    kept = deepcopy(dict(document))
    for *path, key in strange:
        node: Any = kept
        for step in path:
            node = node[step]
        node.pop(key, None)
    return kept


def _line_of(source: Source) -> Any:
    return source.line if source.lines else lambda path: 0


def _exact(value: Any) -> Any:
    """Numbers and dates as a text would have given them; a float came from JSON and stands for its digits."""
    if isinstance(value, Mapping):
        return {str(key): _exact(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_exact(item) for item in value]
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, date):
        return value.isoformat()
    return value


__all__ = ["Path", "Problem", "RegulationInvalid", "checked", "load_document", "load_file"]
