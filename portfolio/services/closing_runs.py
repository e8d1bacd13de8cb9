"""Closing cycles on a schedule: the registrations are shared out over the workers; each share bears running twice."""

import logging
from collections.abc import Sequence
from datetime import date, datetime

from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError

from portfolio.errors import CyclesNotClosed
from portfolio.services.closings import NotClosed, close_ended_cycles, registrations_to_close
from register.models import Registration

logger = logging.getLogger(__name__)
TASK = "portfolio.tasks.close_cycles_of_registrations"
REGISTRATIONS_A_TASK = 200


def hand_out_ended_cycles(*, on: date) -> int:
    """Queue the registrations with an ended cycle for the workers; returns how many. The next run finds those left."""
    waiting = registrations_to_close(on=on)
    try:
        with current_app.connection_for_write(transport_options={"max_retries": 0}) as queue:
            for start in range(0, len(waiting), REGISTRATIONS_A_TASK):
                current_app.send_task(
                    TASK,
                    kwargs={"registration_ids": waiting[start : start + REGISTRATIONS_A_TASK]},
                    expires=settings.CYCLE_CLOSING_SECONDS,
                    connection=queue,
                    retry=False,
                )
    except OperationalError:
        logger.warning("queue_unreachable task=%s", TASK)
    return len(waiting)


def close_registrations(*, registration_ids: Sequence[int], on: date, now: datetime) -> int:
    """Close the ended cycles of these registrations; returns how many. Raises CyclesNotClosed after all of them."""
    turns = list(close_ended_cycles(registration_ids=registration_ids, on=on, now=now))
    failed = [turn.registration_id for turn in turns if isinstance(turn, NotClosed)]
    if failed:
        rows = Registration.objects.filter(pk__in=failed).order_by("pk").values_list("register__code", "number")
        raise CyclesNotClosed.of([f"{code} {number}" for code, number in rows])
    return sum(not isinstance(turn, NotClosed) and turn.waits_until is None for turn in turns)
