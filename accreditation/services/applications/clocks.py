"""What the clock brings: terms that pass, and accreditations that end and may be repeated."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from accreditation.catalogue import WAITING_FOR, State
from accreditation.models import Accreditation, Course, RepeatReminder, StateSpan
from accreditation.selectors import policy_of
from accreditation.selectors.applications import overdue_spans
from accreditation.services.applications.moving import tell
from register.models import Register
from register.rules.periods import add_months
from register.services.events import record_event

LONGEST_AHEAD = 24
"""Months: no policy opens repeats earlier."""


def tell_overdue(*, today: date, now: datetime) -> int:
    """Tell of each step that takes longer than was promised, once. How many."""
    late = overdue_spans(on=today).filter(told_overdue_at=None)
    rows = late.select_related(
        "assessment__register", "assessment__application__provider", "assessment__application__course"
    )
    return sum(_tell_late(span, now) for span in rows.order_by("id"))


@transaction.atomic
def _tell_late(span: StateSpan, now: datetime) -> bool:
    if not StateSpan.objects.filter(pk=span.pk, left_at=None, told_overdue_at=None).update(told_overdue_at=now):
        return False
    assert span.due_on
    tell(
        assessment=span.assessment,
        kind="application.overdue",
        actor=None,
        now=now,
        data={
            "state": span.state,
            "dueOn": span.due_on.isoformat(),
            "waitingFor": WAITING_FOR[State(span.state)].value,
        },
    )
    return True


def remind_of_repeats(*, today: date, now: datetime) -> int:
    """Tell providers from which accreditation a repeat may be applied for now, once per end. How many."""
    later = Accreditation.objects.in_force().filter(
        course=OuterRef("course"), register=OuterRef("register"), valid_before__gt=OuterRef("valid_before")
    )
    reminded = RepeatReminder.objects.filter(
        course=OuterRef("course"), register=OuterRef("register"), valid_before=OuterRef("valid_before")
    )
    ending = Accreditation.objects.in_force().filter(
        valid_before__gt=today, valid_before__lte=add_months(today, LONGEST_AHEAD + 1)
    )
    rows = ending.filter(~Exists(later), ~Exists(reminded)).values_list("register", "course", "valid_before").distinct()
    told, months = 0, {}
    for register_id, course_id, ends in sorted(rows):
        if register_id not in months:
            months[register_id] = policy_of(register_id, on=today).repeat_months_before
        if add_months(ends, -months[register_id]) <= today:
            told += _remind(register_id, course_id, ends, now)
    return told


@transaction.atomic
def _remind(register_id: int, course_id: int, ends: date, now: datetime) -> bool:
    _, new = RepeatReminder.objects.get_or_create(
        course_id=course_id, register_id=register_id, valid_before=ends, defaults={"reminded_at": now}
    )
    if new:
        course = Course.objects.select_related("provider").get(pk=course_id)
        record_event(
            kind="accreditation.repeat-due",
            subject_type="course",
            subject_uuid=course.uuid,
            register_id=register_id,
            organisation_id=Register.objects.values_list("association_id", flat=True).get(pk=register_id),
            actor=None,
            now=now,
            data={"provider": str(course.provider.uuid), "course": str(course.uuid), "endsBefore": ends.isoformat()},
        )
    return new
