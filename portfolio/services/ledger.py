"""The ledger: entries are recorded and, when wrong, reversed. Nothing is ever edited."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accreditation.models import Edition
from portfolio.errors import EntryAlreadyRecorded, EntryAlreadyReversed, EntryNotValid
from portfolio.models import LedgerEntry
from portfolio.selectors.dossiers import details_as_fields
from register.access import Actor
from register.errors import constraint_of
from register.models import Person, Registration
from register.rules.fact_refusals import FactInvalid
from register.rules.facts import Fact
from register.services.events import record_event


@transaction.atomic
def record_entry(
    *,
    person: Person,
    registration: Registration | None,
    kind: str,
    source_key: str,
    validation: str,
    on: date | None = None,
    since: date | None = None,
    until: date | None = None,
    category: str = "",
    code: str = "",
    quantity: Decimal | None = None,
    unit: str = "",
    tags: tuple[str, ...] = (),
    details: dict[str, Any] | None = None,
    edition: Edition | None = None,
    uuid: UUID | None = None,
    actor: Actor | None,
    now: datetime,
) -> LedgerEntry:
    """Record one fact. `on` is its day, or `since` and `until` its first and last day (both included; no `until` is
    still going on). An attendance of an `edition` reads its worth from the accreditation. `source_key` names where it
    comes from: the same key again is refused, never booked twice. `uuid` is that of a fact elsewhere.
    """
    _check(kind, on, since, until, category, code, quantity, unit, tags, details or {})
    last = on or until or since
    assert last is not None  # a fact without a day was refused above
    after = until + timedelta(days=1) if until else None
    try:
        with transaction.atomic():
            entry = LedgerEntry.objects.create(
                person=person,
                registration=registration,
                kind=kind,
                effective_on=last,
                during=DateRange(since, after, "[)") if since else None,
                category=category,
                code=code,
                quantity=quantity,
                unit=unit,
                tags=list(tags),
                details=details or {},
                edition=edition,
                validation=validation,
                source_key=source_key,
                recorded_at=now,
                recorded_by_id=actor.user_id if actor else None,
                **({"uuid": uuid} if uuid else {}),
            )
    except IntegrityError as error:
        if "source_key" not in constraint_of(error):
            raise
        raise EntryAlreadyRecorded(
            nl=f"Een regel met bron {source_key!r} staat al in het grootboek; er is niets toegevoegd.",
            en=f"An entry with source {source_key!r} is already in the ledger; nothing was added.",
        ) from error
    entry.refresh_from_db(fields=["uuid"])
    _record("ledger.recorded", entry, actor, now)
    return entry


@transaction.atomic
def reverse_entry(*, entry: LedgerEntry, reason: str, actor: Actor | None, now: datetime) -> LedgerEntry:
    """Take an entry back by a new one that names it and says why. From then on it never happened."""
    if entry.reverses_id is not None:
        raise EntryAlreadyReversed(
            nl="Een tegenboeking wordt niet zelf teruggeboekt. Leg het feit opnieuw vast.",
            en="A reversal is not itself reversed. Record the fact anew.",
        )
    try:
        with transaction.atomic():
            reversal = LedgerEntry.objects.create(
                person_id=entry.person_id,
                registration_id=entry.registration_id,
                kind=entry.kind,
                effective_on=entry.effective_on,
                during=entry.during,
                category=entry.category,
                code=entry.code,
                quantity=entry.quantity,
                unit=entry.unit,
                edition_id=entry.edition_id,
                validation=LedgerEntry.Validation.OFFICE,
                source_key=f"reversal/{entry.uuid}",
                reverses=entry,
                reason=reason,
                recorded_at=now,
                recorded_by_id=actor.user_id if actor else None,
            )
    except IntegrityError as error:
        if not ("reverses" in constraint_of(error) or "source_key" in constraint_of(error)):
            raise
        raise EntryAlreadyReversed(nl="Deze regel is al teruggeboekt.", en="This entry is already reversed.") from error
    reversal.refresh_from_db(fields=["uuid"])
    _record("ledger.reversed", reversal, actor, now)
    return reversal


def _check(
    kind: str,
    on: date | None,
    since: date | None,
    until: date | None,
    category: str,
    code: str,
    quantity: Decimal | None,
    unit: str,
    tags: tuple[str, ...],
    details: dict[str, Any],
) -> None:
    """A fact the evaluator could not read is refused here, before it is in the ledger for ever."""
    try:
        Fact(
            id="entry",
            kind=kind,
            on=on,
            since=since,
            until=until,
            category=category or None,
            code=code or None,
            quantity=quantity,
            unit=unit or None,
            tags=tags,
            **details_as_fields("entry", json.dumps(details)),
        )
    except (FactInvalid, TypeError) as error:
        wrong = error if isinstance(error, FactInvalid) else FactInvalid("entry", "details", "unreadable")
        raise EntryNotValid(
            nl=f"Het feit kan zo niet gebeurd zijn. {wrong.sentence('nl')}",
            en=f"The fact cannot have happened like this. {wrong.sentence('en')}",
        ) from error


def _record(kind: str, entry: LedgerEntry, actor: Actor | None, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="ledger-entry",
        subject_uuid=entry.uuid,
        person_id=entry.person_id,
        register_id=entry.registration.register_id if entry.registration else None,
        actor=actor,
        now=now,
    )
