"""The judgement that is going on: who is judged, over which period, on which day, and what can be measured in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Protocol

from register.rules.facts import Fact, Period, Person
from register.rules.flow import Arrival


@dataclass(frozen=True, slots=True)
class Scene:
    """The judgement that is going on.

    `cycle` is the registration period and `window` the stretch in which facts count for it. `bound` holds the value
    for which a repeated requirement is being judged. `measures` supplies numbers about the facts, `target_of` the norm
    of another requirement, and `shortage_of` what a requirement was short so many cycles before.
    """

    person: Person
    cycle: Period
    earlier_cycles: tuple[Period, ...]
    window: Period
    as_of: date
    measures: Supplier
    target_of: Callable[[str, Scene], Fraction]
    shortage_of: Callable[[str, str | None, int], Fraction]
    bound: Mapping[str, str] = field(default_factory=dict)
    period: Period | None = None

    def inside(self, *, period: Period, bound: Mapping[str, str] | None = None) -> Scene:
        """The same judgement, narrowed to one period and to one value of a repeated requirement."""
        # Written out: `replace` takes four times as long, and much of a judgement is narrowing.
        return Scene(
            self.person,
            self.cycle,
            self.earlier_cycles,
            self.window,
            self.as_of,
            self.measures,
            self.target_of,
            self.shortage_of,
            {**self.bound, **bound} if bound else self.bound,
            period,
        )

    def values(self, name: str) -> tuple[object, ...]:
        """What `$name` stands for: the value being repeated over, or what the person's attribute of that name holds."""
        if name in self.bound:
            return (self.bound[name],)
        value = self.person.attributes.get(name)
        if value is None:
            return ()
        return tuple(value) if isinstance(value, list | tuple | set | frozenset) else (value,)


Selects = Callable[[Fact, Scene], bool]
"""Says whether a fact belongs to a selection."""

DateOf = Callable[[Scene], date | None]
"""Gives a day in the judgement, or None where the person has no such day."""

Holds = Callable[[Scene], bool]
"""Says whether a condition on the person, the period or the facts holds."""

AmountOf = Callable[[Scene], Fraction]
"""Gives a norm or a maximum."""

StretchOf = Callable[[Scene], Period]
"""Gives a period in the judgement."""


class Recurring(Protocol):
    """Equal periods one after another."""

    def number(self, day: date, scene: Scene) -> int:
        """Which of them holds the day."""

    def period(self, number: int, scene: Scene) -> Period:
        """The days of that one."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number to be read: which facts, in which unit, and how they make one number.

    `sum` adds what the facts are worth, `count` how many there are, `distinct` how many different values a field has,
    `periods` in how many periods of a series something happened, `days` on how many days a state held, and
    `weekly_hours` the average hours of work a week. `distinct-each` and `periods-each` count only the values and the
    periods of which `each`, a measure of its own, gives at least `threshold`. Which facts are selected can hang on
    the period that is measured: then `looks_at_period`. With `toward` it is what counts toward that requirement, after
    the maxima that limit it.
    """

    kind: str
    selects: Selects
    unit: str
    in_regulation_unit: bool
    stretch: StretchOf | None = None
    field: str | None = None
    among: Callable[[tuple[str, ...], Scene], bool] | None = None
    series: Recurring | None = None
    part: str | None = None
    toward: str | None = None
    each: Measure | None = None
    threshold: Fraction = Fraction(0)
    looks_at_period: bool = False

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

    def arrivals(self, measure: Measure, scene: Scene, *, toward: str) -> Iterable[Arrival] | None:
        """On which days the number of the measure comes in, so that any period holds what came in on its days.

        None when the measure is not made that way.
        """

    def known(self, selects: Selects, scene: Scene) -> Iterable[Fact]:
        """The selected facts that are known on the day of judgement, whatever period they belong to."""

    def occurrence(self, fact: Fact, scene: Scene) -> int:
        """The n-th time in its cycle that the course of this fact was followed; 1 when it has no course."""
