"""Outcomes that are only known afterwards: what a person finds out about a notice, and what comes back by itself."""

from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from notifications.errors import NoticeNotUndelivered
from notifications.models import Notice
from notifications.services.settling import LEASE
from register.access import Actor
from register.errors import FieldProblem, InvalidInput
from register.services.events import record_event

State = Notice.State


class Settlement(StrEnum):
    """What a person decides about a notice that did not arrive, as far as anybody knows."""

    ARRIVED = "ARRIVED"  # it did arrive
    SEND_AGAIN = "SEND_AGAIN"  # it didn't: send it again, as the same message
    TOLD = "TOLD"  # it didn't: its reader was told in another way, such as by letter


# From where each is decided, and what it leaves on the trail.
STEPS: dict[Settlement, tuple[frozenset[Notice.State], str]] = {
    Settlement.ARRIVED: (frozenset({State.UNKNOWN, State.BOUNCED}), "notice.found-arrived"),
    Settlement.SEND_AGAIN: (
        frozenset({State.UNKNOWN, State.FAILED, State.BOUNCED, State.SKIPPED}),
        "notice.found-lost",
    ),
    Settlement.TOLD: (
        frozenset({State.UNKNOWN, State.FAILED, State.BOUNCED, State.SKIPPED}),
        "notice.told-by-office",
    ),
}
UNREACHED = (Notice.Reason.NO_ADDRESS, Notice.Reason.DEAD_ADDRESS)


@transaction.atomic
def settle_undelivered_notice(
    *, notice: Notice, settlement: Settlement, told_on: date | None = None, actor: Actor, now: datetime
) -> None:
    """Decide on a notice of which nobody knows that it arrived. `told_on`: on which day its reader was told.

    Raises NoticeNotUndelivered when there is nothing to decide, since it arrived or is on its way.
    """
    sources, event = STEPS[settlement]
    undecided = Notice.objects.select_for_update().filter(pk=notice.pk, state__in=sources).first()
    if undecided is None or (undecided.state == State.SKIPPED and undecided.reason not in UNREACHED):
        raise NoticeNotUndelivered(
            nl="Bij dit bericht valt dit niet te beslissen: het is aangekomen of nog onderweg.",
            en="This cannot be decided about this notice: it arrived, or is still on its way.",
        )
    match settlement:
        case Settlement.ARRIVED:
            undecided.sent_at = undecided.sent_at or _left_at(undecided)
            undecided.state = State.SENT
        case Settlement.SEND_AGAIN:
            undecided.state, undecided.sent_at = State.QUEUED, None
            undecided.not_before, undecided.handed_until, undecided.crashes = now, None, 0
        case Settlement.TOLD:
            assert told_on is not None
            undecided.state, undecided.sent_at = State.BY_OFFICE, _begin_of(told_on, now)
    undecided.lease_until, undecided.reason = None, ""
    undecided.save(update_fields=["state", "reason", "sent_at", "not_before", "handed_until", "lease_until", "crashes"])
    _record(undecided, event, actor, now, **({"on": told_on.isoformat()} if told_on else {}))


@transaction.atomic
def note_arrival(*, notice: Notice, now: datetime) -> bool:
    """A report says that a notice of unknown outcome arrived. False when its outcome was known."""
    arrived = Notice.objects.filter(pk=notice.pk, state=State.UNKNOWN)
    if not arrived.update(state=State.SENT, sent_at=_left_at(notice), lease_until=None):
        return False
    _record(notice, "notice.found-arrived", None, now)
    return True


@transaction.atomic
def note_return(*, notice: Notice, detail: str, now: datetime) -> bool:
    """A report says that a notice came back. False when that was known, or the office has dealt with it."""
    left_at = notice.sent_at or _left_at(notice)
    back = Notice.objects.filter(pk=notice.pk, state__in=[State.SENT, State.UNKNOWN])
    if not back.update(state=State.BOUNCED, sent_at=left_at, lease_until=None, error=detail):
        return False
    _record(notice, "notice.bounced", None, now)
    return True


def _begin_of(day: date, now: datetime) -> datetime:
    begin = datetime.combine(day, time.min, ZoneInfo(settings.REGISTER_TIME_ZONE))
    if begin > now:
        nl, en = "Deze dag is er nog niet.", "This day has not come yet."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/toldOn", "in-the-future", nl, en),))
    return begin


def _left_at(notice: Notice) -> datetime | None:
    """The moment at which a notice of unknown outcome was on its way."""
    return notice.lease_until and notice.lease_until - LEASE


def _record(notice: Notice, kind: str, actor: Actor | None, now: datetime, **data: str) -> None:
    record_event(
        kind=kind,
        subject_type="notice",
        subject_uuid=notice.uuid,
        **notice.concerns,
        actor=actor,
        now=now,
        data={"kind": notice.kind, "channel": notice.channel, **data},
    )
