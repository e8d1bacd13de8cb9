"""Delivery: claim, write, send, settle. Three commits per message, and none of them open while it is sent.

1. Claimed: QUEUED → SENDING with a lease, by one conditional update. Whoever loses it does nothing.
2. Written ahead: subject and body are stored. From here on the message may have left.
3. Settled: SENT, FAILED, SKIPPED, or back to QUEUED with a later moment.

A worker that dies between 1 and 2 sent nothing, and the row is queued again when its lease has passed. One that dies
between 2 and 3 leaves a row that nobody can decide: UNKNOWN, never sent again by itself. Every update names the
attempt it belongs to, so that a worker that wakes up late can't overrule what happened since.
"""

import logging
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from notifications.catalogue import KINDS
from notifications.channels import channel_named
from notifications.channels.interface import Message
from notifications.errors import MessageRefused, NotHandedOver, OutcomeUnknown
from notifications.models import Notice
from notifications.rules.retries import wait_after
from notifications.rules.shortfall import nothing_short
from notifications.services.rendering import Written, write_event_notice, write_notice
from portfolio.services.standings import standing_document
from register.catalogue import REMINDED
from register.models import Cycle
from register.selectors import status_on
from register.services.events import record_event

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]
State = Notice.State

# Longer than the slowest conversation with a mail server that answers just within every time-out (EMAIL_TIMEOUT).
LEASE = timedelta(minutes=5)
# How long a row that was handed to the queue isn't handed out again: a lost queue costs no more than this.
HANDED = timedelta(minutes=5)


def hand_out_due(*, now: datetime, limit: int) -> list[int]:
    """Ids of queued notices whose time has come, oldest first, each handed out once per HANDED."""
    with transaction.atomic():
        waiting = Notice.objects.filter(state=State.QUEUED, not_before__lte=now)
        free = waiting.filter(Q(handed_until=None) | Q(handed_until__lte=now)).order_by("not_before", "id")
        ids = list(free.select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit])
        Notice.objects.filter(pk__in=ids).update(handed_until=now + HANDED)
    return ids


def settle_expired_leases(*, now: datetime, jitter: Callable[[], float] = random.random) -> int:
    """Settle what a worker left behind: UNKNOWN if the message may have left, else queued again. Returns how many."""
    with transaction.atomic():
        left = Notice.objects.filter(state=State.SENDING, lease_until__lte=now).select_related(
            "registration__register", "event"
        )
        rows = list(left.select_for_update(skip_locked=True, of=("self",)).order_by("id"))
        for notice in rows:
            if notice.body:
                _settle(notice, State.UNKNOWN, clock=lambda: now, error="The worker stopped while sending.")
            else:
                _put_back(notice, "The worker stopped before sending.", clock=lambda: now, jitter=jitter)
    return len(rows)


def deliver_notice(
    *, notice_id: int, on: date, clock: Clock, jitter: Callable[[], float] = random.random
) -> Notice.State | None:
    """Deliver one queued notice whose time has come. Returns its new state, None when another worker has it.

    The standing is made anew, so that nobody hears of a shortfall that is gone: a reminder with nothing short is
    SKIPPED, since a member who has everything in order isn't to be bothered.
    """
    notice = _claim(notice_id, clock())
    if notice is None:
        return None
    try:
        reason, written = _write(notice, on, clock)
    except Exception as error:  # one dossier or name that breaks a template must not stop the others
        logger.exception("notice_not_written notice=%s", notice.uuid)
        return _put_back(notice, _words(error), clock=clock, jitter=jitter)
    if written is None:
        return _settle(notice, State.SKIPPED, clock=clock, reason=reason)
    if not _write_ahead(notice, written, clock()):
        return None
    try:
        channel_named(notice.channel).send(_message(notice, written, clock()))
    except NotHandedOver as error:
        return _put_back(notice, _words(error), clock=clock, jitter=jitter)
    except MessageRefused as error:
        return _settle(notice, State.FAILED, clock=clock, error=_words(error))
    except OutcomeUnknown as error:
        return _settle(notice, State.UNKNOWN, clock=clock, error=_words(error))
    except Exception as error:  # a fault of our own, after which nobody can tell what left
        logger.exception("notice_sending_broke notice=%s", notice.uuid)
        return _settle(notice, State.UNKNOWN, clock=clock, error=_words(error))
    return _settle(notice, State.SENT, clock=clock)


