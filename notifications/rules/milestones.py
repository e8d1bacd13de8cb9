"""When a reminder falls due.

A milestone lies a length of time before a deadline. Months and years are calendar months: six months before
31 August is 28 February, or 29 in a leap year (the same day of the month, clamped to the month's last day). Weeks and
days are exact. The deadline to earn is the last day of the cycle itself: a cycle that ends before 1 January has
31 December as its deadline.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from register.rules.periods import Length

# A planner that was down still reminds afterwards, so long as the words "6 months before" are still about true:
# two weeks outlast the holidays of an office, and are shorter than the usual distance between two milestones.
CATCH_UP = timedelta(days=14)
# Of what a regulation need not mention.
USUAL: Mapping[str, tuple[str, ...]] = {"reply": ("1 week", "2 days"), "repair": ("1 week", "2 days")}
# Clamping at the end of a month brings at most four days to one: 28, 29, 30 and 31 August share a 28 February.
CLAMPED = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A length of time before a kind of deadline, as the regulation's `reminders` name it."""

    deadline: str
    before: str

    @property
    def key(self) -> str:
        """Names the milestone among those of a cycle: `earn:6 months`."""
        return f"{self.deadline}:{self.before}"

    @property
    def length(self) -> Length:
        return Length.parse(self.before)

    def due_on(self, deadline_on: date) -> date:
        """The day of the milestone. Never earlier for a later deadline."""
        return self.length.after(deadline_on, times=-1)


@dataclass(frozen=True, slots=True)
class Due:
    """A milestone that has come for everyone with this deadline. `replaced`: a later one has come as well."""

    milestone: Milestone
    deadline_on: date
    due_on: date
    replaced: bool


def milestones_in(document: Mapping[str, Any]) -> tuple[Milestone, ...]:
    """The milestones of a regulation, each once, in the order of its document."""
    found = (Milestone(entry["deadline"], entry["before"]) for entry in document.get("reminders") or ())
    return tuple(dict.fromkeys(found))


def milestones_of(document: Mapping[str, Any], deadline: str) -> list[Milestone]:
    """The milestones of one kind of deadline; of a term of an audit the usual ones, where nothing is said."""
    said = [one for one in milestones_in(document) if one.deadline == deadline]
    return said or [Milestone(deadline, before) for before in USUAL.get(deadline, ())]


def closest(milestones: Iterable[Milestone], deadline_on: date) -> Milestone:
    """The last of the milestones before a deadline; of two on the same day the shorter one."""
    return max(milestones, key=lambda one: (one.due_on(deadline_on), -one.length.least_days, one.key))


def milestones_due(milestones: Iterable[Milestone], *, on: date, back: timedelta = CATCH_UP) -> list[Due]:
    """Every milestone and deadline whose day lies in (on − back, on], ordered by deadline, then milestone.

    Of two that have come for the same deadline only the latest speaks; on the same day the shorter one.
    """
    due = [(one.deadline, day, one.due_on(day), one) for one in milestones for day in _deadlines(one, on, back)]

    def place(row: tuple[str, date, date, Milestone]) -> tuple[str, date]:
        return row[0], row[1]

    found = []
    for _, group in groupby(sorted(due, key=lambda row: (*place(row), row[2], row[3].key)), key=place):
        rows = list(group)
        last = max(rows, key=lambda row: (row[2], -row[3].length.least_days, row[3].key))
        found += [Due(one, day, due_on, replaced=one != last[3]) for _, day, due_on, one in rows]
    return found


def _deadlines(milestone: Milestone, on: date, back: timedelta) -> list[date]:
    """The deadlines whose milestone lies in the window: a range, since a later deadline has no earlier milestone."""
    first = milestone.length.after(on - back + timedelta(days=1))
    last = milestone.length.after(on) + CLAMPED
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if on - back < milestone.due_on(day) <= on]
