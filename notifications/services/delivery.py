"""Delivery: claim, write, send, settle. Three commits per message, and none of them open while it is sent.

1. Claimed: QUEUED → SENDING with a lease, by one conditional update. Whoever loses it does nothing.
2. Written ahead: subject and body are stored. From here on the message may have left.
3. Settled: SENT, FAILED, SKIPPED, or back to QUEUED with a later moment.

A worker that dies between 1 and 2 sent nothing, and the row is queued again when its lease has passed. One that dies
between 2 and 3 leaves a row that nobody can decide: UNKNOWN. Every update names the attempt it belongs to, so that a
worker that wakes up late can't overrule what happened since.
"""

import logging
import random
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import date, datetime

from notifications.catalogue import KINDS
from notifications.catalogue.digests import DIGEST
from notifications.channels import channel_named
from notifications.channels.interface import Line, Message
from notifications.errors import ChannelDown, MessageRefused, NotHandedOver, OutcomeUnknown
from notifications.models import Notice
from notifications.rules.shortfall import nothing_short
from notifications.selectors.addresses import address_of, is_dead
from notifications.selectors.planned import ASKED, OF_AUDITS, holds
from notifications.selectors.preferences import is_switched_off
from notifications.selectors.unsubscribing import unsubscribe_address
from notifications.services.digests import write_digest
from notifications.services.handing_out import HANDED
from notifications.services.holding import hold
from notifications.services.pacing import take_turn
from notifications.services.rendering import Written, write_event_notice, write_notice
from notifications.services.settling import LEASE, Clock, put_back, settle
from portfolio.models import Renewal
from portfolio.services.standings import standing_of_cycle
from register.catalogue import REMINDED
from register.models import Cycle
from register.selectors import status_on

logger = logging.getLogger(__name__)
State = Notice.State
RELATED = ("person__notice_preference", "cycle", "registration__register__association", "event__register__association")


class Lines(ExitStack):
    """A line of each channel, opened when it is first needed. `down`: the channels that are of no use now."""

    def __init__(self) -> None:
        super().__init__()
        self.down: set[str] = set()
        self._open: dict[str, Line] = {}

    def of(self, channel: str) -> Line:
        if channel not in self._open:
            self._open[channel] = self.enter_context(channel_named(channel).line())
        return self._open[channel]


def deliver_notices(
    *, notice_ids: Iterable[int], on: date, clock: Clock, jitter: Callable[[], float] = random.random
) -> int:
    """Deliver queued notices one after the other over one line of each channel. Returns how many were settled.

    The rest of a channel that is down is left in the queue without an attempt, and so is what is not reached before
    the batch is handed out anew.
    """
    settled = 0
    until = clock() + HANDED
    with Lines() as lines:
        for notice in _due(notice_ids, clock()):
            if clock() >= until:
                break
            settled += _deliver(notice, lines, on, clock, jitter) is not None
    return settled


def deliver_notice(
    *,
    notice_id: int,
    on: date,
    clock: Clock,
    jitter: Callable[[], float] = random.random,
) -> Notice.State | None:
    """Deliver one queued notice whose time has come. Returns its new state, None when nothing was done with it.

    The standing is made anew, so that nobody hears of a shortfall that is gone: a reminder with nothing short is
    SKIPPED, since a member who has everything in order isn't to be bothered. What can't be sent for want of a good
    address is SKIPPED as well; it is written all the same, and stands in the inbox.
    """
    with Lines() as lines:
        for notice in _due([notice_id], clock()):
            return _deliver(notice, lines, on, clock, jitter)
    return None


def _due(notice_ids: Iterable[int], now: datetime) -> list[Notice]:
    """Those of them whose time has come, in the order given. A regulation is read once for all its notices.

    What happens to a row from here on is seen when it is claimed.
    """
    ids = list(notice_ids)
    waiting = Notice.objects.filter(pk__in=ids, state=State.QUEUED, not_before__lte=now)
    found = waiting.select_related(*RELATED).prefetch_related("cycle__regulation").in_bulk()
    return [found[notice_id] for notice_id in ids if notice_id in found]


def _deliver(notice: Notice, lines: Lines, on: date, clock: Clock, jitter: Callable[[], float]) -> Notice.State | None:
    if notice.channel in lines.down:
        return None
    if held := hold(notice, now=clock()):
        return held
    address = address_of(notice)
    if not _granted_a_turn(notice, address, clock()):
        return State.QUEUED
    if not _claim(notice, clock()):
        return None
    try:
        reason, written = _write(notice, address, on, clock)
    except Exception as error:  # one dossier or name that breaks a template must not stop the others
        logger.exception("notice_not_written notice=%s", notice.uuid)
        return put_back(notice, _words(error), clock=clock, jitter=jitter)
    if reason:
        kept = {"subject": written.subject, "body": written.kept} if written else {}
        return settle(notice, State.SKIPPED, clock=clock, reason=reason, **kept)
    assert written is not None
    if not _write_ahead(notice, address, written, clock()):
        return None
    return _send(notice, _message(notice, address, written, clock()), lines, clock, jitter)