def _claim(notice_id: int, now: datetime) -> Notice | None:
    claimed = Notice.objects.filter(pk=notice_id, state=State.QUEUED, not_before__lte=now).update(
        state=State.SENDING, attempts=F("attempts") + 1, lease_until=now + LEASE, subject="", body="", error=""
    )
    if not claimed:
        return None
    related = ("person", "cycle__regulation", "registration__register__association", "event__register__association")
    return Notice.objects.select_related(*related).get(pk=notice_id)


def _write(notice: Notice, on: date, clock: Clock) -> tuple[str, Written | None]:
    """The message, or why there is none."""
    if not _address(notice):
        return Notice.Reason.NO_ADDRESS, None
    if notice.event is not None:
        return "", write_event_notice(notice=notice, event=notice.event)
    assert notice.registration is not None
    if reason := _no_use(notice, on):
        return reason, None
    standing = standing_document(registration=notice.registration, on=on, now=clock())
    if nothing_short(standing) and not KINDS[notice.kind].statutory:
        return Notice.Reason.NOTHING_SHORT, None
    return "", write_notice(notice=notice, standing=standing, on=on)


def _no_use(notice: Notice, on: date) -> str:
    """Why the reminder no longer helps anyone; empty when it does."""
    registration, cycle = notice.registration, notice.cycle
    assert registration is not None
    assert cycle is not None
    assert notice.deadline_on is not None
    if (
        status_on(registration, on=on) not in REMINDED
        or (registration.ended_before is not None and registration.ended_before <= on)
        or cycle.state != Cycle.State.OPEN
        or cycle.ends_before != notice.deadline_on + timedelta(days=1)
    ):
        return Notice.Reason.NO_LONGER_APPLIES
    if notice.deadline_on < on:
        return Notice.Reason.DEADLINE_PASSED
    later = Notice.objects.filter(
        cycle=cycle, registration=registration, kind=notice.kind, channel=notice.channel, due_on__gt=notice.due_on
    )
    if later.exclude(state__in=[State.SKIPPED, State.FAILED]).exists():
        return Notice.Reason.REPLACED
    return ""


def _write_ahead(notice: Notice, written: Written, now: datetime) -> bool:
    """Store what is about to leave; False when the lease was lost meanwhile."""
    return bool(
        Notice.objects.filter(pk=notice.pk, state=State.SENDING, attempts=notice.attempts).update(
            subject=written.subject, body=written.kept, lease_until=now + LEASE
        )
    )


def _message(notice: Notice, written: Written, now: datetime) -> Message:
    return Message(
        message_id=notice.message_id,
        address=_address(notice),
        name=notice.person.full_name if notice.person else "",
        subject=written.subject,
        text=written.text,
        html=written.html,
        written_at=now,
    )


def _address(notice: Notice) -> str:
    if notice.person is None:
        return notice.address
    address: str = getattr(notice.person, channel_named(notice.channel).address_field)
    return address


def _put_back(notice: Notice, error: str, *, clock: Clock, jitter: Callable[[], float]) -> Notice.State | None:
    """Queue it again for later; FAILED after the last attempt."""
    wait = wait_after(notice.attempts, jitter=jitter())
    if wait is None:
        return _settle(notice, State.FAILED, clock=clock, error=error)
    return _settle(notice, State.QUEUED, clock=clock, error=error, not_before=clock() + wait, handed_until=None)


@transaction.atomic
def _settle(
    notice: Notice, state: Notice.State, *, clock: Clock, error: str = "", **values: Any
) -> Notice.State | None:
    """Write down how this attempt ended. None when the row has moved on since.

    Whoever knows the outcome may still say so when the row is UNKNOWN by then: nobody else has tried it again.
    """
    now = clock()
    if state == State.SENT:
        values["sent_at"] = now
    if state != State.UNKNOWN:
        values["lease_until"] = None
    mine = Notice.objects.filter(pk=notice.pk, attempts=notice.attempts, state__in=[State.SENDING, State.UNKNOWN])
    if not mine.update(state=state, error=error, **values):
        return None
    if state != State.QUEUED:
        record_event(
            kind=f"notice.{state.lower()}",
            subject_type="notice",
            subject_uuid=notice.uuid,
            **notice.concerns,
            actor=None,
            now=now,
            data={"kind": notice.kind, "milestone": notice.milestone, "channel": notice.channel},
        )
    level = logging.WARNING if state in (State.UNKNOWN, State.FAILED) else logging.INFO
    logger.log(level, "notice_%s notice=%s attempt=%s", state.lower(), notice.uuid, notice.attempts)
    return state


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
