"""How often something may be done, counted in the database, so that every web process counts along.

A window begins with the first call in it and lasts a fixed time.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from portfolio.models import CallCount
from register.errors import Limit, TooOften

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
RETURNING calls, until
"""
FORGET = """
DELETE FROM portfolio_callcount WHERE subject IN (
    SELECT subject FROM portfolio_callcount WHERE until <= %(now)s ORDER BY until LIMIT %(most)s FOR UPDATE SKIP LOCKED)
"""


def count_call(*, account_id: int, now: datetime) -> None:
    """Count one call of a system, by the account it acts through. TooOften when a minute does not allow it."""
    limit = Limit("calls", settings.CONNECTION_CALLS_PER_MINUTE, MINUTE)
    calls, until = _count(f"calls/{account_id}", window=limit.span, now=now)
    if calls > limit.most:
        raise TooOften(
            nl="Te veel aanroepen in korte tijd. Probeer het over een minuut opnieuw.",
            en="Too many calls in a short time. Try again in a minute.",
            limit=limit,
            wait=until - now,
        )


def count_numbers(*, provider_id: int, numbers: int, now: datetime) -> None:
    """Count numbers that a provider checks. TooOften when an hour does not allow as many."""
    limit = Limit("numbers", settings.NUMBER_CHECKS_PER_HOUR, HOUR)
    counted, until = _count(f"numbers/{provider_id}", window=limit.span, now=now, weight=numbers)
    if counted > limit.most:
        raise TooOften(
            nl="Er zijn dit uur te veel nummers nagekeken. Probeer het over een uur opnieuw.",
            en="Too many numbers were checked this hour. Try again in an hour.",
            limit=limit,
            wait=until - now,
        )


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


def _count(subject: str, *, window: timedelta, now: datetime, weight: int = 1) -> tuple[int, datetime]:
    """How many there are in the window with these, and when it ends."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"subject": subject, "weight": weight, "now": now, "until": now + window})
        calls, until = cursor.fetchone()
    return int(calls), until
