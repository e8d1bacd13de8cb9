"""Secret links to a calendar: made, replaced, ended, and whose they are."""

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction

from notifications.errors import CalendarLinkOver
from notifications.models import CalendarFeed
from register.access import Actor
from register.models import Person
from register.services.events import record_event

BYTES = 32
AT = "calendars/feed.ics"


@transaction.atomic
def make_link(*, person: Person, actor: Actor, now: datetime) -> tuple[CalendarFeed, str]:
    """A new link, for its owner's eyes once. The one before it shows nothing from now on."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    renewed = CalendarFeed.objects.filter(person=person, ended_at=None).update(ended_at=now)
    key = secrets.token_urlsafe(BYTES)
    feed = CalendarFeed.objects.create(person=person, digest=_digest(key), made_at=now)
    feed.refresh_from_db(fields=["uuid"])
    _record("calendar-feed.renewed" if renewed else "calendar-feed.made", feed, actor, now)
    # In the query: address lines are logged without it.
    return feed, f"{settings.PUBLIC_URL.rstrip('/')}/{AT}?key={key}"


@transaction.atomic
def end_link(*, feed: CalendarFeed, actor: Actor, now: datetime) -> CalendarFeed:
    """End a link: it shows nothing from now on. CalendarLinkOver when it did not work any more."""
    if not CalendarFeed.objects.filter(pk=feed.pk, ended_at=None).update(ended_at=now):
        raise CalendarLinkOver(nl="Deze link werkte al niet meer.", en="This link did not work any more.")
    feed.refresh_from_db()
    _record("calendar-feed.ended", feed, actor, now)
    return feed


def feed_of(key: str) -> CalendarFeed | None:
    """The feed that the key opens; none when it ended, or its owner's account was closed."""
    live = CalendarFeed.objects.filter(ended_at=None, person__user__is_active=True).select_related("person")
    return live.filter(digest=_digest(key)).first()


def _digest(key: str) -> bytes:
    # The key has 256 bits of chance: nobody finds it from a plain digest.
    return hashlib.sha256(key.encode("utf-8", "replace")).digest()


def _record(kind: str, feed: CalendarFeed, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="calendar-feed",
        subject_uuid=feed.uuid,
        person_id=feed.person_id,
        actor=actor,
        now=now,
    )
