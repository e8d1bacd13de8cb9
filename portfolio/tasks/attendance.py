"""What providers report."""

from celery import shared_task

from portfolio.services import evaluations, missing_attendance, overdue_attendance, wrong_attendance
from portfolio.services.attendance.booking import book_attendance_list
from portfolio.services.attendance.handing_out import hand_out_unfinished
from register.clock import now, today
from register.services.jobs import recorded


@shared_task
def book_attendance_batch(batch_id: int) -> None:
    """Book what is still to book of one list."""
    book_attendance_list(batch_id=batch_id, clock=now)


@shared_task
@recorded(clock=now)
def resume_attendance_batches() -> int:
    """Hand every unfinished list to a worker: those whose message or worker was lost go on this way."""
    return hand_out_unfinished()


@shared_task
@recorded(clock=now)
def settle_missing_attendance() -> int:
    """Put before the office what providers left unanswered, and close what a list has answered."""
    return missing_attendance.settle_waiting(on=today(), now=now())


@shared_task
@recorded(clock=now)
def settle_wrong_attendance() -> int:
    """Put before the office what providers left unanswered, and close what was reversed meanwhile."""
    return wrong_attendance.settle_waiting(on=today(), now=now())


@shared_task
@recorded(clock=now)
def block_overdue_providers() -> int:
    """Keep providers whose attendance is overdue from applying, and let those apply again that reported."""
    return overdue_attendance.block_overdue_providers(on=today(), now=now())


@shared_task
@recorded(clock=now)
def invite_to_evaluate() -> int:
    """Ask participants what they thought of a course, and later what changed in their practice."""
    return evaluations.invite_to_evaluate(on=today(), now=now())
