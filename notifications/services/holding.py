"""Holding back what can wait: until it is welcome, or in the next digest. Neither is an attempt to send.

What is statutory is never held: terms run from the day on which it went out. Somebody known by an address only has no
preferences. A notice whose last day comes before the digest does is sent by itself, and so is one that may have left
once already.
"""

import logging
from datetime import date, datetime
from email.utils import parseaddr
from hashlib import md5
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from notifications.catalogue import KINDS
from notifications.catalogue.digests import DIGEST
from notifications.models import Notice
from notifications.rules.welcome import Wishes, next_digest, welcome_at
from notifications.selectors.preferences import is_switched_off, wishes_of
from notifications.selectors.subjects import words_about

logger = logging.getLogger(__name__)
State = Notice.State


def hold(notice: Notice, *, now: datetime) -> Notice.State | None:
    """Hold a queued notice back if its reader wishes so: its state then, QUEUED or DIGESTED; else None."""
    if notice.person is None or KINDS[notice.kind].statutory:
        return None
    wishes = wishes_of(notice.person)
    if wishes is None:
        return None
    try:
        if _goes_in_digest(notice, wishes, now):
            return State.DIGESTED if _digest(notice, wishes, now) else None
    except Exception:  # words that can't be found stop this one at the writing, where it is counted, and no other
        logger.exception("notice_not_held notice=%s", notice.uuid)
        return None
    welcome = welcome_at(wishes, now)
    if welcome <= now:
        return None
    waiting = Notice.objects.filter(pk=notice.pk, state=State.QUEUED, attempts=notice.attempts)
    waiting.update(not_before=welcome, handed_until=None)
    return State.QUEUED


def _goes_in_digest(notice: Notice, wishes: Wishes, now: datetime) -> bool:
    if not wishes.digest or notice.kind == DIGEST or notice.channel != "email" or notice.retried_at:
        return False
    assert notice.person is not None
    if is_switched_off(notice.person.pk, kind=notice.kind, channel=notice.channel):
        return False
    _, sent_at = next_digest(wishes, now)
    last = _last_day(notice)
    return last is None or last > sent_at.astimezone(ZoneInfo(wishes.zone)).date()


def _last_day(notice: Notice) -> date | None:
    """The last day on which the reader can do what it is about, when there is one."""
    if notice.event is None or notice.person is None:
        return notice.deadline_on
    said = words_about(notice.event, language=notice.person.language)
    found: date | None = said.get("due_on") or said.get("last_day")
    return found


@transaction.atomic
def _digest(notice: Notice, wishes: Wishes, now: datetime) -> bool:
    """Lay it in the digest to come, which is made if there is none. False when somebody else has the notice."""
    assert notice.person is not None
    day, sent_at = next_digest(wishes, now)
    digest, _ = Notice.objects.get_or_create(
        kind=DIGEST,
        person=notice.person,
        channel=notice.channel,
        due_on=day,
        defaults={"not_before": sent_at, "planned_at": now, "message_id": _message_id(notice, day)},
    )
    # The lock keeps a worker from writing the digest while something is laid in it.
    if Notice.objects.select_for_update().get(pk=digest.pk).state != State.QUEUED:
        return False
    waiting = Notice.objects.filter(pk=notice.pk, state=State.QUEUED, attempts=notice.attempts)
    return bool(waiting.update(state=State.DIGESTED, digest=digest, handed_until=None))


def _message_id(notice: Notice, day: date) -> str:
    """The same for the same digest, however often it is made."""
    assert notice.person is not None
    key = f"{notice.person.uuid} {DIGEST} {notice.channel} {day}"
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{UUID(md5(key.encode(), usedforsecurity=False).hexdigest())}@{host}>"
