"""Which mandate lets an organisation run editions of another's course."""

from collections.abc import Collection
from datetime import date

from accreditation.models import AttendanceMandate, Course


def mandate_to_run_editions(organisations: Collection[int], course: Course, on: date) -> AttendanceMandate | None:
    """The mandate of one of these organisations that lets it run editions of the course on a day."""
    held = AttendanceMandate.objects.held_on(on).filter(employer__in=organisations, course=course)
    return held.filter(runs_editions=True).order_by("id").first()
