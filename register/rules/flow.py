"""What came in over the days, kept so that the sum over any stretch of days is the difference of two numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm

from register.rules.facts import Period

Arrival = tuple[Period, Fraction]
"""An amount that comes in evenly over the days of a period."""


@dataclass(frozen=True, slots=True)
class Flow:
    """How much had come in before each day on which the pace changes, and the pace from there on.

    Amounts are whole numbers of one part, small enough for all of them: exact, and much faster than fractions.
    """

    days: Sequence[int]
    before: Sequence[int]
    pace: Sequence[int]

    @classmethod
    def of(cls, arrivals: Iterable[Arrival]) -> Flow:
        """The flow that amounts make together; a stretch of it can only be compared with another of the same flow."""
        paces = [(period, amount / period.days) for period, amount in arrivals]
        scale = lcm(*(pace.denominator for _, pace in paces))
        changes: dict[int, int] = defaultdict(int)
        for period, pace in paces:
            step = pace.numerator * (scale // pace.denominator)
            changes[period.start.toordinal()] += step
            changes[period.end.toordinal()] -= step
        days, before, now = sorted(changes), [], []
        total = speed = 0
        for n, day in enumerate(days):
            total += speed * (day - days[n - 1])  # nothing before the first day: the pace is still zero
            speed += changes[day]
            before.append(total)
            now.append(speed)
        return cls(days, before, now)

    def inside(self, period: Period) -> int:
        """What came in on the days of the period, in parts."""
        return self._until(period.end) - self._until(period.start)

    def _until(self, day: date) -> int:
        ordinal = day.toordinal()
        n = bisect_right(self.days, ordinal) - 1
        return self.before[n] + self.pace[n] * (ordinal - self.days[n]) if n >= 0 else 0
