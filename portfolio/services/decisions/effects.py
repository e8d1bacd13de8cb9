"""What a decision does: statuses from a day on, and dated facts in the ledger. Taken back as a whole, never edited."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from portfolio.errors import EntryAlreadyRecorded, EntryAlreadyReversed
from portfolio.models import Decision, LedgerEntry
from portfolio.services.decisions.re_entry import let_back_in, take_out_again
from portfolio.services.decisions.reversals import book_reversals, undo_reversals
from portfolio.services.ledger import record_entry, reverse_entry
from register.access import Actor
from register.catalogue import REGISTRATION, Mark, Status
from register.services.statuses import set_status, withdraw_statuses


def carry_out(decision: Decision, *, actor: Actor | None, now: datetime) -> None:
    """Let the decision have its effect, in the caller's transaction. Once: a second time changes nothing.

    `effect` holds `statuses` (axis, value, startsOn) and `facts` as the ledger takes them (kind, code, on or since and
    until, quantity, unit, category): leave, an extension or a dispensation is a fact that the rules read. `reversals`
    (entry, reason, quantity) are entries that do not count any more, or count for less. `reEntry` (registeredOn,
    status) is a new registration of who comes back.
    """
    if not Decision.objects.filter(pk=decision.pk, carried_out_at=None).update(carried_out_at=now):
        return
    for one in decision.effect.get("statuses", ()):
        axis = one.get("axis", REGISTRATION)
        set_status(
            registration=decision.registration,
            axis=axis,
            value=Status(one["value"]) if axis == REGISTRATION else Mark(one["value"]),
            starts_on=date.fromisoformat(one.get("startsOn") or decision.effective_on.isoformat()),
            ground=decision.uuid,
            actor=actor,
            now=now,
        )
    if "reEntry" in decision.effect:
        let_back_in(decision, actor=actor, now=now)
    for number, fact in enumerate(decision.effect.get("facts", ())):
        _book(decision, number, fact, actor, now)
    book_reversals(decision, actor=actor, now=now)
    decision.carried_out_at = now


def _book(decision: Decision, number: int, fact: dict[str, Any], actor: Actor | None, now: datetime) -> None:
    try:
        record_entry(
            person=decision.registration.person,
            registration=decision.registration,
            kind=fact["kind"],
            source_key=_source(decision, number),
            validation=LedgerEntry.Validation.OFFICE,
            category=fact.get("category", ""),
            code=fact.get("code", ""),
            quantity=Decimal(fact["quantity"]) if "quantity" in fact else None,
            unit=fact.get("unit", ""),
            tags=tuple(fact.get("tags", ())),
            details=fact.get("details"),
            actor=actor,
            now=now,
            on=_day(fact, "on"),
            since=_day(fact, "since"),
            until=_day(fact, "until"),
        )
    except EntryAlreadyRecorded:
        return


def _day(fact: dict[str, Any], name: str) -> date | None:
    return date.fromisoformat(fact[name]) if fact.get(name) else None


def undo(decision: Decision, *, by: Decision, actor: Actor | None, now: datetime) -> None:
    """Take the effect back on account of the decision `by`: what was before is so again, from the first day on."""
    rows = Decision.objects.filter(pk=decision.pk, carried_out_at__isnull=False, undone_at=None)
    if not rows.update(undone_at=now):
        return
    withdraw_statuses(registration=decision.registration, ground=decision.uuid, by=by.uuid, actor=actor, now=now)
    if "reEntry" in decision.effect:
        take_out_again(decision, by=by, actor=actor, now=now)
    for number, _ in enumerate(decision.effect.get("facts", ())):
        entry = LedgerEntry.objects.filter(source_key=_source(decision, number)).first()
        if entry is None:
            continue
        try:
            reverse_entry(entry=entry, reason=REPLACED, actor=actor, now=now)
        except EntryAlreadyReversed:
            continue
    undo_reversals(decision, reason=REPLACED, actor=actor, now=now)


REPLACED = "Het besluit is vervangen. / The decision was replaced."


def _source(decision: Decision, number: int) -> str:
    return f"decision/{decision.uuid}/{number}"
