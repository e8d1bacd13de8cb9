"""Closing cycles on a schedule: the registrations are shared out over the workers; each share bears running twice."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings

from portfolio.errors import CyclesNotClosed
from portfolio.services.closings import NotClosed, close_ended_cycles, registrations_to_close
from portfolio.services.queue import nudge
from register.models import Registration

TASK = "portfolio.tasks.close_cycles_of_registrations"
REGISTRATIONS_A_TASK = 200


def hand_out_ended_cycles(*, on: date) -> int:
    """Queue the registrations with an ended cycle for the workers; returns how many. The next run finds those left."""
    waiting = registrations_to_close(on=on)
    starts = range(0, len(waiting), REGISTRATIONS_A_TASK)
    messages = ({"registration_ids": waiting[start : start + REGISTRATIONS_A_TASK]} for start in starts)
    nudge(TASK, messages, expires=settings.DAILY_SECONDS)
    return len(waiting)


def close_registrations(*, registration_ids: Sequence[int], on: date, now: datetime) -> int:
    """Close the ended cycles of these registrations; returns how many. Raises CyclesNotClosed after all of them."""
    turns = list(close_ended_cycles(registration_ids=registration_ids, on=on, now=now))
    failed = [turn.registration_id for turn in turns if isinstance(turn, NotClosed)]
    if failed:
        rows = Registration.objects.filter(pk__in=failed).order_by("pk").values_list("register__code", "number")
        raise CyclesNotClosed.of([f"{code} {number}" for code, number in rows])
    return sum(not isinstance(turn, NotClosed) and turn.waits_until is None for turn in turns)
