"""Who may report attendance of a course."""

from datetime import date

from accreditation.models import AttendanceMandate, Course, GroupContact


def may_report_for(organisation_id: int, course: Course, on: date) -> bool:
    """Whether an organisation may report attendance of a course on the day it reports: its own, or by mandate."""
    return (
        course.provider_id == organisation_id
        or AttendanceMandate.objects.held_on(on).filter(employer=organisation_id, course=course).exists()
    )


def may_run_editions_of(organisation_id: int, course: Course, on: date) -> bool:
    """Whether an organisation may add editions to a course on a day: its own, or by a mandate that says so."""
    mandates = AttendanceMandate.objects.held_on(on).filter(employer=organisation_id, course=course)
    return course.provider_id == organisation_id or mandates.filter(runs_editions=True).exists()


def is_contact_of(user_id: int, course: Course, on: date) -> bool:
    """Whether a person is the contact of this peer group on a day, and so may report its attendance."""
    return GroupContact.objects.held_on(on).filter(user=user_id, course=course).exists()
