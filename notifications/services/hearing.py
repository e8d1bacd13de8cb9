"""Hearing of events: a row for everybody who is to be told, once, however often and by however many planners."""

from datetime import date, datetime, timedelta
from email.utils import parseaddr
from hashlib import md5
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from notifications.catalogue import EVENT_KINDS, NoticeKind
from notifications.models import HeardEvent, Notice
from notifications.selectors.recipients import Recipient, recipients_of
from register.models import Event

# News of two weeks ago still helps; older news would come as a surprise, so it is kept as a row and not sent.
STILL_NEWS = timedelta(days=14)
# Events are looked for no further back, so that a new kind of notice doesn't dig up the whole trail.
LOOKED_BACK = timedelta(days=60)
EVENTS_AT_ONCE = 500


def plan_event_notices(*, on: date, now: datetime) -> int:
    """Write a notice for everybody who is to hear of an event that nobody has heard of yet. Returns how many."""
    planned = 0
    while found := _hear_some(on, now):
        planned += found[1]
        if found[0] < EVENTS_AT_ONCE:
            break
    return planned


@transaction.atomic
def _hear_some(on: date, now: datetime) -> tuple[int, int]:
    """How many events were heard and how many notices written. Planners that meet take different events."""
    unheard = ~Exists(HeardEvent.objects.filter(event=OuterRef("pk")))
    waiting = Event.objects.filter(unheard, kind__in=list(EVENT_KINDS), recorded_at__gt=now - LOOKED_BACK)
    events = list(
        waiting.select_related("register")
        .order_by("id")
        .select_for_update(skip_locked=True, no_key=True, of=("self",))[:EVENTS_AT_ONCE]
    )
    # Another planner may have finished with an event between the look and the lock: the marks are asked again.
    heard = set(HeardEvent.objects.filter(event__in=events).values_list("event_id", flat=True))
    events = [event for event in events if event.pk not in heard]
    notices = [
        _notice(event, kind, channel, recipient, on, now)
        for event in events
        for kind in EVENT_KINDS[event.kind]
        for recipient in recipients_of(event, kind.audience, on=on)
        for channel in kind.channels
    ]
    Notice.objects.bulk_create(notices, batch_size=1000, ignore_conflicts=True)
    HeardEvent.objects.bulk_create([HeardEvent(event=event, heard_at=now) for event in events])
    return len(events), len(notices)


def _notice(event: Event, kind: NoticeKind, channel: str, recipient: Recipient, on: date, now: datetime) -> Notice:
    person, address = (None, recipient) if isinstance(recipient, str) else (recipient, "")
    name = str(person.uuid) if person else address
    reason = Notice.Reason.TOO_LATE.value if event.recorded_at < now - STILL_NEWS else ""
    return Notice(
        kind=kind.code,
        channel=channel,
        person=person,
        address=address,
        event=event,
        due_on=on,
        state=Notice.State.SKIPPED if reason else Notice.State.QUEUED,
        reason=reason,
        not_before=now,
        message_id=_message_id(event, kind, channel, name),
        planned_at=now,
    )


def _message_id(event: Event, kind: NoticeKind, channel: str, recipient: str) -> str:
    """The same for the same notice, so that one planned again from a restored backup is the same message."""
    key = f"{event.uuid} {kind.code} {recipient} {channel}"
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{UUID(md5(key.encode(), usedforsecurity=False).hexdigest())}@{host}>"
