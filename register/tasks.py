"""What workers do for this app. Each may be started twice or too often: the rows say what is still to do."""

from celery import shared_task

from register.clock import now
from register.services import jobs


@shared_task
def tidy_job_runs() -> None:
    """Let old runs of jobs go, and mark those whose worker died."""
    jobs.record_job(name="tidy_job_runs", work=lambda: jobs.tidy_job_runs(now=now()), clock=now)
