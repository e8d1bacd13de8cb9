"""Telling a worker to look at a list now. Nothing depends on it: a list that waits is a row, found by the sweep."""

import logging
from collections.abc import Iterable

from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError

from portfolio.models import AttendanceBatch

logger = logging.getLogger(__name__)
TASK = "portfolio.tasks.book_attendance_batch"
# A message that no worker took in this many sweeps is dropped: later ones say the same.
SWEEPS_TO_LIVE = 10


def hand_out(batch_ids: Iterable[int]) -> int:
    """Queue lists for the workers; returns how many. Stops when the queue cannot be reached: they wait, not lost."""
    handed_out = 0
    try:
        # Without this the one who sent a list waits seconds for a queue that is away.
        with current_app.connection_for_write(transport_options={"max_retries": 0}) as queue:
            for batch_id in batch_ids:
                current_app.send_task(
                    TASK,
                    kwargs={"batch_id": batch_id},
                    expires=SWEEPS_TO_LIVE * settings.SWEEP_SECONDS,
                    connection=queue,
                    retry=False,
                )
                handed_out += 1
    except OperationalError:
        logger.warning("queue_unreachable handed_out=%s", handed_out)
    return handed_out


def hand_out_unfinished() -> int:
    """Queue every unfinished list, the oldest first; returns how many."""
    return hand_out(AttendanceBatch.objects.unfinished().order_by("id").values_list("id", flat=True))
