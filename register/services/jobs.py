"""The record of what scheduled jobs did."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Q

from register.models import JobRun

# Sweeps run every few seconds and mostly find nothing: a day of those is enough to see that they ran.
KEEP, KEEP_IDLE = timedelta(days=90), timedelta(days=1)


def record_job(*, name: str, work: Callable[[], int], clock: Callable[[], datetime]) -> int:
    """Run one job and keep when it ran, how many rows it touched and how it ended. Returns the number of rows."""
    run = JobRun.objects.create(name=name, started_at=clock())
    try:
        rows = work()
    except Exception as error:
        JobRun.objects.filter(pk=run.pk).update(
            state=JobRun.State.FAILED, finished_at=clock(), error=f"{type(error).__name__}: {error}"[:2000]
        )
        raise
    JobRun.objects.filter(pk=run.pk).update(state=JobRun.State.DONE, finished_at=clock(), rows=rows)
    _forget_old_runs(name, clock())
    return rows


def _forget_old_runs(name: str, now: datetime) -> None:
    idle = Q(state=JobRun.State.DONE, rows=0, started_at__lt=now - KEEP_IDLE)
    JobRun.objects.filter(idle | Q(started_at__lt=now - KEEP), name=name).delete()
