"""How often something may be done, counted in the database, so that every web process counts along.

A window begins with the first call in it and lasts a fixed time.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from portfolio.models import CallCount

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
FAILURE_WINDOW = timedelta(minutes=15)
FAILURES_FROM_ONE_SOURCE = 10
FAILURES_FROM_ALL = 200
FORGOTTEN_AT_ONCE = 100

COUNT = """
INSERT INTO portfolio_callcount AS c (subject, calls, until) VALUES (%(subject)s, %(weight)s, %(until)s)
ON CONFLICT (subject) DO UPDATE SET
    calls = CASE WHEN c.until <= %(now)s THEN %(weight)s ELSE c.calls + %(weight)s END,
    until = CASE WHEN c.until <= %(now)s THEN %(until)s ELSE c.until END
RETURNING calls
"""
FORGET = """
DELETE FROM portfolio_callcount WHERE subject IN (
    SELECT subject FROM portfolio_callcount WHERE until <= %(now)s ORDER BY until LIMIT %(most)s FOR UPDATE SKIP LOCKED)
"""


def too_many_calls(*, account_id: int, now: datetime) -> bool:
    """Count one call of a system, by the account it acts through; whether it is more than a minute allows."""
    return bool(_count(f"calls/{account_id}", window=MINUTE, now=now) > settings.CONNECTION_CALLS_PER_MINUTE)


def too_many_numbers(*, provider_id: int, numbers: int, now: datetime) -> bool:
    """Count numbers that a provider has checked; whether they are more than an hour allows."""
    counted = _count(f"numbers/{provider_id}", window=HOUR, now=now, weight=numbers)
    return bool(counted > settings.NUMBER_CHECKS_PER_HOUR)


def too_many_failures(*, number: str, source: str, now: datetime) -> bool:
    """Whether there were so many wrong keys that none is looked at for now."""
    one, all_together = _failures_of(number, source)
    counted = dict(CallCount.objects.filter(subject__in=[one, all_together], until__gt=now).values_list("pk", "calls"))
    return counted.get(one, 0) >= FAILURES_FROM_ONE_SOURCE or counted.get(all_together, 0) >= FAILURES_FROM_ALL


def count_failure(*, number: str, source: str, now: datetime) -> None:
    """Remember a wrong key, and forget what no longer matters, so that guesses do not fill the table."""
    for subject in _failures_of(number, source):
        _count(subject, window=FAILURE_WINDOW, now=now)
    with connection.cursor() as cursor:
        cursor.execute(FORGET, {"now": now, "most": FORGOTTEN_AT_ONCE})


def _failures_of(number: str, source: str) -> tuple[str, str]:
    short = number[:20].replace("\x00", "")
    return f"wrong-key/{short}/{source[:60]}", f"wrong-key/{short}"


def _count(subject: str, *, window: timedelta, now: datetime, weight: int = 1) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"subject": subject, "weight": weight, "now": now, "until": now + window})
        (calls,) = cursor.fetchone()
    return int(calls)
