"""Carrying out a decision for a group: one transaction for each person, taken up again wherever it broke off."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from portfolio.catalogue.group_decisions import GroupAction, GroupState
from portfolio.errors import EntryAlreadyRecorded, EntryAlreadyReversed
from portfolio.models import GroupDecision, GroupDecisionLine, LedgerEntry
from portfolio.services.group_decisions.bookings import bookings_of
from portfolio.services.group_decisions.moving import ATTEMPTS, BUSY, held, move, record_line, with_all
from portfolio.services.group_decisions.previewing import preview_chunk
from portfolio.services.ledger import book_entry
from register.access import Actor
from register.errors import DomainError

logger = logging.getLogger(__name__)
CHUNK = 50


def run_group_decision(*, decision_id: int, clock: Callable[[], datetime]) -> int:
    """Go on with a preview, or with carrying out; returns for how many people this run did so.

    May run many times: each person is done once, and while a worker is at it others leave. After three runs without
    progress it waits for somebody to look.
    """
    decision = _begin(decision_id, clock())
    if decision is None:
        return 0
    rows = GroupDecision.objects.filter(pk=decision.pk)
    step = preview_chunk if decision.state == GroupState.PREVIEWING else carry_out_chunk
    done = 0
    try:
        while chunk := step(decision=decision, now=clock()):
            done += chunk
            rows.update(attempts=0, busy_until=clock() + BUSY)
    finally:
        rows.update(busy_until=None)
    return done


@transaction.atomic
def _begin(decision_id: int, now: datetime) -> GroupDecision | None:
    rows = GroupDecision.objects.to_go_on_with(attempts=ATTEMPTS, now=now).filter(pk=decision_id)
    if not rows.update(attempts=F("attempts") + 1, busy_until=now + BUSY):
        return None
    decision = with_all(GroupDecision.objects.all()).get(pk=decision_id)
    if decision.attempts == ATTEMPTS:
        logger.error("group_decision_last_attempt decision=%s", decision.uuid)
    return decision


def carry_out_chunk(*, decision: GroupDecision, now: datetime) -> int:
    """Do it for the next so many people, each in a transaction of their own; returns for how many.

    One for whom it fails leaves the others alone. When nobody waits any more it is carried out.
    """
    if not GroupDecision.objects.filter(pk=decision.pk, state=GroupState.DECIDED).exists():
        return 0
    waiting = list(decision.lines.waiting().order_by("pk").values_list("pk", flat=True)[:CHUNK])
    if not waiting:
        _finish(decision, now)
        return 0
    done = 0
    for line_id in waiting:
        try:
            done += carry_out_line(line_id=line_id, decision=decision, now=now)
        except Exception as error:  # one dossier that cannot be changed must not stop the others
            if not isinstance(error, DomainError):
                logger.exception("group_decision_not_carried_out line=%s", line_id)
            reason = error.nl if isinstance(error, DomainError) else type(error).__name__
            done += GroupDecisionLine.objects.waiting().filter(pk=line_id).update(problem=reason[:200])
    return done


@transaction.atomic
def carry_out_line(*, line_id: int, decision: GroupDecision, now: datetime) -> bool:
    """Do it for one person. False when it was done already, or another worker is at it."""
    rows = GroupDecisionLine.objects.waiting().select_related("registration__person", "decision")
    line = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=line_id).first()
    if line is None:
        return False
    assert decision.decided_by is not None  # it was taken
    decider = Actor(user_id=decision.decided_by.pk)
    booked: list[LedgerEntry] = []
    for entry in bookings_of(decision, [line], actor=decider, now=now)[line.pk]:
        try:
            booked.append(book_entry(entry=entry, actor=decider, now=now))
        except (EntryAlreadyRecorded, EntryAlreadyReversed):  # somebody else did it meanwhile
            continue
    line.entries, line.carried_out_at = [entry.uuid for entry in booked], now
    line.save(update_fields=["entries", "carried_out_at"])
    if decision.undoes is not None:
        decision.undoes.lines.filter(registration=line.registration_id).update(undone_at=now)
    record_line("group-decision.taken-back" if decision.undoes else "group-decision.applied", line, decider, now)
    return True


@transaction.atomic
def _finish(decision: GroupDecision, now: datetime) -> None:
    done = held(decision)
    if done.state != GroupState.DECIDED or done.lines.waiting().exists():
        return  # another worker was quicker
    move(done, GroupAction.FINISH, actor=None, now=now, carried_out_at=now)
    if done.undoes is not None and not done.undoes.lines.filter(carried_out_at__isnull=False, undone_at=None).exists():
        move(held(done.undoes), GroupAction.UNDO, actor=None, now=now)
