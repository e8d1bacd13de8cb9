"""How a record counts: one ledger entry for each registration, reversed when something else takes its place."""

from datetime import datetime
from typing import Any

from portfolio.catalogue.records import RecordState, StatementState
from portfolio.errors import EntryAlreadyReversed
from portfolio.models import LedgerEntry, Record, RecordStatement, RecordUse
from portfolio.services.ledger import record_entry, reverse_entry
from portfolio.services.records.rules import rule_of
from portfolio.services.records.trail import record_step
from register.access import Actor
from register.rules.amounts import plain
from register.rules.facts import SPANNING
from register.rules.records import RecordRule

REPLACED = "Vervangen door een nieuwe opgave. / Replaced by a new record."


def held(record: Record) -> Record:
    """The record as it is now, kept from everybody else until the end of the transaction."""
    rows = Record.objects.select_related("person__user", "replaces")
    return rows.select_for_update(of=("self",)).get(pk=record.pk)


def missing_roles(use: RecordUse, rule: RecordRule) -> list[str]:
    """The roles whose statement is still needed before the record counts there, in the order of the rule."""
    given = RecordStatement.objects.filter(record=use.record_id, state=StatementState.GIVEN)
    by_role = {one.role.lower(): one for one in given.select_related("registration")}
    return [need.role for need in rule.needs if not _stated(need.registered, by_role.get(need.role), use)]


def count(record: Record, *, actor: Actor | None, now: datetime) -> None:
    """Book the record wherever all is there that the rule asks. It takes the place of the one it replaces."""
    uses = list(record.uses.select_related("registration__person", "registration__register__association"))
    waiting = 0
    for use in uses:
        if use.entry_id is not None:
            continue
        rule = rule_of(use)
        if rule is None or missing_roles(use, rule):
            waiting += 1
            continue
        _take_the_place(use, actor, now)
        use.entry = _book(use, rule, actor, now)
        use.save(update_fields=["entry"])
    if record.replaces is not None and not waiting:
        _replace(record.replaces, actor, now)


def take_back(record: Record, *, reason: str, actor: Actor | None, now: datetime) -> None:
    """Reverse every entry by which the record counts, unless the office has done so already."""
    for use in record.uses.select_related("entry").exclude(entry=None):
        _reverse(use, reason, actor, now)


def _stated(registered: bool, statement: RecordStatement | None, use: RecordUse) -> bool:
    if statement is None:
        return False
    if not registered:
        return True
    colleague = statement.registration
    return colleague is not None and colleague.register_id == use.registration.register_id


def _take_the_place(use: RecordUse, actor: Actor | None, now: datetime) -> None:
    old = RecordUse.objects.filter(record=use.record.replaces_id, registration=use.registration_id).exclude(entry=None)
    for replaced in old.select_related("entry"):
        _reverse(replaced, REPLACED, actor, now)


def _replace(old: Record, actor: Actor | None, now: datetime) -> None:
    take_back(old, reason=REPLACED, actor=actor, now=now)
    standing = Record.objects.filter(pk=old.pk, state=RecordState.STANDING)
    if standing.update(state=RecordState.REPLACED):
        record_step("record.replaced", old, actor, now)


def _reverse(use: RecordUse, reason: str, actor: Actor | None, now: datetime) -> None:
    entry, use.entry = use.entry, None
    use.save(update_fields=["entry"])
    assert entry is not None
    try:
        reverse_entry(entry=entry, reason=reason[:300], actor=actor, now=now)
    except EntryAlreadyReversed:
        return


def _book(use: RecordUse, rule: RecordRule, actor: Actor | None, now: datetime) -> LedgerEntry:
    record, fact = use.record, rule.fact
    spans = fact["kind"] in SPANNING
    validation = LedgerEntry.Validation.CONFIRMED if rule.needs else LedgerEntry.Validation.SELF_DECLARED
    return record_entry(
        person=use.registration.person,
        registration=use.registration,
        kind=fact["kind"],
        source_key=f"record/{record.uuid}/{use.registration.pk}/{record.ends_on or 'open'}",
        validation=validation,
        on=None if spans else record.starts_on,
        since=record.starts_on if spans else None,
        until=record.ends_on if spans else None,
        category=fact.get("category", ""),
        code=fact.get("code", ""),
        quantity=record.quantity if rule.unit else None,
        unit=rule.unit,
        tags=(*fact.get("tags", ()), *(use.names if rule.names_in == "tags" else ())),
        details=_details(use, rule),
        actor=actor,
        now=now,
    )


def _details(use: RecordUse, rule: RecordRule) -> dict[str, Any]:
    details: dict[str, Any] = {name: rule.fact[name] for name in ("by", "role", "format") if name in rule.fact}
    if use.record.hours_per_week is not None and not rule.unit:
        details["hours_per_week"] = plain(use.record.hours_per_week)
    if use.record.evidence_id is not None:
        details["evidence"] = True
    if rule.names_in == "registrations":
        details["registrations"] = use.names
    return details
