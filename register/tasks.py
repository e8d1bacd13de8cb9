"""What workers do for this app. Each may be started twice or too often: the rows say what is still to do."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings

from register.clock import now, today
from register.services import jobs, kept_answers, machines, roles, sessions


@shared_task
def tidy_job_runs() -> None:
    """Let old runs of jobs go, and mark those whose worker died."""
    jobs.record_job(name="tidy_job_runs", work=lambda: jobs.tidy_job_runs(now=now()), clock=now)


@shared_task
def forget_answers() -> None:
    """Forget what was answered to requests with an Idempotency-Key, after its term."""
    jobs.record_job(name="forget_answers", work=lambda: kept_answers.forget_answers(now=now()), clock=now)


@shared_task
def tidy_sessions() -> None:
    """Let sessions go that open nothing any more."""
    longest = timedelta(seconds=settings.SESSION_SECONDS)
    jobs.record_job(name="tidy_sessions", work=lambda: sessions.tidy_sessions(longest=longest, now=now()), clock=now)


@shared_task
def forget_tokens() -> None:
    """Let the tokens of machines go that have expired."""
    jobs.record_job(name="forget_tokens", work=lambda: machines.forget_tokens(now=now()), clock=now)


@shared_task
def announce_ending_roles() -> None:
    """Tell whose role ends within a month, and those who may give it again."""
    jobs.record_job(
        name="announce_ending_roles",
        work=lambda: roles.announce_ending_roles(today=today(), now=now()),
        clock=now,
    )
