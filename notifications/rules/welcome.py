"""When somebody wants to hear what can wait: outside their quiet hours and holidays, or in a digest.

All in the wall time of the reader's zone. Nothing here is about statutory notices, which are sent whatever is wished.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

DAILY, WEEKLY = "DAILY", "WEEKLY"
DIGEST_AT = time(8)  # before work, and after the quiet hours of most
MONDAY = 0


@dataclass(frozen=True, slots=True)
class Wishes:
    """How somebody wants to hear. Quiet from `quiet_from` until before `quiet_until`, over midnight if that is earlier;
    never on a public holiday of `holidays_of` (an ISO 3166 code); `digest`: collected daily, or weekly on Monday."""

    zone: str = "Europe/Amsterdam"
    quiet_from: time | None = None
    quiet_until: time | None = None
    holidays_of: str = ""
    digest: str = ""


def welcome_at(wishes: Wishes, moment: datetime) -> datetime:
    """The first moment, not before this one, at which a message is welcome."""
    local = moment.astimezone(ZoneInfo(wishes.zone))
    while (later := _later(wishes, local)) is not None:
        local = later
    return moment if local == moment else local.astimezone(UTC)


def next_digest(wishes: Wishes, moment: datetime) -> tuple[date, datetime]:
    """The day of the digest that comes after this moment, and when it is sent: at eight, or when that is welcome."""
    zone = ZoneInfo(wishes.zone)
    day = moment.astimezone(zone).date()
    while not (_is_digest_day(wishes, day) and _wall(day, DIGEST_AT, zone) > moment):
        day += timedelta(days=1)
    return day, welcome_at(wishes, _wall(day, DIGEST_AT, zone).astimezone(UTC))


def _is_digest_day(wishes: Wishes, day: date) -> bool:
    return wishes.digest != WEEKLY or day.weekday() == MONDAY


def _later(wishes: Wishes, local: datetime) -> datetime | None:
    """When what makes this moment unwelcome is over; None when it is welcome."""
    zone = ZoneInfo(wishes.zone)
    if wishes.holidays_of and local.date() in _holidays(wishes.holidays_of, local.year):
        return _after(local, local.date() + timedelta(days=1), time(0), zone)
    start, end = wishes.quiet_from, wishes.quiet_until
    if start is None or end is None:
        return None
    clock = local.time().replace(tzinfo=None, fold=0)
    if start < end:
        return _after(local, local.date(), end, zone) if start <= clock < end else None
    if clock >= start:
        return _after(local, local.date() + timedelta(days=1), end, zone)
    return _after(local, local.date(), end, zone) if clock < end else None


def _after(local: datetime, day: date, at: time, zone: ZoneInfo) -> datetime:
    """The wall time that comes after `local`: in the hour that is there twice, the second one if need be."""
    found = _wall(day, at, zone)
    # Compared in UTC: between moments of one zone Python looks at the wall alone.
    if found.astimezone(UTC) <= local.astimezone(UTC):
        found = found.replace(fold=1)
    return found.astimezone(UTC).astimezone(zone)


def _wall(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone)


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=year))
