"""Stretches of time: the window in which facts count, other named stretches, and series such as calendar years."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from register.rules.facts import Fact, FactInvalid, Period
from register.rules.periods import Length, grid_index, grid_period
from register.rules.problems import Path
from register.rules.scene import DateOf, Holds, Scene, Selects

if TYPE_CHECKING:
    from register.rules.compiler import Compiler

StretchOf = Callable[[Scene], Period]
"""Gives a period in the judgement."""


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


@dataclass(frozen=True, slots=True)
class Series:
    """Equal periods one after another, counted from an anchor, and how each is named."""

    step: Length
    anchor: DateOf
    named: str

    def number(self, day: date, scene: Scene) -> int:
        """Which period of the series holds the day."""
        return grid_index(self._anchor(scene), self.step, day)

    def period(self, number: int, scene: Scene) -> Period:
        """The days of that period of the series."""
        return grid_period(self._anchor(scene), self.step, number)

    def ending_in(self, window: Period, scene: Scene, *, consecutive: int = 1) -> Iterator[tuple[str, Period]]:
        """Runs of consecutive periods whose last day lies in the window, with their names, oldest first."""
        anchor = self._anchor(scene)
        n = grid_index(anchor, self.step, window.start) - consecutive
        while (period := grid_period(anchor, self.step, n, span=consecutive)).start < window.end:
            if period.last_day in window:
                yield self._name(anchor, n, consecutive), period
            n += 1

    def straddling(self, window: Period, scene: Scene, *, consecutive: int = 1) -> Iterator[tuple[str, Period]]:
        """Runs that begin in the window and end after it."""
        anchor = self._anchor(scene)
        n = grid_index(anchor, self.step, window.last_day) - consecutive + 1
        for start in range(n, n + consecutive):
            period = grid_period(anchor, self.step, start, span=consecutive)
            if period.start in window and period.end > window.end:
                yield self._name(anchor, start, consecutive), period

    def _anchor(self, scene: Scene) -> date:
        return self.anchor(scene) or scene.window.start

    def _name(self, anchor: date, n: int, consecutive: int) -> str:
        return "-".join(self._single(anchor, n + k) for k in range(consecutive))

    def _single(self, anchor: date, n: int) -> str:
        if self.named == "number":
            return str(n + 1)
        start = grid_period(anchor, self.step, n).start
        return f"{start:%Y-%m}" if self.named == "month" else str(start.year)


BUILT_IN_SERIES = {
    "calendar-year": Series(Length(months=12), lambda scene: date(2000, 1, 1), "year"),
    "calendar-month": Series(Length(months=1), lambda scene: date(2000, 1, 1), "month"),
    "cycle-year": Series(Length(months=12), lambda scene: scene.window.start, "number"),
}


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
        day = self.day(scene) if self.day else None
        if day is None:
            return window
        if self.verb == "not_before":
            return Period(min(max(day, window.start), window.end), window.end)
        if self.verb == "starts":
            return Period(day, window.end) if day < window.end else window
        return Period(window.start, day) if window.start < day < window.end else window

    def _moved(self, window: Period, fact: Fact) -> Period:
        if fact.quantity is None or fact.unit not in ("day", "week", "month"):
            return window
        if fact.quantity != int(fact.quantity) or fact.quantity > MOST_TO_MOVE:
            raise FactInvalid(fact.id, "quantity", f"a window cannot move by {fact.quantity} {fact.unit}s")
        length = Length.of(int(fact.quantity), fact.unit)
        if self.at_most is not None and length.least_days > self.at_most.least_days:
            length = self.at_most
        start = length.after(window.start) if self.verb == "shift" else window.start
        return Period(start, length.after(window.end))


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
