"""Which version of a regulation holds: from when until when, and which day of a judgement decides that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from register.rules.facts import Period


@dataclass(frozen=True, slots=True)
class InForce:
    """From when and until when (out) a version holds, and which day of a judgement decides that."""

    start: date
    end: date | None
    by: str

    def holds_on(self, day: date) -> bool:
        """Whether the version holds on the day itself."""
        return self.start <= day and (self.end is None or day < self.end)

    def holds_for(self, *, cycle: Period, registered_on: date, as_of: date) -> bool:
        """Whether this version judges the cycle. A cycle ends on its last day.

        `activity` asks for each fact which version held on its day; the cycle as a whole goes by its last day.
        """
        day = {
            "cycle_end": cycle.last_day,
            "activity": cycle.last_day,
            "cycle_start": cycle.start,
            "registration": registered_on,
            "judgement": as_of,
        }[self.by]
        return self.holds_on(day)
