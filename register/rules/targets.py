"""Norms and maxima: a number, a table, a share of another norm or of a measure, and adjustments to it in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from register.rules.amounts import ZERO, Direction, round_to, rounding_of
from register.rules.compiler import Compiler
from register.rules.facts import Period
from register.rules.measures import compile_measure
from register.rules.periods import calendar_months_touched, months_by_days, whole_months
from register.rules.problems import Path
from register.rules.scene import AmountOf, DateOf, Holds, Measure, Scene
from register.rules.windows import compile_stretch


def compile_amount(node: Any, path: Path, compiler: Compiler) -> AmountOf:
    """An amount: a number, `every-day`, rows to choose from, a table by attribute, or a share of something."""
    if isinstance(node, list):
        return compiler.choice(node, path, lambda leaf, where: compile_amount(leaf, where, compiler), ZERO)
    if node == "every-day":
        return lambda scene: Fraction((scene.period or scene.window).days)
    if not isinstance(node, Mapping):
        number = Fraction(node)
        return lambda scene: number
    if "by" in node:
        return _table(node, path, compiler)
    if "shortage_of" in node:
        return _shortage(node, (*path, "shortage_of"), compiler)
    share = Fraction(node.get("share", 1))
    if "measured" in node:
        measure = compile_measure(node["measured"], (*path, "measured"), compiler)
        return lambda scene: share * scene.measures.read(measure, scene.inside(period=measure.period(scene))).value
    code = node["of"]
    if code not in compiler.requirement_codes:
        what = ("unknown-requirement", "De eis", "requirement")
        compiler.unknown((*path, "of"), what, code, compiler.requirement_codes)
        return lambda scene: ZERO
    return lambda scene: share * scene.target_of(code, scene)


def _shortage(node: Mapping[str, Any], path: Path, compiler: Compiler) -> AmountOf:
    """What the requirement was short in the cycle directly before this one, or so many cycles before."""
    code, back = node["shortage_of"], int(node.get("cycles_before", 1))
    if code not in compiler.requirement_codes:
        compiler.unknown(path, ("unknown-requirement", "De eis", "requirement"), code, compiler.requirement_codes)
    return lambda scene: scene.shortage_of(code, next(iter(scene.bound.values()), None), back)


def _table(node: Mapping[str, Any], path: Path, compiler: Compiler) -> AmountOf:
    name, take = node["by"], node.get("take", "highest")
    known = compiler.attributes | compiler.variables
    if name not in known:
        compiler.unknown((*path, "by"), ("unknown-attribute", "Het kenmerk", "attribute"), name, known)
    values = {key: compile_amount(value, (*path, "values", key), compiler) for key, value in node["values"].items()}
    otherwise = compile_amount(node.get("else", 0), (*path, "else"), compiler)

    def amount(scene: Scene) -> Fraction:
        found = [values[str(one)](scene) for one in dict.fromkeys(scene.values(name)) if str(one) in values]
        if not found:
            return otherwise(scene)
        return sum(found, ZERO) if take == "sum" else max(found) if take == "highest" else min(found)

    return amount


@dataclass(frozen=True, slots=True)
class Served:
    """The share of the cycle during which the rules applied to the person."""

    count: str
    since: DateOf
    part_months: str
    without: Measure | None

    def share(self, scene: Scene) -> Fraction:
        cycle = scene.cycle
        start = max(cycle.start, self.since(scene) or cycle.start)
        served = Period(min(start, cycle.end), cycle.end)
        length, whole = self._length(served), self._length(cycle)
        if self.without is not None:
            away = scene.measures.read(self.without, scene.inside(period=served)).value
            length -= whole * away / cycle.days
        return max(ZERO, length) / whole if whole else Fraction(1)

    def _length(self, period: Period) -> Fraction:
        if self.count == "days":
            return Fraction(period.days)
        return months_in(period, self.part_months)


def months_in(period: Period, part_months: str) -> Fraction:
    """Months in the period; a part month counts as a whole one, not at all, or by its days."""
    if part_months == "by-days":
        return months_by_days(period)
    return Fraction(calendar_months_touched(period) if part_months == "whole" else whole_months(period))


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One change of a norm, made when its condition holds."""

    applies: Holds
    served: Served | None = None
    times: AmountOf | None = None
    plus: AmountOf | None = None
    minus: AmountOf | None = None
    replace: AmountOf | None = None
    overlapping: Callable[[Scene], Period | None] | None = None
    part_months: str = "whole"
    at_most: Fraction | None = None
    rounding: tuple[Fraction, Direction] | None = None

    def change(self, amount: Fraction, scene: Scene) -> Fraction:
        """The norm after this adjustment; never below zero."""
        if self.served is not None:
            amount *= self.served.share(scene)
        if self.times is not None:
            amount *= self.times(scene)
        if self.replace is not None:
            amount = self.replace(scene)
        amount += self._step(self.plus, scene) - self._step(self.minus, scene)
        if self.rounding is not None:
            amount = round_to(amount, *self.rounding)
        return max(ZERO, amount)

    def _step(self, step: AmountOf | None, scene: Scene) -> Fraction:
        if step is None:
            return ZERO
        change = step(scene)
        if self.overlapping is not None:
            stretch = self.overlapping(scene)
            overlap = stretch.overlap(scene.cycle) if stretch else None
            change *= months_in(overlap, self.part_months) if overlap else 0
        return change if self.at_most is None else min(change, self.at_most)


def compile_adjustments(nodes: Sequence[Mapping[str, Any]], path: Path, compiler: Compiler) -> tuple[Adjustment, ...]:
    """The adjustments of a norm, in the order in which they are made."""
    return tuple(_adjustment(node, (*path, n), compiler) for n, node in enumerate(nodes))


def _adjustment(node: Mapping[str, Any], path: Path, compiler: Compiler) -> Adjustment:
    def amount(name: str) -> AmountOf | None:
        return compiler.amount(node[name], (*path, name)) if name in node else None

    return Adjustment(
        compiler.condition(node.get("when"), (*path, "when")),
        served=_served(node["pro_rata"], (*path, "pro_rata"), compiler) if "pro_rata" in node else None,
        times=amount("times"),
        plus=amount("plus"),
        minus=amount("minus"),
        replace=amount("replace"),
        overlapping=_per_month(node, path, compiler),
        part_months=node.get("part_months", "whole"),
        at_most=Fraction(node["at_most"]) if "at_most" in node else None,
        rounding=rounding_of(node.get("round")),
    )


def _per_month(node: Mapping[str, Any], path: Path, compiler: Compiler) -> Callable[[Scene], Period | None] | None:
    """The stretch whose months are counted; None for a person who has no such day."""
    if "per_month_of" not in node:
        return None
    said, here = node["per_month_of"], (*path, "per_month_of")
    stretch = compile_stretch(said, here, compiler)
    ends = [compiler.date(said[name], (*here, name)) for name in ("from", "until") if name in said]

    def known(scene: Scene) -> Period | None:
        return None if any(end(scene) is None for end in ends) else stretch(scene)

    return known


def _served(node: Any, path: Path, compiler: Compiler) -> Served:
    said = {"count": node} if isinstance(node, str) else node
    without = None
    if "without" in said:
        without = compile_measure({"measure": "days", "of": said["without"]}, path, compiler)
    return Served(
        said["count"],
        compiler.date(said.get("from", "registration"), (*path, "from")),
        said.get("part_months", "dropped"),
        without,
    )
