"""What workers do for this app. Each may be started twice or too often: the rows say what is still to do."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings

from register.clock import now, today
from register.services import jobs, kept_answers, machines, roles, sessions
from register.services.jobs import recorded


@shared_task
@recorded(clock=now)
def tidy_job_runs() -> int:
    """Let old runs of jobs go, and mark those whose worker died."""
    return jobs.tidy_job_runs(now=now())


@shared_task
@recorded(clock=now)
def forget_answers() -> int:
    """Forget what was answered to requests with an Idempotency-Key, after its term."""
    return kept_answers.forget_answers(now=now())


@shared_task
@recorded(clock=now)
def tidy_sessions() -> int:
    """Let sessions go that open nothing any more."""
    longest = timedelta(seconds=settings.SESSION_SECONDS)
    return sessions.tidy_sessions(longest=longest, now=now())


@shared_task
@recorded(clock=now)
def forget_tokens() -> int:
    """Let the tokens of machines go that have expired."""
    return machines.forget_tokens(now=now())


@shared_task
@recorded(clock=now)
def announce_ending_roles() -> int:
    """Tell whose role ends within a month, and those who may give it again."""
    return roles.announce_ending_roles(today=today(), now=now())
