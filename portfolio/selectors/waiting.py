"""How much of the work of the portfolio waits for a worker."""

from datetime import datetime

from portfolio.models import AttendanceBatch, StaleStanding
from register.selectors.waiting import Waiting, waiting


def waiting_standings(*, now: datetime) -> Waiting:
    """Standings to be made anew, without those whose last attempt failed."""
    return waiting(StaleStanding.objects.filter(error=""), "marked_at", now=now)


def waiting_lists(*, now: datetime) -> Waiting:
    """Attendance lists that are not read to the end."""
    unfinished = (AttendanceBatch.State.RECEIVED, AttendanceBatch.State.PROCESSING)
    return waiting(AttendanceBatch.objects.filter(state__in=unfinished), "received_at", now=now)
