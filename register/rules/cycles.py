"""Registration cycles: when the first one runs for a person, and which one follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from register.rules.facts import Period, Person
from register.rules.periods import Length, grid_index, grid_period, month_day
from register.rules.problems import Path
from register.rules.scene import DateOf, Scene

if TYPE_CHECKING:
    from register.rules.compiler import Compiler


@dataclass(frozen=True, slots=True)
class CycleRule:
    """How long a cycle lasts and where it starts: at the registration, on a day of the year, or on a fixed day."""

    length: Length
    starts: DateOf
    personal: bool
    joins_next: bool

    def first_cycle(self, registered_on: date, attributes: Mapping[str, object] | None = None) -> Period:
        """The cycle in which a person who registers on this day begins."""
        anchor = self._anchor(registered_on, attributes or {})
        if self.joins_next:
            start = anchor if anchor >= registered_on else Length(months=12).after(anchor)
            return Period(start, self.length.after(start))
        return grid_period(anchor, self.length, grid_index(anchor, self.length, registered_on))

    def next_cycle(self, period: Period, *, registered_on: date | None = None) -> Period:
        """The cycle directly after. With the registration date, a 29 February comes back in leap years."""
        if self.personal and registered_on is not None:
            n = grid_index(registered_on, self.length, period.end)
            aligned = grid_period(registered_on, self.length, n)
            if aligned.start == period.end:
                return aligned
        return Period(period.end, self.length.after(period.end))

    def _anchor(self, registered_on: date, attributes: Mapping[str, object]) -> date:
        here = Period(registered_on, registered_on)
        scene = Scene(
            Person(registered_on, attributes), here, (), here, registered_on, _NO_FACTS, _no_target, _no_target
        )
        return self.starts(scene) or registered_on


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
        Length.parse(node["length"]),
        compiler.date(starts, (*path, "starts")),
        personal=starts == "registration",
        joins_next=joins_next,
    )


def _on_a_day_of_the_year(starts: Any) -> bool:
    rows = starts if isinstance(starts, list) else [{"is": starts}]
    return all(month_day(str(row["is"])) for row in rows)


class _NoFacts:
    """There is nothing to measure before a first cycle."""

    def read(self, measure: Any, scene: Scene, *, toward: str | None = None) -> Any:
        raise ValueError("Where a cycle starts cannot depend on facts.")

    def known(self, selects: Any, scene: Scene) -> list[Any]:
        return []

    def occurrence(self, fact: Any, scene: Scene) -> int:
        return 1


_NO_FACTS: Any = _NoFacts()


def _no_target(*_: Any) -> Any:
    raise ValueError("Where a cycle starts cannot depend on a requirement.")
