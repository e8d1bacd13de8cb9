"""A person's calendar as a file (iCalendar, RFC 5545): the same bytes until something in it changes."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from icalendar import Calendar, Event

from notifications.models import CalendarEntry, CalendarFeed
from notifications.selectors.calendar_items import CalendarItem, calendar_items
from register.models import Person

ASKED_AGAIN = timedelta(hours=6)
NAMES = {"nl": "Leerregister", "en": "Leerregister (learning register)"}


@transaction.atomic
def read_calendar(*, feed: CalendarFeed, on: date, now: datetime) -> bytes:
    """What stands in the calendar of the owner. Each item keeps its UID; SEQUENCE goes up with every change of it."""
    person = feed.person
    items = calendar_items(person, on=on)
    entries = _entries(person, items, now)
    CalendarFeed.objects.filter(pk=feed.pk).exclude(read_on=on).update(read_on=on)
    calendar = Calendar()
    calendar.add("prodid", "-//Leerregister//Calendar of a person//NL")
    calendar.add("version", "2.0")
    name = NAMES[person.language]
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASKED_AGAIN, parameters={"VALUE": "DURATION"})
    for item in items:
        calendar.add_component(_event(item, entries[item.uid]))
    text: bytes = calendar.to_ical()
    return text


def _entries(person: Person, items: Sequence[CalendarItem], now: datetime) -> Mapping[str, CalendarEntry]:
    """How often each item has changed, and when last: noted when it is another one than was read before."""
    digests = {item.uid: hashlib.sha256(repr(item).encode()).hexdigest() for item in items}
    known = {one.uid: one for one in CalendarEntry.objects.filter(person=person, uid__in=digests)}
    if all(uid in known and known[uid].digest == digest for uid, digest in digests.items()):
        return known
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    known = {one.uid: one for one in CalendarEntry.objects.filter(person=person, uid__in=digests)}
    moment = now.replace(microsecond=0)
    for uid, digest in digests.items():
        entry = known.get(uid)
        if entry is None:
            known[uid] = CalendarEntry.objects.create(person=person, uid=uid, digest=digest, changed_at=moment)
        elif entry.digest != digest:
            entry.digest, entry.sequence, entry.changed_at = digest, entry.sequence + 1, moment
            entry.save(update_fields=["digest", "sequence", "changed_at"])
    return known


def _event(item: CalendarItem, entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", item.uid)
    event.add("sequence", entry.sequence)
    # Without a method the stamp is the moment of the last change (RFC 5545, 3.8.7.2).
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("summary", item.title)
    event.add("status", "CANCELLED" if item.cancelled else "CONFIRMED")
    event.add("url", item.link)
    if item.place:
        event.add("location", item.place)
    if isinstance(item.starts, datetime) and isinstance(item.ends, datetime):
        event.add("dtstart", item.starts.astimezone(UTC))
        event.add("dtend", item.ends.astimezone(UTC))
    else:
        event.add("dtstart", item.starts)
        event.add("dtend", item.ends)
        event.add("transp", "TRANSPARENT")  # a last day takes no time
    return event
