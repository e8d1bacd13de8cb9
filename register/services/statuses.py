"""The status of registrations: one step of the table from a day on, and back with the decision it rests on."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from register.access import Actor
from register.catalogue import ENDED, MARK_AXES, MARK_MOVES, REGISTRATION, STATUS_MOVES, Mark, Status
from register.errors import StatusCannotMove
from register.models import Registration, StatusChange
from register.services.events import record_event


@transaction.atomic
def set_status(
    *,
    registration: Registration,
    value: Status | Mark,
    starts_on: date,
    axis: str = REGISTRATION,
    ground: UUID | None,
    actor: Actor | None,
    now: datetime,
) -> StatusChange | None:
    """Let the registration be this from a day on, on one axis; None when it is that already.

    What was planned on the axis from that day on is withdrawn: so what was granted until a day goes on. A status that
    ends the registration sets the day on which it no longer holds. Raises StatusCannotMove when the table has no such
    step from what it is on that day.
    """
    held = (
        Registration.objects.select_for_update(no_key=True, of=("self",))
        .select_related("register")
        .get(pk=registration.pk)
    )
    rows = StatusChange.objects.standing().filter(registration=held, axis=axis)
    before = rows.filter(starts_on__lt=starts_on).order_by("-starts_on").first()
    if rows.filter(starts_on=starts_on, value=value).exists() and not rows.filter(starts_on__gt=starts_on).exists():
        return None
    was = before.value if before else None
    goes_on = value == (was or Status.REGISTERED) and rows.filter(starts_on__gte=starts_on).exists()
    if axis != REGISTRATION or not goes_on:  # going on as it was takes back what was planned, and is no step
        _refuse_step(axis, was, value, held, starts_on)
    rows.filter(starts_on__gte=starts_on).update(withdrawn_at=now, withdrawn_ground=ground)
    change = StatusChange.objects.create(
        registration=held,
        axis=axis,
        value=value,
        starts_on=starts_on,
        ground=ground,
        recorded_at=now,
        recorded_by_id=actor.user_id if actor else None,
    )
    _end_with(held)
    _record("registration.status-set", held, actor, now, {"axis": axis, "value": value, "startsOn": str(starts_on)})
    return change


def _held(registration: Registration) -> Registration:
    rows = Registration.objects.select_for_update(no_key=True, of=("self",)).select_related("register")
    return rows.get(pk=registration.pk)


def _refuse_step(axis: str, before: str | None, value: Status | Mark, registration: Registration, day: date) -> None:
    if axis == REGISTRATION and isinstance(value, Status):
        first = day == registration.registered_on
        fits = (first and value not in ENDED) or value in STATUS_MOVES[Status(before or Status.REGISTERED)]
    else:
        known = axis.partition(":")[0] in MARK_AXES and isinstance(value, Mark)
        fits = known and value in MARK_MOVES[Mark(before) if before else None]
    if not fits or day < registration.registered_on:
        raise StatusCannotMove(
            nl=f"Op {day} kan deze registratie niet van {before or Status.REGISTERED} naar {value}.",
            en=f"On {day} this registration cannot go from {before or Status.REGISTERED} to {value}.",
        )


@transaction.atomic
def withdraw_statuses(*, registration: Registration, ground: UUID, by: UUID, actor: Actor | None, now: datetime) -> int:
    """Take back what rests on `ground`, and put back what was withdrawn for it, on account of the decision `by`.

    So a registration is again what it would have been, from the first day on. Twice is harmless.
    """
    held = (
        Registration.objects.select_for_update(no_key=True, of=("self",))
        .select_related("register")
        .get(pk=registration.pk)
    )
    rows = StatusChange.objects.filter(registration=held)
    taken = rows.standing().filter(ground=ground).update(withdrawn_at=now, withdrawn_ground=by)
    if not taken:
        return 0
    for old in rows.filter(withdrawn_ground=ground).order_by("starts_on"):
        if not rows.standing().filter(axis=old.axis, starts_on=old.starts_on).exists():
            StatusChange.objects.create(
                registration=held,
                axis=old.axis,
                value=old.value,
                starts_on=old.starts_on,
                ground=old.ground,
                recorded_at=now,
                recorded_by_id=actor.user_id if actor else None,
            )
    _end_with(held)
    _record("registration.status-withdrawn", held, actor, now, {"ground": str(ground), "by": str(by)})
    return taken


def _end_with(registration: Registration) -> None:
    """The registration holds until the day on which its status ends it, or goes on."""
    ending = StatusChange.objects.standing().filter(
        registration=registration, axis=REGISTRATION, value__in=sorted(ENDED)
    )
    first = ending.order_by("starts_on").values_list("starts_on", flat=True).first()
    Registration.objects.filter(pk=registration.pk).update(ended_before=first)


def _record(kind: str, registration: Registration, actor: Actor | None, now: datetime, data: dict[str, str]) -> None:
    record_event(
        kind=kind,
        subject_type="registration",
        subject_uuid=registration.uuid,
        register_id=registration.register_id,
        organisation_id=registration.register.association_id,
        person_id=registration.person_id,
        actor=actor,
        now=now,
        data=data,
    )
