"""Reading a regulation: from YAML text to a document that is known to be sound, or every problem in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from register.rules.parts import Parts, compile_parts
from register.rules.problems import Path, Problem, RegulationInvalid
from register.rules.shape import shape_problems
from register.rules.yaml_source import Source, read_yaml


def load_document(text: str) -> dict[str, Any]:
    """Read the text of a regulation: mappings, lists, texts, whole numbers, decimals and booleans; dates as ISO texts.

    Raises RegulationInvalid with every problem, each with its line, what was expected and the nearest valid word.
    """
    source = read_yaml(text)
    _examine(source)
    document: dict[str, Any] = source.value
    return document


def checked(document: dict[str, Any]) -> tuple[dict[str, Any], Parts]:
    """A document in its exact form, and its compiled parts. Raises RegulationInvalid."""
    exact = _exact(document)
    return exact, _examine(Source(exact))


def _examine(source: Source) -> Parts:
    problems, broken = shape_problems(source)
    parts = None
    if isinstance(source.value, Mapping):
        try:
            parts, more = compile_parts(source.value, line_of=_line_of(source), broken=broken)
            problems += more
        except (LookupError, TypeError, ValueError, AttributeError, StopIteration):
            # A part of the wrong shape can stop the search for what else is wrong; the shape is reported then.
            if not problems:
                raise
    if problems or parts is None:
        raise RegulationInvalid(sorted(problems, key=lambda problem: (problem.line, problem.path, problem.code)))
    return parts


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


__all__ = ["Path", "Problem", "RegulationInvalid", "checked", "load_document"]
