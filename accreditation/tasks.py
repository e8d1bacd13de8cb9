"""What workers do for this app. Each may be started twice or too often: the rows say what is still to do."""

from celery import shared_task

from accreditation.services.applications.changes import triage_changes
from accreditation.services.applications.clocks import remind_of_repeats, tell_overdue
from register.clock import now, today
from register.services.jobs import record_job


@shared_task
def tell_overdue_applications() -> None:
    """Tell of each step of an application that takes longer than was promised."""
    record_job(name="tell_overdue_applications", work=lambda: tell_overdue(today=today(), now=now()), clock=now)


@shared_task
def remind_of_repeat_applications() -> None:
    """Tell providers which accreditations end, and that a repeat may be applied for."""
    record_job(
        name="remind_of_repeat_applications", work=lambda: remind_of_repeats(today=today(), now=now()), clock=now
    )


@shared_task
def triage_course_changes() -> None:
    """Say of each new version of an accredited course what it means to the registers that accredit it."""
    record_job(name="triage_course_changes", work=lambda: triage_changes(today=today(), now=now()), clock=now)
