"""Telling a worker to look at a list now. Nothing depends on it: a list that waits is a row, found by the sweep."""

import logging

from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError

from portfolio.models import AttendanceBatch

logger = logging.getLogger(__name__)
TASK = "portfolio.tasks.book_attendance_batch"
# A message that no worker took in this many sweeps is dropped: later ones say the same.
SWEEPS_TO_LIVE = 10


def hand_out(*, batch_id: int) -> bool:
    """Queue one list for a worker. False when the queue cannot be reached, which delays the list and loses nothing."""
    try:
        current_app.send_task(
            TASK, kwargs={"batch_id": batch_id}, expires=SWEEPS_TO_LIVE * settings.SWEEP_SECONDS, retry=False
        )
    except OperationalError:
        logger.warning("queue_unreachable batch=%s", batch_id)
        return False
    return True


def hand_out_unfinished() -> int:
    """Queue every unfinished list; returns how many. Stops at the first that the queue does not take."""
    handed_out = 0
    for batch_id in AttendanceBatch.objects.unfinished().order_by("id").values_list("id", flat=True):
        if not hand_out(batch_id=batch_id):
            break
        handed_out += 1
    return handed_out
