"""Stretches of time as a document describes them: the window in which facts count, and other named stretches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from register.rules.compiler import Compiler
from register.rules.fact_refusals import FactInvalid
from register.rules.facts import Fact, Period
from register.rules.periods import Length
from register.rules.problems import Path
from register.rules.scene import DateOf, Holds, Scene, Selects, StretchOf
from register.rules.series import Series


def compile_stretch(node: Mapping[str, Any], path: Path, compiler: Compiler) -> StretchOf:
    """A period from two of `from`, `until` and `length`; an end that is left out is that of the counting window."""
    since = compiler.date(node["from"], (*path, "from")) if "from" in node else None
    until = compiler.date(node["until"], (*path, "until")) if "until" in node else None
    length = Length.parse(node["length"]) if "length" in node else None

    def stretch(scene: Scene) -> Period:
        start = since(scene) if since else None
        end = until(scene) if until else None
        if length and start:
            end = length.after(start)
        elif length:
            end = end or scene.window.end
            start = length.after(end, times=-1)
        start, end = start or scene.window.start, end or scene.window.end
        return Period(min(start, end), end)

    return stretch


def compile_within(node: Any, path: Path, compiler: Compiler) -> StretchOf:
    """The period that `in` names or spells out."""
    if isinstance(node, Mapping):
        return compile_stretch(node, path, compiler)
    if node not in compiler.stretches:
        compiler.unknown(path, ("unknown-window", "Het venster", "window"), str(node), compiler.stretches)
    return compiler.stretches.get(node, lambda scene: scene.window)


def compile_series(node: Mapping[str, Any], path: Path, compiler: Compiler) -> Series:
    """A series from `every`, `starts` and `named`."""
    anchor = compiler.date(node.get("starts", "window start"), (*path, "starts"))
    return Series(Length.parse(node["every"]), anchor, node.get("named", "year"))


MOST_TO_MOVE = 4000
"""A decision that moves a window by more days, weeks or months than this is a slip of the pen."""

VERBS = ("shift", "extend", "starts", "not_before", "ends")


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the counting window, made when its condition holds."""

    verb: str
    applies: Holds
    selects: Selects | None = None
    at_most: Length | None = None
    day: DateOf | None = None

    def change(self, window: Period, scene: Scene) -> Period:
        """The window after this step."""
        if self.selects is not None:
            for fact in scene.measures.known(self.selects, scene):
                window = self._moved(window, fact)
            return window
        assert self.day is not None  # a step is about facts or about a day
        day = self.day(scene)
        if day is None:
            return window
        if self.verb == "not_before":
            return Period(min(max(day, window.start), window.end), window.end)
        if self.verb == "starts":
            return Period(day, window.end) if day < window.end else window
        return Period(window.start, day) if window.start < day < window.end else window

    def _moved(self, window: Period, fact: Fact) -> Period:
        length = _length_of(fact)
        if length is None:
            return window
        if self.at_most is not None and length.least_days > self.at_most.least_days:
            length = self.at_most
        start = length.after(window.start) if self.verb == "shift" else window.start
        return Period(start, length.after(window.end))


def _length_of(fact: Fact) -> Length | None:
    """How far a fact moves a window: its quantity, or else the days from its first to its last."""
    if fact.quantity is None:
        return Length(days=fact.span.days) if fact.since is not None and fact.until is not None else None
    if fact.unit not in ("day", "week", "month"):
        return None
    if fact.quantity != int(fact.quantity) or fact.quantity > MOST_TO_MOVE:
        raise FactInvalid(fact.id, "quantity", "no-move", value=fact.quantity, unit=fact.unit, most=MOST_TO_MOVE)
    return Length.of(int(fact.quantity), fact.unit)


def compile_steps(nodes: Sequence[Mapping[str, Any]], path: Path, compiler: Compiler) -> tuple[Step, ...]:
    """The changes of the counting window, in the order in which they are made."""
    steps = []
    for n, node in enumerate(nodes):
        here = (*path, n)
        if not compiler.usable(here):
            continue
        verb = next(name for name in VERBS if name in node)
        moves = verb in ("shift", "extend")
        steps.append(
            Step(
                verb,
                compiler.condition(node.get("when"), (*here, "when")),
                selects=compiler.selection(node[verb], (*here, verb)) if moves else None,
                at_most=Length.parse(node["at_most"]) if "at_most" in node else None,
                day=None if moves else compiler.date(node[verb], (*here, verb)),
            )
        )
    return tuple(steps)
