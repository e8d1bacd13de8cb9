"""Days as numbers, and the working days on which people learn."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from random import Random

YEARS_BACK = 6
HOLIDAYS = ((7, 18, 8, 25), (12, 22, 12, 31), (1, 1, 1, 3))


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def years_after(day: date, years: int) -> date:
    return years_before(day, -years)


@lru_cache(maxsize=40_000)
def iso(day: int) -> str:
    """A day's number as `YYYY-MM-DD`."""
    return date.fromordinal(day).isoformat()


@lru_cache(maxsize=40_000)
def moment(day: int) -> str:
    """Late in the afternoon of a day, when forms are filled in."""
    return f"{iso(day)} 16:10:00+00"


@lru_cache(maxsize=40_000)
def quiet(day: int) -> bool:
    """Weekends and holidays."""
    on = date.fromordinal(day)
    return on.weekday() > 4 or any(
        (month, first) <= (on.month, on.day) <= (last_month, last) for month, first, last_month, last in HOLIDAYS
    )


def working_day(chance: Random, first: int, last: int) -> int:
    """A day from first to last (both included), seldom a quiet one."""
    for _ in range(4):
        day = first + int(chance.random() * (last - first + 1))
        if not quiet(day):
            return day
    return day


def month_later(day: date, months: int) -> date:
    """The same day of the month, or the month's last day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
