"""What is left of a standing when what was not shown is taken out: computed by the rules that judge the cycle."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from portfolio.catalogue.audit_cases import Verdict
from portfolio.errors import EntryNotValid
from portfolio.models import Audit, AuditItem, LedgerEntry
from portfolio.selectors.dossiers import CycleDossier, dossiers, facts_known
from portfolio.services.audit_cases.moving import last_round
from portfolio.services.past_standings import written
from register.rules.facts import Fact
from register.selectors import rules_of


def finding_of(audit: Audit, *, today: date, now: datetime) -> dict[str, Any]:
    """The standing of the cycle with what the auditor did not accept taken out; what waits for a verdict counts.

    The facts are those that were known at the draw, without what was reversed since, and those that were added and
    accepted. It is judged as of the day of the draw; as of today once something was added or a repair was asked.
    """
    items = {one.entry.uuid: one for one in AuditItem.objects.filter(audit=audit).select_related("entry")}
    later = [one for one in items.values() if one.added_at and one.verdict in (Verdict.ACCEPTED, Verdict.PARTLY)]
    on = today if later or last_round(audit).number > 1 else date.fromisoformat((audit.standing or {})["asOf"])
    (found,) = dossiers([audit.cycle], on=on, known_at=audit.drawn_at)
    if not isinstance(found, CycleDossier):
        raise EntryNotValid.in_dossier(found[1])
    facts = [*found.dossier.facts, *_added(audit, later, now)]
    facts.sort(key=_day)  # as the ledger gives them; what was recorded later comes after others of its day
    gone = reversed_since(audit)
    kept = [_as_accepted(one, items.get(_entry(one))) for one in facts if not _rejected(one, items, gone)]
    standing = rules_of(audit.cycle.regulation).evaluate(replace(found.dossier, facts=tuple(kept)), as_of=on)
    return written(standing, max([found.ledger_position, *(one.entry_id for one in later)]))


def reversed_since(audit: Audit) -> frozenset[UUID]:
    """The entries of the person that were reversed after the draw."""
    rows = LedgerEntry.objects.filter(
        person=audit.registration.person_id, reverses__isnull=False, recorded_at__gt=audit.drawn_at
    )
    return frozenset(rows.values_list("reverses__uuid", flat=True))


def _added(audit: Audit, later: Iterable[AuditItem], now: datetime) -> list[Fact]:
    wanted = {one.entry.uuid for one in later}
    if not wanted:
        return []
    known = facts_known([audit.registration_id], known_at=now)[audit.registration_id]
    return [one for one in known if _entry(one) in wanted]


def _rejected(fact: Fact, items: dict[UUID, AuditItem], gone: frozenset[UUID]) -> bool:
    item = items.get(_entry(fact))
    return _entry(fact) in gone or (item is not None and item.verdict == Verdict.REJECTED)


def _as_accepted(fact: Fact, item: AuditItem | None) -> Fact:
    if item is None or item.verdict != Verdict.PARTLY:
        return fact
    return replace(fact, quantity=item.quantity)


def _entry(fact: Fact) -> UUID:
    return UUID(fact.id.partition("/")[0])


def _day(fact: Fact) -> date:
    day = fact.on or fact.until or fact.since
    assert day is not None  # a fact without a day cannot be recorded
    return day
