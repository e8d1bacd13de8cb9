"""Measures: one number about selected facts in a period. What is measured is said here, not where it is read from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

from register.rules.facts import Fact, Period
from register.rules.problems import Path
from register.rules.scene import Scene, Selects
from register.rules.select import LIST_FIELDS, WORD_FIELDS, words_test
from register.rules.windows import Series, StretchOf, compile_within

if TYPE_CHECKING:
    from register.rules.compiler import Compiler

KINDS = ("sum", "count", "distinct", "periods", "days", "weekly_hours")
DISTINCT_FIELDS = (*WORD_FIELDS, *LIST_FIELDS, "category")


@dataclass(frozen=True, slots=True)
class Measure:
    """A number to be read: which facts, in which unit, and how they make one number.

    `sum` adds what the facts are worth, `count` how many there are, `distinct` how many different values a field has,
    `periods` in how many periods of a series something happened, `days` on how many days a state held, and
    `weekly_hours` the average hours of work a week.
    """

    kind: str
    selects: Selects
    unit: str
    in_regulation_unit: bool
    stretch: StretchOf | None = None
    field: str | None = None
    among: Callable[[tuple[str, ...], Scene], bool] | None = None
    series: Series | None = None
    part: str | None = None

    def period(self, scene: Scene) -> Period:
        """The period that is measured: its own stretch, else the one being judged, else the counting window."""
        return self.stretch(scene) if self.stretch else scene.period or scene.window


@dataclass(frozen=True, slots=True)
class Reading:
    """The number, and what each fact brought to it; the shares add up to the number."""

    value: Fraction
    by_fact: Mapping[str, Fraction]


class Supplier(Protocol):
    """Where measures come from."""

    def read(self, measure: Measure, scene: Scene, *, toward: str | None = None) -> Reading:
        """The measure over `scene.period`, after the caps that bite toward this requirement."""

    def known(self, selects: Selects, scene: Scene) -> Iterable[Fact]:
        """The selected facts that are known on the day of judgement, whatever period they belong to."""

    def occurrence(self, fact: Fact, scene: Scene) -> int:
        """The n-th time in its cycle that the course of this fact was followed; 1 when it has no course."""


def compile_measure(node: Mapping[str, Any], path: Path, compiler: Compiler) -> Measure:
    """The measure that `measure`, `of`, `part`, `unit` and `in` describe; a measure that is not named is a sum."""
    said = node.get("measure", "sum")
    kind = said if isinstance(said, str) else next(iter(name for name in KINDS if name in said))
    series, among = None, None
    if isinstance(said, Mapping) and kind == "periods":
        series = series_named(said["periods"], (*path, "measure", "periods"), compiler)
    if isinstance(said, Mapping) and "among" in said:
        among = words_test(said["among"], (*path, "measure", "among"), compiler)
    default_unit = {"sum": compiler.unit, "weekly_hours": "hour", "days": "day"}.get(kind, "item")
    unit = node.get("unit", default_unit)
    return Measure(
        kind,
        compiler.selection(node.get("of"), (*path, "of")),
        unit,
        in_regulation_unit=unit == compiler.unit,
        stretch=compile_within(node["in"], (*path, "in"), compiler) if "in" in node else None,
        field=said.get("distinct") if isinstance(said, Mapping) else None,
        among=among,
        series=series,
        part=node.get("part"),
    )


def series_named(name: str, path: Path, compiler: Compiler) -> Series:
    """The series of that name."""
    if name not in compiler.series:
        compiler.unknown(path, ("unknown-series", "De reeks", "series"), name, compiler.series)
    return compiler.series.get(name) or compiler.series["calendar-year"]
