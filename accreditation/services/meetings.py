"""Meetings of editions, as their providers plan, move and cancel them."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from accreditation.errors import (
    EndsTooSoon,
    IsCancelled,
    IsNowhere,
    MeetingCodeTaken,
    MeetingOutsideEdition,
    NotOfThisKind,
)
from accreditation.models import Edition, Meeting
from register.access import Actor
from register.errors import DomainError, constraint_of
from register.services.events import record_event

MOVES = ("starts_at", "ends_at", "place", "online")  # a participant must know of these


@transaction.atomic
def add_meeting(
    *,
    edition: Edition,
    code: str,
    title: str = "",
    starts_at: datetime,
    ends_at: datetime,
    place: str | None = None,
    online: bool | None = None,
    actor: Actor | None,
    now: datetime,
) -> Meeting:
    """Plan a meeting within the days of an edition; where the edition is, unless `place` or `online` says otherwise."""
    days = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    if days.status == Edition.Status.CANCELLED:
        raise IsCancelled(nl="Deze uitvoering is geannuleerd.", en="This edition is cancelled.")
    refuse_meetings_outside(days, [(local(starts_at), local(ends_at))])
    where = {"place": days.place, "online": days.online}
    if place is not None or online is not None:
        where = {"place": place or "", "online": not place if online is None else online}
    try:
        with transaction.atomic():
            meeting = Meeting.objects.create(
                edition=edition, code=code, title=title, starts_at=starts_at, ends_at=ends_at, **where
            )
    except IntegrityError as error:
        if refusal := _refusal(error, code):
            raise refusal from error
        raise
    meeting.refresh_from_db(fields=["uuid"])
    _record("meeting.added", meeting, actor, now, {})
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, changes: Mapping[str, Any], actor: Actor | None, now: datetime) -> Meeting:
    """Change title, moments, place or online of a meeting that is not cancelled. Another moment or place moves it."""
    days = Edition.objects.select_for_update(no_key=True).get(pk=meeting.edition_id)
    before = Meeting.objects.get(pk=meeting.pk)
    changed = sorted(name for name, value in changes.items() if getattr(before, name) != value)
    if not changed:
        return meeting
    moved = [name for name in MOVES if name in changed]
    values = {name: changes[name] for name in changed} | ({"status": Meeting.Status.MOVED} if moved else {})
    try:
        with transaction.atomic():
            _update(meeting, values)
    except IntegrityError as error:
        if refusal := _refusal(error, meeting.code):
            raise refusal from error
        raise
    refuse_meetings_outside(days, [(local(meeting.starts_at), local(meeting.ends_at))])
    _record("meeting.moved" if moved else "meeting.changed", meeting, actor, now, {"changed": changed})
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, actor: Actor | None, now: datetime) -> Meeting:
    """Cancel one meeting, for good; the edition goes on without it."""
    _update(meeting, {"status": Meeting.Status.CANCELLED})
    _record("meeting.cancelled", meeting, actor, now, {"reason": reason})
    return meeting


def refuse_meetings_outside(edition: Edition, times: Iterable[tuple[datetime, datetime]]) -> None:
    """The days of an edition hold all its meetings; what would lie outside is refused."""
    for begins, ends in times:
        if begins.date() < edition.starts_on or ends.date() > edition.ends_on:
            raise MeetingOutsideEdition(
                nl=f"Een bijeenkomst op {begins:%d-%m-%Y} valt buiten de dagen van de uitvoering "
                f"({edition.starts_on:%d-%m-%Y} tot en met {edition.ends_on:%d-%m-%Y}). Verander eerst het andere.",
                en=f"A meeting on {begins:%d-%m-%Y} is outside the days of the edition "
                f"({edition.starts_on:%d-%m-%Y} to {edition.ends_on:%d-%m-%Y}). Change the other one first.",
            )


def local(moment: datetime) -> datetime:
    """The moment as clocks in the zone of the registers show it."""
    return moment.astimezone(ZoneInfo(settings.REGISTER_TIME_ZONE))


def moved_by(moment: datetime, by: timedelta) -> datetime:
    """So many days later at the same time of the clock, also across a change to summer time."""
    return (local(moment) + by).astimezone(moment.tzinfo)


def _update(meeting: Meeting, values: Mapping[str, Any]) -> None:
    going_on = Meeting.objects.filter(pk=meeting.pk).exclude(status=Meeting.Status.CANCELLED)
    if not going_on.update(**values, sequence=F("sequence") + 1):
        raise IsCancelled(
            nl="Deze bijeenkomst is geannuleerd. Voeg voor een ander moment een nieuwe toe.",
            en="This meeting is cancelled. Add a new one for another moment.",
        )
    meeting.refresh_from_db(fields=[*values, "sequence"])


def _refusal(error: IntegrityError, code: str) -> DomainError | None:
    """What a constraint on meetings means to whoever enters one."""
    match constraint_of(error):
        case "meeting_code_once_per_edition":
            return MeetingCodeTaken(
                nl=f"De code {code} is al van een andere bijeenkomst van deze uitvoering. Kies een andere code.",
                en=f"The code {code} belongs to another meeting of this edition. Choose another code.",
            )
        case "e_learning_has_no_meetings":
            return NotOfThisKind(nl="E-learning heeft geen bijeenkomsten.", en="E-learning has no meetings.")
        case "meeting_is_somewhere":
            return IsNowhere(
                nl="Noem een plaats, of zeg dat het online is.", en="Name a place, or say that it is online."
            )
        case "meeting_ends_after_it_starts":
            return EndsTooSoon(
                nl="Het einde ligt niet na het begin. Verander beide samen.",
                en="The end does not lie after the start. Change both together.",
            )
    return None


def _record(kind: str, meeting: Meeting, actor: Actor | None, now: datetime, data: dict[str, Any]) -> None:
    record_event(
        kind=kind,
        subject_type="meeting",
        subject_uuid=meeting.uuid,
        organisation_id=meeting.edition.course.provider_id,
        actor=actor,
        now=now,
        data=data,
    )
