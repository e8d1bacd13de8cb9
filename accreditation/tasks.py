"""What workers do for this app. Each may be started twice or too often: the rows say what is still to do."""

from celery import shared_task

from accreditation.services.applications.changes import triage_changes
from accreditation.services.applications.clocks import remind_of_repeats, tell_overdue
from register.clock import now, today
from register.services.jobs import recorded


@shared_task
@recorded(clock=now)
def tell_overdue_applications() -> int:
    """Tell of each step of an application that takes longer than was promised."""
    return tell_overdue(today=today(), now=now())


@shared_task
@recorded(clock=now)
def remind_of_repeat_applications() -> int:
    """Tell providers which accreditations end, and that a repeat may be applied for."""
    return remind_of_repeats(today=today(), now=now())


@shared_task
@recorded(clock=now)
def triage_course_changes() -> int:
    """Say of each new version of an accredited course what it means to the registers that accredit it."""
    return triage_changes(today=today(), now=now())
