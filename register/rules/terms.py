"""Legal terms: the last day on which something is in time, past weekends and holidays where the law says so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache

import holidays

from register.rules.periods import Length

SATURDAY = 5
DAY = timedelta(days=1)
LONGEST = (Length.parse("12 weeks").days, Length.parse("3 months").months)
"""Longer terms than these end on their day, whatever day it is (Algemene termijnenwet, article 4)."""


def last_day(made_known_on: date, length: Length, *, legal: bool, closed_on: Collection[date] = ()) -> date:
    """The last day of a term that begins on the day after something was made known (Awb 6:8).

    `legal`: a term that would end on a Saturday, Sunday or recognised holiday runs on until the first day that is
    none of these (Algemene termijnenwet, articles 1 and 3). Terms that a body sets itself end on their day, unless it
    binds itself to that law. `closed_on` are further days that a royal decree puts on a par with those.
    """
    day = length.after(made_known_on)
    if not legal or length.days > LONGEST[0] or length.months > LONGEST[1]:
        return day
    while not _works(day, closed_on):
        day += DAY
    return day


def _works(day: date, closed_on: Collection[date]) -> bool:
    return day.weekday() < SATURDAY and day not in _recognised(day.year) and day not in closed_on


@cache
def _recognised(year: int) -> frozenset[date]:
    """The holidays of article 3, with Good Friday, and 5 May in every year.

    `optional` holds the last two: free of work for some only, and days of rest for this law all the same.
    """
    return frozenset(holidays.country_holidays("NL", years=year, categories=("public", "optional")))
