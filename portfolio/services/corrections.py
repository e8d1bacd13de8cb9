"""The register office enters facts in dossiers and takes wrong ones back."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from portfolio.errors import OwnDossier
from portfolio.models import LedgerEntry
from portfolio.services.ledger import record_entry, reverse_entry
from register.access import Actor
from register.models import Registration
from register.services.categories import refuse_unknown_category


@transaction.atomic
def enter_fact(
    *,
    registration: Registration,
    kind: str,
    source_key: str,
    on: date | None = None,
    since: date | None = None,
    until: date | None = None,
    category: str = "",
    code: str = "",
    quantity: Decimal | None = None,
    unit: str = "",
    tags: list[str],
    details: dict[str, Any],
    actor: Actor,
    today: date,
    now: datetime,
) -> LedgerEntry:
    """Enter a fact for one registration; arguments as `record_entry`.

    `source_key` is the office's own, used once per register.
    """
    _refuse_own(registration.person_id, actor)
    if category:
        refuse_unknown_category(register=registration.register, category=category, on=today)
    return record_entry(
        person=registration.person,
        registration=registration,
        kind=kind,
        source_key=f"office/{registration.register.code}/{source_key}",
        validation=LedgerEntry.Validation.OFFICE,
        on=on,
        since=since,
        until=until,
        category=category,
        code=code,
        quantity=quantity,
        unit=unit,
        tags=tuple(tags),
        details=details,
        actor=actor,
        now=now,
    )


def take_back(*, entry: LedgerEntry, reason: str, actor: Actor, now: datetime) -> LedgerEntry:
    """Reverse a wrong entry. Nobody does that in their own dossier."""
    _refuse_own(entry.person_id, actor)
    return reverse_entry(entry=entry, reason=reason, actor=actor, now=now)


def _refuse_own(person_id: int, actor: Actor) -> None:
    if actor.person_id == person_id:
        raise OwnDossier(nl="Uw eigen dossier corrigeert een ander.", en="Somebody else corrects your own dossier.")
