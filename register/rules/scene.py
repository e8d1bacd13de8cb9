"""All that is fixed before the first fact is weighed: who is judged, over which period, on which day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from register.rules.facts import Fact, Period, Person

if TYPE_CHECKING:
    from register.rules.measures import Supplier


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
        return replace(self, period=period, bound={**self.bound, **(bound or {})})

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
