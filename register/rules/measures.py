"""Measures: one number about selected facts in a period, as a document describes it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from register.rules.amounts import ZERO
from register.rules.compiler import Compiler
from register.rules.problems import Path
from register.rules.scene import Measure
from register.rules.select import LIST_FIELDS, WORD_FIELDS, words_test
from register.rules.series import Series
from register.rules.windows import compile_within

KINDS = ("sum", "count", "distinct", "periods", "days", "weekly_hours")
DISTINCT_FIELDS = (*WORD_FIELDS, *LIST_FIELDS, "category")


def compile_measure(node: Mapping[str, Any], path: Path, compiler: Compiler) -> Measure:
    """The measure that `measure`, `of`, `part`, `unit` and `in` describe; a measure that is not named is a sum."""
    said = node.get("measure", "sum")
    words: Mapping[str, Any] = said if isinstance(said, Mapping) else {said: None}
    kind, each = next(name for name in KINDS if name in words), words.get("each")
    series, among = None, None
    if kind == "periods":
        series = series_named(words["periods"], (*path, "measure", "periods"), compiler)
    if "among" in words:
        among = words_test(words["among"], (*path, "measure", "among"), compiler)
    default_unit = {"sum": compiler.unit, "weekly_hours": "hour", "days": "day"}.get(kind, "item")
    unit = node.get("unit", default_unit)
    return Measure(
        f"{kind}-each" if each else kind,
        compiler.selection(node.get("of"), (*path, "of")),
        unit,
        in_regulation_unit=unit == compiler.unit,
        stretch=compile_within(node["in"], (*path, "in"), compiler) if "in" in node else None,
        field=words.get("distinct"),
        among=among,
        series=series,
        part=node.get("part"),
        toward=_toward(node, path, compiler),
        each=compile_measure({**each, "of": node.get("of")}, path, compiler) if each else None,
        threshold=Fraction(each["at_least"]) if each else ZERO,
        looks_at_period=_names_period(node.get("of")),
    )


def _names_period(node: Any) -> bool:
    """Whether a selection holds a day such as `period end - 1 month`."""
    if isinstance(node, Mapping):
        return any(map(_names_period, node.values()))
    if isinstance(node, list):
        return any(map(_names_period, node))
    return isinstance(node, str) and node.startswith("period ")


def _toward(node: Mapping[str, Any], path: Path, compiler: Compiler) -> str | None:
    code = node.get("toward")
    if code is not None and code not in compiler.requirement_codes:
        what = ("unknown-requirement", "De eis", "requirement")
        compiler.unknown((*path, "toward"), what, code, compiler.requirement_codes)
    return code


def series_named(name: str, path: Path, compiler: Compiler) -> Series:
    """The series of that name."""
    if name not in compiler.series:
        compiler.unknown(path, ("unknown-series", "De reeks", "series"), name, compiler.series)
    return compiler.series.get(name) or compiler.series["calendar-year"]
