"""Calendar arithmetic: lengths of time, recurring periods, and how many months an overlap holds."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from register.rules.facts import Period

_LENGTH = re.compile(r"(\d+) (day|week|month|year)s?")
_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in whole months or whole days, never both."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Length:
        """Read `5 years`, `6 months`, `16 weeks` or `30 days`. Raises ValueError on anything else."""
        found = _LENGTH.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"{text!r} is not a length of time such as '5 years' or '30 days'")
        return cls.of(int(found[1]), found[2])

    @classmethod
    def of(cls, number: int, unit: str) -> Length:
        """So many days, weeks, months or years."""
        match unit:
            case "day":
                return cls(days=number)
            case "week":
                return cls(days=7 * number)
            case "month":
                return cls(months=number)
            case "year":
                return cls(months=12 * number)
        raise ValueError(f"{unit!r} is not a unit of calendar time")

    def after(self, day: date, *, times: int = 1) -> date:
        """The day this much later (earlier when `times` is negative), clamped to the last day of its month."""
        return add_months(day, self.months * times) + timedelta(days=self.days * times)

    @property
    def least_days(self) -> int:
        """A lower bound in days, to compare lengths of different units."""
        return self.days + self.months * 28


def add_months(day: date, months: int) -> date:
    """Same day of the month so many months on; 31 January and one month is the last day of February."""
    if months == 0:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    if day.day <= 28:
        return date(year, month, day.day)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def month_day(text: str) -> tuple[int, int] | None:
    """The month and day of `08-01`, or None when the text is something else."""
    found = _MONTH_DAY.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


def grid_index(anchor: date, step: Length, day: date) -> int:
    """The number n of the period [anchor + n steps, anchor + n+1 steps) that holds the day; may be negative."""
    if not step.months:
        return (day - anchor).days // step.days
    n = ((day.year - anchor.year) * 12 + day.month - anchor.month) // step.months
    # A period that begins in the month of the day may begin after it.
    return n - 1 if step.after(anchor, times=n) > day else n


def grid_period(anchor: date, step: Length, n: int, *, span: int = 1) -> Period:
    """The n-th period of the grid, `span` steps long. Counted from the anchor, so a 29 February does not drift."""
    return Period(step.after(anchor, times=n), step.after(anchor, times=n + span))


def calendar_months_touched(period: Period) -> int:
    """Calendar months of which at least one day lies in the period: a part month counts as a whole one."""
    if period.days == 0:
        return 0
    first, last = period.start, period.last_day
    return (last.year - first.year) * 12 + last.month - first.month + 1


def whole_months(period: Period) -> int:
    """Full months from the first day on: 15 January up to 15 March is two."""
    return grid_index(period.start, Length(months=1), period.end)


def months_by_days(period: Period) -> Fraction:
    """Full months from the first day on, and what is left as days over the days of that month."""
    full = whole_months(period)
    rest = grid_period(period.start, Length(months=1), full)
    return full + Fraction((period.end - rest.start).days, rest.days)
