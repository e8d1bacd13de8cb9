"""How a claim counts: one ledger entry at a time, reversed when something else takes its place."""

from datetime import datetime
from decimal import Decimal

from portfolio.catalogue import ClaimAction
from portfolio.errors import EntryAlreadyReversed
from portfolio.models import Claim, LedgerEntry
from portfolio.services.claims.moving import held, move
from portfolio.services.ledger import record_entry, reverse_entry
from register.access import Actor

Validation = LedgerEntry.Validation
REPLACED = "Vervangen door een nieuwe claim. / Replaced by a new claim."


def book(claim: Claim, *, quantity: Decimal, validation: str, actor: Actor, now: datetime) -> LedgerEntry:
    """Enter the claim in the ledger: as declared until a sample draws it, or as assessed."""
    declared = validation == Validation.SELF_DECLARED
    return record_entry(
        person=claim.registration.person,
        registration=claim.registration,
        kind=LedgerEntry.Kind.ACTIVITY,
        source_key=f"claim/{claim.uuid}/declared" if declared else f"claim/{claim.uuid}",
        validation=validation,
        on=claim.performed_on,
        category=claim.category,
        quantity=quantity,
        unit=claim.unit,
        tags=tuple(claim.tags),
        actor=actor,
        now=now,
    )


def take_back(claim: Claim, *, reason: str, actor: Actor | None, now: datetime) -> None:
    """Reverse the entry by which the claim counts now, unless the office has done so already."""
    if claim.entry is None:
        return
    try:
        reverse_entry(entry=claim.entry, reason=reason[:300], actor=actor, now=now)
    except EntryAlreadyReversed:
        return


def take_the_place(claim: Claim, *, actor: Actor, now: datetime) -> None:
    """Let a claim that counts from now on take the place of the one it replaces, in the same transaction."""
    if claim.replaces is None:
        return
    old = held(claim.replaces)
    take_back(old, reason=REPLACED, actor=actor, now=now)
    move(old, ClaimAction.REPLACE, actor=actor, now=now, entry=None)
