"""What stands in a person's calendar: last days of what is still to be done, and the editions they planned.

Titles say what kind of day it is and for which register. What somebody wrote, and about whom, stays inside: calendars
are kept by all kinds of services.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from accreditation.models import Edition
from accreditation.models.edition import Status
from notifications.models import Deadline, PlannedEdition
from portfolio.catalogue.decisions import DecisionState
from portfolio.catalogue.records import RecordState
from portfolio.catalogue.reflection import DutyState
from portfolio.models import AuditRound, Decision, Duty, Record
from portfolio.selectors.credentials.addresses import public_url
from register.catalogue import REMINDED
from register.models import Person, Registration

# What has passed stays this long, so that nothing vanishes from a calendar on its own day.
PAST = timedelta(days=30)
WORDS = {
    "earn": ("laatste dag van uw cyclus", "last day of your cycle"),
    "record": ("laatste dag om in te voeren wat u deed", "last day to enter what you did"),
    "declare": ("laatste dag om te verklaren", "last day to declare"),
    "apply": ("laatste dag om verlenging aan te vragen", "last day to ask for renewal"),
    "grace": ("laatste dag om aan te vullen", "last day to make up for what is missing"),
    "audit": ("laatste dag om op de controle te antwoorden", "last day to reply to the audit"),
    "view": ("laatste dag voor uw zienswijze", "last day for your view"),
    "objection": ("laatste dag voor bezwaar", "last day for an objection"),
    "duty": ("laatste dag van een verplichting", "last day of a duty"),
    "document": ("laatste dag van een document", "last day of a document"),
}


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """One event of a calendar: whole days from `starts` up to `ends`, or moments when they are such."""

    uid: str
    title: str
    starts: date | datetime
    ends: date | datetime
    link: str
    place: str = ""
    cancelled: bool = False


def calendar_items(person: Person, *, on: date) -> list[CalendarItem]:
    """The items of a person as of a day, by their day, in the language of the person."""
    found = [*_deadlines(person, on), *_editions(person, on)]
    return sorted(found, key=lambda item: (str(item.starts), item.uid))


def _deadlines(person: Person, on: date) -> Iterator[CalendarItem]:
    since = on - PAST
    alive = Registration.objects.with_status(on).filter(
        Q(ended_before=None) | Q(ended_before__gt=on), Q(status__in=REMINDED), person=person
    )
    for last in (
        Deadline.objects.filter(cycle__registration__in=alive.values("pk"), cycle__state="OPEN", last_on__gte=since)
        .select_related("cycle__registration__register")
        .order_by("pk")
    ):
        registration = last.cycle.registration
        at = f"api/v1/registrations/{registration.uuid}/standing"
        yield _day(f"{last.cycle.uuid}-{last.kind}", last.kind, last.last_on, at, person, registration)
    own = {"registration__person": person}
    for case in AuditRound.objects.filter(
        audit__registration__person=person, ended_at=None, reply_by__gte=since
    ).select_related("audit__registration__register"):
        audit = case.audit
        uid = f"{audit.uuid}-{case.number}"
        yield _day(uid, "audit", case.reply_by, f"api/v1/audits/{audit.uuid}", person, audit.registration)
    decisions = Decision.objects.filter(**own).select_related("registration__register")
    for one in decisions.filter(state=DecisionState.INTENDED, view_at=None, view_until__gte=since):
        yield _decision(one, "view", one.view_until, person)
    for one in decisions.filter(state=DecisionState.DECIDED, objection_until__gte=since):
        yield _decision(one, "objection", one.objection_until, person)
    for duty in Duty.objects.filter(person=person, state=DutyState.OPEN, due_on__gte=since).select_related(
        "registration__register"
    ):
        yield _day(str(duty.uuid), "duty", duty.due_on, f"api/v1/duties/{duty.uuid}", person, duty.registration)
    documents = Record.objects.filter(person=person, sort=Record.Sort.DOCUMENT, state=RecordState.STANDING)
    for record in documents.filter(ends_on__gte=since):
        yield _day(str(record.uuid), "document", record.ends_on, f"api/v1/records/{record.uuid}", person, None)


def _decision(decision: Decision, kind: str, day: date | None, person: Person) -> CalendarItem:
    at = f"api/v1/registration-decisions/{decision.uuid}"
    return _day(f"{decision.uuid}-{kind}", kind, day, at, person, decision.registration)


def _day(
    uid: str, kind: str, day: date | None, at: str, person: Person, registration: Registration | None
) -> CalendarItem:
    assert day is not None
    says = WORDS[kind][person.language == "en"]
    title = f"{registration.register.name}: {says}" if registration else says[0].upper() + says[1:]
    return CalendarItem(uid, title, day, day + timedelta(days=1), public_url(at))


def _editions(person: Person, on: date) -> Iterator[CalendarItem]:
    planned = PlannedEdition.objects.filter(person=person, edition__ends_on__gte=on - PAST)
    rows = planned.select_related("edition__version").prefetch_related("edition__meetings").order_by("pk")
    for edition in (one.edition for one in rows):
        link = public_url(f"api/v1/editions/{edition.uuid}")
        meetings = list(edition.meetings.all())
        for meeting in meetings:
            title = f"{edition.version.title}: {meeting.title}" if meeting.title else edition.version.title
            yield CalendarItem(
                uid=str(meeting.uuid),
                title=title,
                starts=meeting.starts_at,
                ends=meeting.ends_at,
                link=link,
                place=_place(meeting.place, meeting.online),
                cancelled=Status.CANCELLED in (meeting.status, edition.status),
            )
        if not meetings:
            yield _whole(edition, link)


def _whole(edition: Edition, link: str) -> CalendarItem:
    return CalendarItem(
        uid=str(edition.uuid),
        title=edition.version.title,
        starts=edition.starts_on,
        ends=edition.ends_on + timedelta(days=1),
        link=link,
        place=_place(edition.place, edition.online),
        cancelled=edition.status == Status.CANCELLED,
    )


def _place(place: str, online: bool) -> str:
    return ", ".join(filter(None, (place, "online" if online else "")))
