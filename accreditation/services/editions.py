"""Editions of courses, as their providers announce, move and cancel them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from accreditation.errors import EditionCodeTaken, EndsTooSoon, IsCancelled, IsNowhere, NotOfThisKind
from accreditation.models import AttendanceMandate, Course, CourseVersion, Edition, Meeting
from accreditation.services.meetings import local, moved_by, refuse_meetings_outside
from register.access import Actor
from register.errors import DomainError, constraint_of
from register.services.events import record_event

MOVES = ("starts_on", "ends_on", "place", "online")  # a participant must know of these


@transaction.atomic
def add_edition(
    *,
    course: Course,
    code: str,
    starts_on: date,
    ends_on: date,
    place: str = "",
    online: bool | None = None,
    language: str = "nl",
    position: tuple[Decimal, Decimal] | None = None,
    capacity: int | None = None,
    mandate: AttendanceMandate | None = None,
    actor: Actor | None,
    now: datetime,
) -> Edition:
    """Announce a run of a course, under its newest version; under a `mandate` when another than the provider runs it.

    `starts_on` and `ends_on` are its first and last day, both included. What has no place is online; what has one is
    when `online` says so. `position` is where the place is, in degrees north and east.
    """
    try:
        with transaction.atomic():
            edition = Edition.objects.create(
                course=course,
                version=CourseVersion.objects.newest_of(course),
                code=code,
                starts_on=starts_on,
                ends_on=ends_on,
                place=place,
                online=not place if online is None else online,
                language=language,
                **_degrees(position),
                capacity=capacity,
                mandate=mandate,
            )
    except IntegrityError as error:
        if refusal := _refusal(error, code):
            raise refusal from error
        raise
    edition.refresh_from_db(fields=["uuid"])
    _record("edition.added", edition, actor, now, {})
    return edition


@transaction.atomic
def change_edition(*, edition: Edition, changes: Mapping[str, Any], actor: Actor | None, now: datetime) -> Edition:
    """Change days, place, online, language, position or capacity of an edition that is not cancelled.

    Other days or another place make it moved. Its meetings go along by as many days as its first day; one that would
    fall outside the new days is refused.
    """
    before = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    changes = dict(changes)
    if "position" in changes:
        changes |= _degrees(changes.pop("position"))
    changed = sorted(name for name, value in changes.items() if getattr(before, name) != value)
    if not changed:
        return edition
    moved = [name for name in MOVES if name in changed]
    values = {name: changes[name] for name in changed} | ({"status": Edition.Status.MOVED} if moved else {})
    try:
        with transaction.atomic():
            _update(edition, values)
    except IntegrityError as error:
        if refusal := _refusal(error, edition.code):
            raise refusal from error
        raise
    _move_meetings(edition, edition.starts_on - before.starts_on)
    days = {"starts_on": before.starts_on.isoformat(), "ends_on": before.ends_on.isoformat(), "place": before.place}
    _record(
        "edition.moved" if moved else "edition.changed",
        edition,
        actor,
        now,
        {"changed": changed, "before": {name: days[name] for name in days if name in changed}},
    )
    return edition


@transaction.atomic
def cancel_edition(*, edition: Edition, reason: str, actor: Actor | None, now: datetime) -> Edition:
    """Cancel an edition and its meetings, for good: another date for it is another edition."""
    _update(edition, {"status": Edition.Status.CANCELLED})
    planned = edition.meetings.exclude(status=Meeting.Status.CANCELLED)
    planned.update(status=Meeting.Status.CANCELLED, sequence=F("sequence") + 1)
    _record("edition.cancelled", edition, actor, now, {"reason": reason})
    return edition


def _degrees(position: tuple[Decimal, Decimal] | None) -> dict[str, Decimal | None]:
    latitude, longitude = position or (None, None)
    return {"latitude": latitude, "longitude": longitude}


def _update(edition: Edition, values: Mapping[str, Any]) -> None:
    going_on = Edition.objects.filter(pk=edition.pk).exclude(status=Edition.Status.CANCELLED)
    if not going_on.update(**values, sequence=F("sequence") + 1):
        raise IsCancelled(
            nl="Deze uitvoering is geannuleerd. Voeg voor een andere datum een nieuwe uitvoering toe.",
            en="This edition is cancelled. Add a new edition for another date.",
        )
    edition.refresh_from_db(fields=[*values, "sequence"])


def _move_meetings(edition: Edition, by: timedelta) -> None:
    meetings = list(edition.meetings.exclude(status=Meeting.Status.CANCELLED))
    if by:
        for meeting in meetings:
            meeting.starts_at, meeting.ends_at = moved_by(meeting.starts_at, by), moved_by(meeting.ends_at, by)
            meeting.status = Meeting.Status.MOVED
            meeting.sequence += 1
        Meeting.objects.bulk_update(meetings, ["starts_at", "ends_at", "status", "sequence"])
    refuse_meetings_outside(edition, [(local(one.starts_at), local(one.ends_at)) for one in meetings])


def _refusal(error: IntegrityError, code: str) -> DomainError | None:
    """What a constraint on editions means to whoever enters one."""
    match constraint_of(error):
        case "edition_code_once_per_course":
            return EditionCodeTaken(
                nl=f"De code {code} is al van een andere uitvoering van deze scholing. Kies een andere code.",
                en=f"The code {code} belongs to another edition of this course. Choose another code.",
            )
        case "e_learning_has_no_place":
            return NotOfThisKind(
                nl="E-learning is overal te volgen. Laat de plaats leeg.",
                en="E-learning is followed anywhere. Leave the place empty.",
            )
        case "edition_is_somewhere":
            return IsNowhere(
                nl="Noem een plaats, of zeg dat het online is.", en="Name a place, or say that it is online."
            )
        case "edition_ends_after_it_starts":
            return EndsTooSoon(
                nl="De laatste dag ligt voor de eerste. Verander beide dagen samen.",
                en="The last day lies before the first. Change both days together.",
            )
    return None


def _record(kind: str, edition: Edition, actor: Actor | None, now: datetime, data: dict[str, Any]) -> None:
    record_event(
        kind=kind,
        subject_type="edition",
        subject_uuid=edition.uuid,
        organisation_id=edition.course.provider_id,
        actor=actor,
        now=now,
        data=data,
    )
