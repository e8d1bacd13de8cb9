"""Settling: writing down how an attempt to send ended, by whoever made it and nobody else."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from notifications.catalogue import KINDS
from notifications.models import Notice
from notifications.rules.retries import wait_after
from register.services.events import record_event

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]
State = Notice.State

# Longer than the slowest conversation with a mail server that answers just within every time-out (EMAIL_TIMEOUT).
LEASE = timedelta(minutes=5)
# How long a reminder of unknown outcome waits for a report before it is sent once more.
HOLD = timedelta(hours=4)
# So many workers may die with a notice in hand before it is put aside: it may be what they die of.
MOST_CRASHES = 3

REMINDERS = sorted(kind.code for kind in KINDS.values() if not kind.statutory)


def put_back(notice: Notice, error: str, *, clock: Clock, jitter: Callable[[], float]) -> Notice.State | None:
    """Queue it again for later; FAILED after the last attempt."""
    wait = wait_after(notice.attempts, jitter=jitter())
    if wait is None:
        return settle(notice, State.FAILED, clock=clock, error=error)
    return settle(notice, State.QUEUED, clock=clock, error=error, not_before=clock() + wait, handed_until=None)


def put_back_after_crash(notice: Notice, *, clock: Clock, jitter: Callable[[], float]) -> Notice.State | None:
    """Queue what a worker died with before anything left; FAILED when it was in the hands of too many of them."""
    crashes = notice.crashes + 1
    Notice.objects.filter(pk=notice.pk, attempts=notice.attempts, state=State.SENDING).update(crashes=crashes)
    if crashes >= MOST_CRASHES:
        return settle(notice, State.FAILED, clock=clock, error=f"{crashes} workers stopped with this notice in hand.")
    return put_back(notice, "The worker stopped before sending.", clock=clock, jitter=jitter)


@transaction.atomic
def settle(notice: Notice, state: Notice.State, *, clock: Clock, error: str = "", **values: Any) -> Notice.State | None:
    """Write down how this attempt ended. None when the row has moved on since.

    Whoever knows the outcome may still say so when the row is UNKNOWN by then: nobody else has tried it again.
    """
    now = clock()
    if state == State.SENT:
        values["sent_at"] = now
    if state == State.UNKNOWN:
        values["not_before"] = now + HOLD
    else:
        values["lease_until"] = None
    mine = Notice.objects.filter(pk=notice.pk, attempts=notice.attempts, state__in=[State.SENDING, State.UNKNOWN])
    if not mine.update(state=state, error=error, **values):
        return None
    if state != State.QUEUED:
        record_event(
            kind=f"notice.{state.lower()}",
            subject_type="notice",
            subject_uuid=notice.uuid,
            **notice.concerns,
            actor=None,
            now=now,
            data={"kind": notice.kind, "milestone": notice.milestone, "channel": notice.channel},
        )
    level = logging.WARNING if state in (State.UNKNOWN, State.FAILED) else logging.INFO
    logger.log(level, "notice_%s notice=%s attempt=%s", state.lower(), notice.uuid, notice.attempts)
    return state
