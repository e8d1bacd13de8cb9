"""Keeping pace: how many messages a minute go down one lane, counted where every worker sees it."""

from datetime import datetime, timedelta

from django.db import connection

from notifications.channels.interface import Lane
from notifications.models import Pace

# One statement, so that workers that ask at the same moment are counted one after the other. Nothing comes back from
# it when the minute is full.
TAKE_TURN = """
INSERT INTO notifications_pace AS pace (lane, minute, taken) VALUES (%(lane)s, %(minute)s, 1)
ON CONFLICT (lane) DO UPDATE
    SET minute = excluded.minute, taken = CASE WHEN pace.minute = excluded.minute THEN pace.taken + 1 ELSE 1 END
    WHERE pace.minute < excluded.minute OR pace.minute = excluded.minute AND pace.taken < %(most)s
RETURNING taken
"""
KEEP = timedelta(hours=1)


def take_turn(*, lane: Lane, now: datetime) -> datetime | None:
    """Take one of the turns of this minute. None when it was granted; else when to ask again."""
    minute = now.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(TAKE_TURN, {"lane": lane.name, "minute": minute, "most": lane.per_minute})
        return None if cursor.fetchone() else minute + timedelta(minutes=1)


def forget_old_paces(*, now: datetime) -> int:
    """Let lanes go that nobody used for an hour. Returns how many."""
    return Pace.objects.filter(minute__lt=now - KEEP).delete()[0]
