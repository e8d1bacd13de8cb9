"""The ledger: entries are recorded and, when wrong, reversed. Nothing is ever edited."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accreditation.models import Edition
from portfolio.errors import EntryAlreadyRecorded, EntryAlreadyReversed, EntryNotValid
from portfolio.errors.merging import PersonMerged
from portfolio.models import LedgerEntry
from portfolio.selectors.dossiers import details_as_fields
from portfolio.selectors.moved_entries import moved_to
from register.access import Actor
from register.errors import constraint_of
from register.models import Person, Registration
from register.rules.fact_refusals import FactInvalid
from register.rules.facts import Fact
from register.services.events import record_event


class FactFields(TypedDict, total=False):
    """What is known of a fact besides its kind. `on` is its day, or `since` and `until` its first and last day."""

    on: date | None
    since: date | None
    until: date | None
    category: str
    code: str
    quantity: Decimal | None
    unit: str
    tags: tuple[str, ...]
    details: dict[str, Any] | None
    edition: Edition | None


def record_entry(
    *,
    person: Person,
    registration: Registration | None,
    kind: str,
    source_key: str,
    validation: str,
    uuid: UUID | None = None,
    actor: Actor | None,
    now: datetime,
    **fact: Unpack[FactFields],
) -> LedgerEntry:
    """Record one fact. `on` is its day, or `since` and `until` its first and last day (both included; no `until` is
    still going on). An attendance of an `edition` reads its worth from the accreditation. `source_key` names where it
    comes from: the same key again is refused, never booked twice. `uuid` is that of a fact elsewhere.
    """
    entry = entry_of(
        person=person,
        registration=registration,
        kind=kind,
        source_key=source_key,
        validation=validation,
        actor=actor,
        now=now,
        **fact,
    )
    if uuid is not None:
        entry.uuid = uuid
    return book_entry(entry=entry, actor=actor, now=now)


def reverse_entry(*, entry: LedgerEntry, reason: str, actor: Actor | None, now: datetime) -> LedgerEntry:
    """Take an entry back by a new one that names it and says why. From then on it never happened.

    Of one that moved with a person who was merged, what stands in its place is taken back.
    """
    try:
        return book_entry(entry=reversal_of(entry=entry, reason=reason, actor=actor, now=now), actor=actor, now=now)
    except EntryAlreadyReversed:
        again = moved_to(entry)
        if again is None:
            raise
    return reverse_entry(entry=again, reason=reason, actor=actor, now=now)


def entry_of(
    *,
    person: Person,
    registration: Registration | None,
    kind: str,
    source_key: str,
    validation: str,
    actor: Actor | None,
    now: datetime,
    **fact: Unpack[FactFields],
) -> LedgerEntry:
    """One fact as it would stand in the ledger, not booked. EntryNotValid when it cannot have happened so."""
    on, since, until = fact.get("on"), fact.get("since"), fact.get("until")
    entry = LedgerEntry(
        person=person,
        registration=registration,
        kind=kind,
        category=fact.get("category", ""),
        code=fact.get("code", ""),
        quantity=fact.get("quantity"),
        unit=fact.get("unit", ""),
        tags=list(fact.get("tags", ())),
        details=fact.get("details") or {},
        edition=fact.get("edition"),
        validation=validation,
        source_key=source_key,
        recorded_at=now,
        recorded_by_id=actor.user_id if actor else None,
    )
    _check(entry, on, since, until)
    last = on or until or since
    assert last is not None  # a fact without a day was refused above
    entry.effective_on = last
    if since:
        entry.during = DateRange(since, until + timedelta(days=1) if until else None, "[)")
    return entry


def reversal_of(*, entry: LedgerEntry, reason: str, actor: Actor | None, now: datetime) -> LedgerEntry:
    """The entry that would take this one back, not booked. EntryAlreadyReversed for one that is a reversal itself."""
    if entry.reverses_id is not None:
        raise EntryAlreadyReversed(
            nl="Een tegenboeking wordt niet zelf teruggeboekt. Leg het feit opnieuw vast.",
            en="A reversal is not itself reversed. Record the fact anew.",
        )
    return LedgerEntry(
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


@transaction.atomic
def book_entry(*, entry: LedgerEntry, actor: Actor | None, now: datetime) -> LedgerEntry:
    """Put an entry in the ledger. EntryAlreadyRecorded or EntryAlreadyReversed when it is there already."""
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:
        name = constraint_of(error)
        if entry.reverses_id is not None and ("reverses" in name or "source_key" in name):
            raise EntryAlreadyReversed(
                nl="Deze regel is al teruggeboekt.", en="This entry is already reversed."
            ) from error
        if name == "ledger_of_who_goes_on":
            raise PersonMerged(
                nl="Deze persoon is zojuist samengevoegd met een andere. Lees het dossier opnieuw en probeer het daar.",
                en="This person was joined with another just now. Read the dossier again and try it there.",
            ) from error
        if "source_key" not in name:
            raise
        raise EntryAlreadyRecorded(
            nl=f"Een regel met bron {entry.source_key!r} staat al in het grootboek; er is niets toegevoegd.",
            en=f"An entry with source {entry.source_key!r} is already in the ledger; nothing was added.",
        ) from error
    entry.refresh_from_db(fields=["uuid"])
    _record("ledger.recorded" if entry.reverses_id is None else "ledger.reversed", entry, actor, now)
    return entry


def _check(entry: LedgerEntry, on: date | None, since: date | None, until: date | None) -> None:
    """A fact the evaluator could not read is refused here, before it is in the ledger for ever."""
    try:
        Fact(
            id="entry",
            kind=entry.kind,
            on=on,
            since=since,
            until=until,
            category=entry.category or None,
            code=entry.code or None,
            quantity=entry.quantity,
            unit=entry.unit or None,
            tags=tuple(entry.tags),
            **details_as_fields("entry", json.dumps(entry.details)),
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
