"""Accreditations: what a course brings in a register is written once, and replaced by what was decided later."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from accreditation.errors import AccreditationOverlaps
from accreditation.models import Accreditation, Course, Decision
from accreditation.rules.worth import Line, lines_of
from accreditation.services.interests import refuse_interested
from accreditation.services.standing import refuse_unauthorised
from register.access import Actor
from register.errors import constraint_of
from register.models import Register
from register.services.categories import refuse_unknown_category
from register.services.events import record_event


@transaction.atomic
def accredit_course(
    *,
    course: Course,
    register: Register,
    category: str,
    quantity: Decimal,
    unit: str,
    tags: list[str],
    valid_from: date,
    valid_before: date,
    reason: str,
    decided_by: Actor,
    today: date,
    now: datetime,
) -> Accreditation:
    """Record a decision that was taken outside the system, such as on paper: what the course counts for, and why here.

    In [valid_from, valid_before). The provider must be authorised by the register's association; nobody decides on a
    course in which they have an interest.
    """
    refuse_interested(user_id=decided_by.user_id, course=course, on=today)
    refuse_unknown_category(register=register, category=category, on=today)
    refuse_unauthorised(provider=course.provider, register=register, on=today)
    (accreditation,) = _write(
        course=course,
        register=register,
        lines=[Line(category, quantity, unit)],
        tags=tags,
        valid_from=valid_from,
        valid_before=valid_before,
        reason=reason,
        decided_by_id=decided_by.user_id,
        now=now,
    )
    record_event(
        kind="course.accredited",
        subject_type="accreditation",
        subject_uuid=accreditation.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        actor=decided_by,
        now=now,
        data={"provider": str(course.provider.uuid), "course": str(course.uuid)},
    )
    return accreditation


def write_granted(*, decision: Decision, now: datetime) -> list[Accreditation]:
    """Write what a decision grants: a row for each line, in the caller's transaction."""
    assessment = decision.assessment
    assert decision.valid_from
    assert decision.valid_before
    return _write(
        course=assessment.application.course,
        register=assessment.register,
        lines=lines_of(decision.lines),
        tags=list(decision.tags),
        valid_from=decision.valid_from,
        valid_before=decision.valid_before,
        decision=decision,
        decided_by_id=decision.decided_by_id,
        now=now,
    )


def end_accreditations(
    *, course: Course, register: Register, from_day: date | None, decided_by_id: int, now: datetime
) -> int:
    """Let what is in force bring nothing from a day on, or at all (None), as known from now. How many rows it touched.

    A row is replaced by what remains of it; before this moment it is still read as it was. In the caller's
    transaction.
    """
    rows = Accreditation.objects.in_force().filter(course=course, register=register)
    if from_day is not None:
        rows = rows.filter(valid_before__gt=from_day)
    ended = list(rows.select_for_update().order_by("id"))
    Accreditation.objects.filter(pk__in=[row.pk for row in ended]).update(replaced_at=now)
    Accreditation.objects.bulk_create(
        Accreditation(
            course=course,
            register=register,
            category=row.category,
            quantity=row.quantity,
            unit=row.unit,
            tags=row.tags,
            valid_from=row.valid_from,
            valid_before=from_day,
            decision_id=row.decision_id,
            reason=row.reason,
            decided_by_id=decided_by_id,
            decided_at=now,
        )
        for row in ended
        if from_day is not None and row.valid_from < from_day
    )
    return len(ended)


def _write(
    *,
    course: Course,
    register: Register,
    lines: Sequence[Line],
    tags: list[str],
    valid_from: date,
    valid_before: date,
    decided_by_id: int,
    now: datetime,
    decision: Decision | None = None,
    reason: str = "",
) -> list[Accreditation]:
    try:
        with transaction.atomic():
            rows = Accreditation.objects.bulk_create(
                Accreditation(
                    course=course,
                    register=register,
                    category=line.category,
                    quantity=line.quantity,
                    unit=line.unit,
                    tags=tags,
                    valid_from=valid_from,
                    valid_before=valid_before,
                    decision=decision,
                    reason=reason,
                    decided_by_id=decided_by_id,
                    decided_at=now,
                )
                for line in lines
            )
    except IntegrityError as error:
        if constraint_of(error) != "accreditation_one_per_day":
            raise
        raise AccreditationOverlaps(
            nl="Deze scholing is in dit register al geaccrediteerd in (een deel van) deze periode.",
            en="This course is already accredited in this register in (part of) this period.",
        ) from error
    return list(Accreditation.objects.filter(pk__in=[row.pk for row in rows]).order_by("id"))
