"""Registration cycles: when the first one runs for a person, and which one follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from register.rules.compiler import Compiler
from register.rules.facts import Period, Person
from register.rules.periods import Length, grid_index, grid_period, month_day
from register.rules.problems import Path
from register.rules.scene import DateOf, Scene


@dataclass(frozen=True, slots=True)
class CycleRule:
    """How long a cycle lasts and where it starts: at the registration, on a day of the year, or on a fixed day."""

    length_of: Callable[[Scene], Length]
    starts: DateOf
    personal: bool
    joins_next: bool

    def first_cycle(self, registered_on: date, attributes: Mapping[str, object] | None = None) -> Period:
        """The cycle in which a person who registers on this day begins."""
        scene = _before_all(registered_on, attributes or {})
        anchor, length = self.starts(scene) or registered_on, self.length_of(scene)
        if self.joins_next:
            start = anchor if anchor >= registered_on else Length(months=12).after(anchor)
            return Period(start, length.after(start))
        return grid_period(anchor, length, grid_index(anchor, length, registered_on))

    def next_cycle(
        self,
        period: Period,
        *,
        registered_on: date | None = None,
        attributes: Mapping[str, object] | None = None,
    ) -> Period:
        """The cycle directly after. With the registration date, a 29 February comes back in leap years."""
        length = self.length_of(_before_all(registered_on or period.start, attributes or {}))
        if self.personal and registered_on is not None:
            n = grid_index(registered_on, length, period.end)
            aligned = grid_period(registered_on, length, n)
            if aligned.start == period.end:
                return aligned
        return Period(period.end, length.after(period.end))


def _before_all(registered_on: date, attributes: Mapping[str, object]) -> Scene:
    here = Period(registered_on, registered_on)
    person = Person(registered_on, attributes)
    return Scene(person, here, (), here, registered_on, _NO_FACTS, _no_target, _no_target)


def compile_cycle(node: Mapping[str, Any], path: Path, compiler: Compiler) -> CycleRule:
    """The rule that `length`, `starts` and `joins` describe."""
    starts = node["starts"]
    joins_next = node.get("joins") == "next"
    if joins_next and not _on_a_day_of_the_year(starts):
        compiler.problem(
            (*path, "joins"),
            "joins-needs-day",
            nl="`joins: next` past alleen bij een dag van het jaar.",
            en="`joins: next` only fits a day of the year.",
            expected="starts: MM-DD",
        )
    return CycleRule(
        _length(node["length"], (*path, "length"), compiler),
        compiler.date(starts, (*path, "starts")),
        personal=starts == "registration",
        joins_next=joins_next,
    )


def _length(node: Any, path: Path, compiler: Compiler) -> Callable[[Scene], Length]:
    if isinstance(node, str):
        fixed = Length.parse(node)
        return lambda scene: fixed
    if "when" in node[-1]:
        compiler.problem(
            path,
            "no-last-row",
            nl="De laatste rij moet voor iedereen gelden.",
            en="The last row must hold for everyone.",
            expected="- {is: 1 year}",
        )
    otherwise = Length.parse(node[-1]["is"])
    return compiler.choice(node, path, lambda leaf, where: lambda scene: Length.parse(leaf), otherwise)


def _on_a_day_of_the_year(starts: Any) -> bool:
    rows = starts if isinstance(starts, list) else [{"is": starts}]
    return all(month_day(str(row["is"])) for row in rows)


class _NoFacts:
    """There is nothing to measure before a first cycle."""

    def read(self, measure: Any, scene: Scene, *, toward: str | None = None) -> Any:
        raise ValueError("Where a cycle starts cannot depend on facts.")

    def known(self, selects: Any, scene: Scene) -> list[Any]:
        return []


_NO_FACTS: Any = _NoFacts()


def _no_target(*_: Any) -> Any:
    raise ValueError("Where a cycle starts cannot depend on a requirement.")
