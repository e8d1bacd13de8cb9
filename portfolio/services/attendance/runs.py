"""The run of a course that nobody announces: e-learning and peer groups are attended on any accredited day."""

from datetime import datetime, timedelta

from django.db.backends.utils import CursorWrapper
from django.db.models import Max, Min

from accreditation.models import Course
from accreditation.services.editions import add_edition

# Only for what somebody accredits: anything else is refused, and needs none.
WITHOUT_A_RUN = """
SELECT DISTINCT n.course_id FROM attendance_resolved n
JOIN attendance_worth w ON w.named = n.named WHERE n.edition_id IS NULL
"""
GIVE_RUN = "UPDATE attendance_resolved SET edition_id = %s WHERE course_id = %s AND edition_id IS NULL"


def open_runs(cursor: CursorWrapper, *, now: datetime) -> None:
    """Give each course that is booked without an edition the one it needs, under the code of the course."""
    cursor.execute(WITHOUT_A_RUN)
    courses = Course.objects.filter(pk__in=[course for (course,) in cursor.fetchall()])
    for course in courses.annotate(first=Min("accreditations__valid_from"), end=Max("accreditations__valid_before")):
        edition = add_edition(
            course=course,
            code=course.code,
            starts_on=course.first,
            ends_on=course.end - timedelta(days=1),
            actor=None,
            now=now,
        )
        cursor.execute(GIVE_RUN, [edition.pk, course.pk])
