"""The record of what scheduled jobs did."""

from collections.abc import Callable
from datetime import datetime

from register.models import JobRun


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
    return rows