def _granted_a_turn(notice: Notice, address: str, now: datetime) -> bool:
    """Whether it may go now. Else it is put off until the next minute, which isn't an attempt."""
    lane = channel_named(notice.channel).lane(address) if address else None
    later = take_turn(lane=lane, now=now) if lane else None
    if later is None:
        return True
    waiting = Notice.objects.filter(pk=notice.pk, state=State.QUEUED, attempts=notice.attempts)
    waiting.update(not_before=later, handed_until=None)
    return False


def _claim(notice: Notice, now: datetime) -> bool:
    waiting = Notice.objects.filter(pk=notice.pk, state=State.QUEUED, attempts=notice.attempts, not_before__lte=now)
    notice.attempts += 1
    return bool(
        waiting.update(
            state=State.SENDING, attempts=notice.attempts, lease_until=now + LEASE, subject="", body="", error=""
        )
    )


def _write(notice: Notice, address: str, on: date, clock: Clock) -> tuple[str, Written | None]:
    """Why nothing is sent, empty when something is; and the message, when there is one."""
    if notice.kind == DIGEST:
        return _write_digest(notice, address, on, clock)
    if notice.event is None and (reason := _no_use(notice, on)):
        return reason, None
    unreachable = _unreachable(notice, address)
    if unreachable and notice.person is None:
        return unreachable, None
    if notice.event is not None:
        return unreachable, write_event_notice(notice=notice, event=notice.event, now=clock())
    assert notice.registration is not None
    assert notice.cycle is not None
    standing = standing_of_cycle(cycle=notice.cycle, on=on, now=clock())
    if not holds(notice, standing):
        return Notice.Reason.MOVED, None
    kind = KINDS[notice.kind]
    if nothing_short(standing) and not (kind.statutory or kind.when_met):
        return Notice.Reason.NOTHING_SHORT, None
    return unreachable, write_notice(notice=notice, standing=standing, on=on, now=clock())


def _unreachable(notice: Notice, address: str) -> str:
    if not address:
        return Notice.Reason.NO_ADDRESS
    if is_dead(notice.channel, address):
        return Notice.Reason.DEAD_ADDRESS
    unwanted = notice.person_id and is_switched_off(notice.person_id, kind=notice.kind, channel=notice.channel)
    return Notice.Reason.SWITCHED_OFF if unwanted else ""


def _write_digest(notice: Notice, address: str, on: date, clock: Clock) -> tuple[str, Written | None]:
    """As `_write`. What is in it is judged and written as if it went by itself."""
    reason, written = write_digest(
        notice, write=lambda part: _write(part, address, on, clock), related=RELATED, now=clock()
    )
    return reason or _unreachable(notice, address), written


def _no_use(notice: Notice, on: date) -> str:
    """Why the reminder no longer helps anyone; empty when it does."""
    registration, cycle = notice.registration, notice.cycle
    assert registration is not None
    assert cycle is not None
    assert notice.deadline_on is not None
    if (
        status_on(registration, on=on) not in REMINDED
        or (registration.ended_before is not None and registration.ended_before <= on)
        or (cycle.state != Cycle.State.OPEN and KINDS[notice.kind].deadline not in OF_AUDITS)
        or (notice.milestone.startswith("apply:") and Renewal.objects.filter(cycle=cycle, state__in=ASKED).exists())
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


def _write_ahead(notice: Notice, address: str, written: Written, now: datetime) -> bool:
    """Store what is about to leave; False when the lease was lost meanwhile."""
    return bool(
        Notice.objects.filter(pk=notice.pk, state=State.SENDING, attempts=notice.attempts).update(
            subject=written.subject, body=written.kept, sent_to=address, lease_until=now + LEASE
        )
    )


def _send(
    notice: Notice, message: Message, lines: Lines, clock: Clock, jitter: Callable[[], float]
) -> Notice.State | None:
    try:
        lines.of(notice.channel).send(message)
    except NotHandedOver as error:
        if isinstance(error, ChannelDown):
            lines.down.add(notice.channel)
        return put_back(notice, _words(error), clock=clock, jitter=jitter)
    except MessageRefused as error:
        return settle(notice, State.FAILED, clock=clock, error=_words(error))
    except OutcomeUnknown as error:
        return settle(notice, State.UNKNOWN, clock=clock, error=_words(error))
    except Exception as error:  # a fault of our own, after which nobody can tell what left
        logger.exception("notice_sending_broke notice=%s", notice.uuid)
        return settle(notice, State.UNKNOWN, clock=clock, error=_words(error))
    return settle(notice, State.SENT, clock=clock)


def _message(notice: Notice, address: str, written: Written, now: datetime) -> Message:
    return Message(
        message_id=notice.message_id,
        address=address,
        name=notice.person.full_name if notice.person else "",
        subject=written.subject,
        text=written.text,
        html=written.html,
        written_at=now,
        unsubscribe=unsubscribe_address(notice),
    )


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
