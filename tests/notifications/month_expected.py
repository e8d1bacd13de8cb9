"""What everybody should hear in a month, worked out person by person and day by day in plain Python.

Nothing here is taken from the system: the schedules are written out, and months are counted on the calendar by hand.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

# Of each register: what a deadline counts from (the end of the cycle, or of its window, which is extended with it) and
# how much later it is; and how long before it one is reminded.
SCHEDULES = {
    "alpha": {"earn": ("window", 0, 0, [(6, 0), (1, 0), (0, 7)])},
    "beta": {"earn": ("window", 0, 0, [(3, 0)]), "record": ("window", 1, 0, [(1, 0)])},
    "gamma": {"earn": ("window", 0, 0, [(12, 0)]), "apply": ("cycle", 0, 0, [(2, 0), (0, 14), (0, 10)])},
    "delta": {"declare": ("cycle", 0, 14, [(0, 30)]), "grace": ("cycle", 2, 0, [(0, 42), (1, 0)])},
}
HOLIDAY = date(2028, 2, 21)  # Presidents' Day, the only one of the United States in the month
CODES = {
    "earn": "cycle-reminder",
    "record": "record-reminder",
    "declare": "declare-reminder",
    "apply": "apply-reminder",
    "grace": "grace-reminder",
}


def moved(day: date, months: int, days: int = 0) -> date:
    """So many calendar months later (or earlier), on the last day of a month that is shorter; then days."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) + timedelta(days)


