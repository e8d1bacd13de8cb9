"""What a decision takes out of the ledger: entries reversed, or counted for less; recorded anew when it is undone."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from portfolio.errors import EntryAlreadyReversed
from portfolio.models import Claim, Decision, LedgerEntry, PeerSessionFact, PeerVisitUse, RecordUse
from portfolio.services.ledger import reverse_entry
from register.access import Actor
from register.services.events import record_event


def book_reversals(decision: Decision, *, actor: Actor | None, now: datetime) -> None:
    """Reverse each of `effect.reversals` (entry, reason, perhaps the quantity that stays), in the caller's transaction.

    What somebody reversed already is left as it is, and nothing is put in its place.
    """
    for number, one in enumerate(decision.effect.get("reversals", ())):
        entry = LedgerEntry.objects.select_related("registration", "person").get(uuid=one["entry"])
        try:
            with transaction.atomic():
                reverse_entry(entry=entry, reason=one["reason"][:300], actor=actor, now=now)
        except EntryAlreadyReversed:
            continue
        if one.get("quantity"):
            kept = _anew(entry, _source(decision, "kept", number), actor, now, quantity=Decimal(one["quantity"]))
            _lean_on(kept, instead_of=entry)


def undo_reversals(decision: Decision, *, reason: str, actor: Actor | None, now: datetime) -> None:
    """Record anew what the decision took out, as it was and known as early; a reversal is not itself reversed."""
    for number, one in enumerate(decision.effect.get("reversals", ())):
        if LedgerEntry.objects.filter(source_key=_source(decision, "restored", number)).exists():
            continue
        entry = LedgerEntry.objects.select_related("registration", "person").get(uuid=one["entry"])
        kept = LedgerEntry.objects.filter(source_key=_source(decision, "kept", number)).first()
        if kept is not None:
            try:
                with transaction.atomic():
                    reverse_entry(entry=kept, reason=reason, actor=actor, now=now)
            except EntryAlreadyReversed:  # somebody took the rest out on other grounds
                continue
        elif one.get("quantity") or not _taken_out_by(decision, entry):
            continue
        _lean_on(_anew(entry, _source(decision, "restored", number), actor, now), instead_of=kept or entry)


def _taken_out_by(decision: Decision, entry: LedgerEntry) -> bool:
    """Whether this decision reversed the entry, and nobody before it."""
    assert decision.carried_out_at is not None  # only what was carried out is undone
    return LedgerEntry.objects.filter(reverses=entry, recorded_at=decision.carried_out_at).exists()


def _anew(
    entry: LedgerEntry, source_key: str, actor: Actor | None, now: datetime, quantity: Decimal | None = None
) -> LedgerEntry:
    """The same fact in a new entry. The rules go on reading the day on which it was first recorded."""
    recorded_on = entry.recorded_at.astimezone(ZoneInfo(settings.REGISTER_TIME_ZONE)).date()
    fact: Mapping[str, Any] = {
        name: getattr(entry, name)
        for name in ("registration", "kind", "effective_on", "during", "category", "code", "unit", "tags")
    }
    again = LedgerEntry.objects.create(
        person=entry.person.going_on,
        **fact,
        quantity=entry.quantity if quantity is None else quantity,
        details={"recorded_on": recorded_on.isoformat()} | entry.details,
        edition_id=entry.edition_id,
        batch_id=entry.batch_id,
        validation=entry.validation if quantity is None else LedgerEntry.Validation.ASSESSED,
        source_key=source_key,
        recorded_at=now,
        recorded_by_id=actor.user_id if actor else None,
    )
    again.refresh_from_db(fields=["uuid"])
    record_event(
        kind="ledger.recorded",
        subject_type="ledger-entry",
        subject_uuid=again.uuid,
        person_id=again.person_id,
        register_id=entry.registration.register_id if entry.registration else None,
        actor=actor,
        now=now,
    )
    return again


def _lean_on(entry: LedgerEntry, *, instead_of: LedgerEntry) -> None:
    """What counted by the old entry counts by the new one, and is withdrawn with it."""
    for source in (Claim, RecordUse, PeerSessionFact, PeerVisitUse):
        source._default_manager.filter(entry=instead_of).update(entry=entry)


def _source(decision: Decision, sort: str, number: int) -> str:
    return f"decision/{decision.uuid}/{sort}/{number}"
