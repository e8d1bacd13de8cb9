"""Editions as a calendar to subscribe to (iCalendar, RFC 5545)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar, Event
from rest_framework.renderers import BaseRenderer, JSONRenderer

from accreditation.models import Edition, Meeting
from accreditation.models.edition import Status
from accreditation.services.meetings import local
from register.scoping.wording import say

MEDIA_TYPE = "text/calendar"
ASKED_AGAIN = timedelta(hours=12)


class CalendarRenderer(BaseRenderer):
    """A calendar as it was made; a problem stays JSON."""

    media_type = MEDIA_TYPE
    format = "ics"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return data if isinstance(data, bytes) else bytes(JSONRenderer().render(data))


def calendar_of(editions: Iterable[Edition], *, name: str, addresses: Mapping[int, str], now: datetime) -> bytes:
    """A calendar of the meetings of editions, and of the days of editions without meetings.

    Each keeps its UID for ever; SEQUENCE goes up with every change, and what is cancelled stays in with that status.
    `addresses` are the pages of the editions by their id.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Leerregister//Catalogue//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASKED_AGAIN, parameters={"VALUE": "DURATION"})
    for edition in editions:
        for given in edition.meetings.all() or [edition]:
            event = _event(given, edition, now)
            event.add("url", addresses[edition.pk])
            calendar.add_component(event)
    calendar.add_missing_timezones()
    text: bytes = calendar.to_ical()
    return text


def _event(given: Edition | Meeting, edition: Edition, now: datetime) -> Event:
    event = Event()
    event.add("uid", str(given.uuid))
    event.add("sequence", given.sequence)
    event.add("dtstamp", now)
    event.add("summary", _title(given, edition))
    event.add("status", "CANCELLED" if given.status == Status.CANCELLED else "CONFIRMED")
    event.add("location", ", ".join(filter(None, (given.place, "online" if given.online else ""))))
    event.add("description", _description(edition))
    if isinstance(given, Meeting):
        event.add("dtstart", local(given.starts_at))
        event.add("dtend", local(given.ends_at))
    else:
        event.add("dtstart", given.starts_on)
        event.add("dtend", given.ends_on + timedelta(days=1))  # the first day after it
        event.add("transp", "TRANSPARENT")  # the days in which it can be followed are not all taken
    return event


def _title(given: Edition | Meeting, edition: Edition) -> str:
    if isinstance(given, Meeting) and given.title:
        return f"{edition.version.title}: {given.title}"
    return edition.version.title


def _description(edition: Edition) -> str:
    worth = [
        f"{one.register.name}: {one.quantity.normalize():f} {one.unit} ({one.category})" for one in edition.worth()
    ]
    by = say("Aanbieder", "Provider")
    return "\n".join(filter(None, (edition.version.summary, f"{by}: {edition.course.provider.name}", *worth)))