@dataclass
class Member:
    """Somebody on a register, and what befalls them on which day."""

    number: str
    register: str
    starts: date
    ends: date  # the first day after the cycle
    reachable: bool = True
    befalls: tuple[str, date] | None = None  # what, and on which day
    wish: str = ""  # quiet in the morning, free on a holiday, or a digest, daily or weekly
    off: tuple[str, date] | None = None  # a kind that is not wanted, and from which day on
    summoned: date | None = None  # when something happens that has to be heard
    heard: dict[tuple[str, str, date], list] = field(default_factory=dict)  # (kind, milestone, deadline) → how it went
    digests: dict[date, list] = field(default_factory=dict)  # day → what is in it, and when it went
    summons: list = field(default_factory=list)  # what became of what has to be heard

    def has(self, what: str, on: date) -> bool:
        return self.befalls is not None and self.befalls[0] == what and self.befalls[1] <= on

    def deadlines(self, on: date) -> dict[str, date]:
        """The last day of each kind, as known on a day."""
        if self.has("closed", on):
            return {}
        found = {}
        for kind, (counts_from, months, days, _) in SCHEDULES[self.register].items():
            end = moved(self.ends, 2) if counts_from == "window" and self.has("extended", on) else self.ends
            found[kind] = moved(end, months, days) - timedelta(1)
        return found

    def takes_part(self, on: date) -> bool:
        return not (self.has("suspended", on) or self.has("left", on))

    def plan(self, on: date) -> None:
        """What a planner writes on a day."""
        last = self.deadlines(on)
        for (kind, _, deadline), row in self.heard.items():
            if row[0] == "QUEUED" and last.get(kind) != deadline:
                row[:] = ["SKIPPED", "MOVED" if kind in last else "NO_LONGER_APPLIES", None]
        for kind, deadline in last.items():
            come = self._come(kind, deadline, on)
            latest = max(come, default=None, key=lambda one: (one[0], -one[1]))
            if not self.takes_part(on) or (kind == "apply" and self.has("asked", on)):
                continue
            for due, length, name in come:
                key = (kind, f"{kind}:{name}", deadline)
                if due < self.starts or key in self.heard:
                    continue
                why = "DEADLINE_PASSED" if deadline < on else "REPLACED" if (due, length, name) != latest else ""
                self.heard[key] = ["SKIPPED" if why else "QUEUED", why, None]

    def _come(self, kind: str, deadline: date, on: date) -> list[tuple[date, int, str]]:
        """The milestones of the last two weeks: the day, how long before it lies, its name."""
        found = []
        for months, days in SCHEDULES[self.register][kind][3]:
            due = moved(deadline, -months) - timedelta(days)
            if on - timedelta(14) < due <= on:
                found.append((due, months * 28 + days, words(months, days)))
        return found

    def deliver(self, on: date, hour: int) -> None:
        """What becomes at an hour of a day (8 or 13, on the clock of the reader) of what waits."""
        waiting = [(self._due(key), 0, key) for key, row in self.heard.items() if row[0] == "QUEUED"]
        waiting += [(day, 1, None) for day, digest in self.digests.items() if digest[1] == "QUEUED" and day <= on]
        for day, _, key in sorted(waiting, key=lambda one: one[:2]):
            if (self.wish == "quiet" and hour < 10) or (self.wish == "holiday" and on == HOLIDAY):
                continue
            if key is None:
                self._send_digest(day, on, hour)
                continue
            row, digest_on = self.heard[key], self._next_digest(on)
            if digest_on and not self._unwanted(key[0], on) and key[2] > digest_on:
                row[:] = ["DIGESTED", "", None]
                self.digests.setdefault(digest_on, [[], "QUEUED", None])[0].append(key)
            else:
                why = self._why_not(*key, on)
                row[:] = ["SKIPPED", why, None] if why else ["SENT", "", (on, hour)]
        for row in self.summons:
            if row[0] == "QUEUED":
                row[:] = ["SENT", (on, hour)] if self.reachable else ["SKIPPED", None]

    def hear_summons(self, on: date) -> None:
        """What has to be heard is planned; whatever anybody prefers, it goes with the next delivery."""
        if self.summoned and self.summoned <= on and not self.summons:
            self.summons.append(["QUEUED", None])

    def _send_digest(self, day: date, on: date, hour: int) -> None:
        digest = self.digests[day]
        for key in list(digest[0]):
            if why := self._why_not(*key, on):
                self.heard[key][:] = ["SKIPPED", why, None]
                digest[0].remove(key)
        digest[1:] = ["SENT", (on, hour)] if digest[0] else ["SKIPPED", None]

    def _next_digest(self, on: date) -> date | None:
        """The digest of today has gone at eight: tomorrow's, or that of the next Monday."""
        days = {"daily": 1, "weekly": 7 - on.weekday()}.get(self.wish)
        return on + timedelta(days) if days else None

    def _unwanted(self, kind: str, on: date) -> bool:
        return self.off is not None and self.off[0] == kind and self.off[1] <= on

    def _due(self, key: tuple[str, str, date]) -> date:
        kind, milestone, deadline = key
        for months, days in SCHEDULES[self.register][kind][3]:
            if milestone == f"{kind}:{words(months, days)}":
                return moved(deadline, -months) - timedelta(days)
        raise KeyError(key)

    def _why_not(self, kind: str, milestone: str, deadline: date, on: date) -> str:
        if not self.takes_part(on) or self.has("closed", on) or (kind == "apply" and self.has("asked", on)):
            return "NO_LONGER_APPLIES"
        if deadline < on:
            return "DEADLINE_PASSED"
        due = self._due((kind, milestone, deadline))
        others = [(key, row) for key, row in self.heard.items() if key[0] == kind and row[0] != "SKIPPED"]
        if any(self._due(key) > due for key, _ in others):
            return "REPLACED"
        if self.deadlines(on)[kind] != deadline:
            return "MOVED"
        if self.has("complete", on) and kind != "apply":
            return "NOTHING_SHORT"
        if not self.reachable:
            return "NO_ADDRESS"
        return "SWITCHED_OFF" if self._unwanted(kind, on) else ""


def words(months: int, days: int) -> str:
    """A length of time as a regulation writes it."""
    count, unit = (months, "month") if months else (days, "day")
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
