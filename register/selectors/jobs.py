"""Which scheduled jobs should have run and have not."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Max

from register.models import JobRun
from register.rules.jobs import Job

# Machines disagree a little. A run that ended further ahead is of a clock that was wrong, and says nothing of today.
AHEAD = timedelta(minutes=1)


def late_jobs(jobs: Iterable[Job], *, now: datetime) -> dict[str, datetime | None]:
    """The jobs that have not ended well for longer than their table allows, and when each did last; None for never."""
    done = JobRun.objects.filter(state=JobRun.State.DONE, finished_at__lte=now + AHEAD).order_by()
    last = dict(done.values("name").annotate(last=Max("finished_at")).values_list("name", "last"))
    ended = {job: last.get(job.name) for job in jobs}
    return {job.name: at for job, at in ended.items() if at is None or at < now - job.late_after}
