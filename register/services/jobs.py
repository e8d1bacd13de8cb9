"""Running scheduled jobs: each alone, and with a record of what it did."""

import logging
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import wraps
from typing import ParamSpec

from django.db import DatabaseError, InterfaceError, connection

from register.models import JobRun

logger = logging.getLogger(__name__)
State = JobRun.State
P = ParamSpec("P")

KEEP = timedelta(days=90)
LOCK = "SELECT pg_try_advisory_lock(hashtextextended('job ' || %s, 0))"
UNLOCK = "SELECT pg_advisory_unlock(hashtextextended('job ' || %s, 0))"
# Who asks for a share waits for whoever looks whether anybody runs: a moment.
LOCK_SHARED = "SELECT pg_advisory_lock_shared(hashtextextended('job ' || %s, 0)) IS NOT NULL"
UNLOCK_SHARED = "SELECT pg_advisory_unlock_shared(hashtextextended('job ' || %s, 0))"


def record_job(*, name: str, work: Callable[[], int], clock: Callable[[], datetime], alone: bool = True) -> int | None:
    """Run one job and keep when it ran, how many rows it touched and how it ended. Returns the number of rows.

    While the same job runs elsewhere nothing is done, and None is returned. `alone=False` is for tasks that are given a
    part of the work, of which several run at once: without it, the parts of all but one would wait for the next time.
    The lock belongs to the database connection: it ends with its worker, whatever ends that.
    """
    with _lock_of(name, alone=alone) as ours:
        if not ours:
            logger.info("job_runs_already job=%s", name)
            return None
        if alone:
            _abandon(name, clock())
        return _run(name, work, clock)


def recorded(
    *, clock: Callable[[], datetime], alone: bool = True
) -> Callable[[Callable[P, int]], Callable[P, int | None]]:
    """Make a job of a function that returns how many rows it touched, by the function's own name: see `record_job`."""

    def job(work: Callable[P, int]) -> Callable[P, int | None]:
        @wraps(work)
        def run(*args: P.args, **kwargs: P.kwargs) -> int | None:
            return record_job(name=work.__name__, work=lambda: work(*args, **kwargs), clock=clock, alone=alone)

        return run

    return job


def tidy_job_runs(*, now: datetime) -> int:
    """Let the runs go that were kept long enough, and mark those whose worker died. Returns how many."""
    names = JobRun.objects.filter(state=State.RUNNING).order_by("name").values_list("name", flat=True)
    found = 0
    for name in names.distinct():
        with _lock_of(name, alone=True) as nobody_runs:
            found += _abandon(name, now) if nobody_runs else 0
    forgotten, _ = JobRun.objects.filter(finished_at__lt=now - KEEP).delete()
    return found + forgotten


def _run(name: str, work: Callable[[], int], clock: Callable[[], datetime]) -> int:
    worker = f"{platform.node()}:{os.getpid()}"[:120]
    run = JobRun.objects.create(name=name, worker=worker, started_at=clock())
    try:
        rows = work()
    except Exception as error:
        _end(run, State.FAILED, clock(), error=f"{type(error).__name__}: {error}"[:2000])
        raise
    _end(run, State.DONE, clock(), rows=rows)
    # Sweeps run every few seconds and mostly find nothing: the last of those is enough to see that they ran.
    JobRun.objects.filter(name=name, state=State.DONE, rows=0, pk__lt=run.pk).delete()
    return rows


def _end(run: JobRun, state: JobRun.State, now: datetime, **values: object) -> None:
    JobRun.objects.filter(pk=run.pk).update(state=state, finished_at=now, **values)


def _abandon(name: str, now: datetime) -> int:
    """Mark the runs that a dead worker left behind. Only for who holds the lock of the job."""
    left = JobRun.objects.filter(name=name, state=State.RUNNING)
    return left.update(state=State.ABANDONED, finished_at=now, error="The worker stopped before the end.")


@contextmanager
def _lock_of(name: str, *, alone: bool) -> Iterator[bool]:
    lock, unlock = (LOCK, UNLOCK) if alone else (LOCK_SHARED, UNLOCK_SHARED)
    ours = _asked(lock, name)
    try:
        yield ours
    finally:
        if ours:
            with suppress(DatabaseError, InterfaceError):  # a connection that broke has let go of it
                _asked(unlock, name)


def _asked(statement: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [name])
        (answer,) = cursor.fetchone()
        return bool(answer)
