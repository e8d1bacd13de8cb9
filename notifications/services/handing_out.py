"""Handing out: what is due goes to the workers in batches, and what dead workers left is settled."""

import random
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from notifications.models import Notice
from notifications.services.settling import REMINDERS, put_back_after_crash, settle

State = Notice.State

# How long a row that was handed to the queue isn't handed out again: a lost queue costs no more than this.
HANDED = timedelta(minutes=5)
# As many as one connection to a mail server takes without trouble; a night of 60,000 is still shared by all workers.
BATCH = 50


def hand_out_due(*, now: datetime, limit: int) -> list[list[int]]:
    """Ids of queued notices whose time has come, oldest first, in batches. Each is handed out once per HANDED.

    What one reader is to get lies in one batch, so that it is sent in order.
    """
    with transaction.atomic():
        waiting = Notice.objects.filter(state=State.QUEUED, not_before__lte=now)
        free = waiting.filter(Q(handed_until=None) | Q(handed_until__lte=now)).order_by("not_before", "id")
        rows = list(free.select_for_update(skip_locked=True).values_list("pk", "person_id", "address")[:limit])
        Notice.objects.filter(pk__in=[pk for pk, *_ in rows]).update(handed_until=now + HANDED)
    return _in_batches(rows)


def settle_expired_leases(*, now: datetime, jitter: Callable[[], float] = random.random) -> int:
    """Settle what a worker left behind: UNKNOWN if the message may have left, else queued again. Returns how many."""
    with transaction.atomic():
        left = Notice.objects.filter(state=State.SENDING, lease_until__lte=now).select_related(
            "registration__register", "event"
        )
        rows = list(left.select_for_update(skip_locked=True, of=("self",)).order_by("id"))
        for notice in rows:
            if notice.body:
                settle(notice, State.UNKNOWN, clock=lambda: now, error="The worker stopped while sending.")
            else:
                put_back_after_crash(notice, clock=lambda: now, jitter=jitter)
    return len(rows)


def retry_held_reminders(*, now: datetime) -> int:
    """Queue each reminder of unknown outcome once more, as the same message, when nothing was heard of it meanwhile.

    A reminder twice is better than none. What is statutory isn't touched: its outcome waits for a person.
    """
    held = Notice.objects.filter(state=State.UNKNOWN, not_before__lte=now, retried_at=None, kind__in=REMINDERS)
    return held.update(state=State.QUEUED, retried_at=now, lease_until=None, handed_until=None)


def _in_batches(rows: Iterable[tuple[int, int | None, str]]) -> list[list[int]]:
    by_reader: dict[int | str, list[int]] = {}
    for pk, person, address in rows:
        by_reader.setdefault(person or address, []).append(pk)
    batches: list[list[int]] = []
    for ids in by_reader.values():
        if not batches or len(batches[-1]) >= BATCH:
            batches.append([])
        batches[-1].extend(ids)
    return batches
