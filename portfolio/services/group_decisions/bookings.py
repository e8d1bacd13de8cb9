"""What a decision for a group puts in the ledger for its people: the same entries in a preview as when it is done."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from portfolio.models import GroupDecision, GroupDecisionLine, LedgerEntry
from portfolio.selectors.group_scopes import attendance_in
from portfolio.selectors.moved_entries import in_place_of
from portfolio.services.ledger import FactFields, entry_of, reversal_of
from register.access import Actor
from register.models import Registration

COPIED = ("kind", "effective_on", "during", "category", "code", "quantity", "unit", "tags", "details", "edition_id")
Bookings = dict[int, list[LedgerEntry]]
"""For each line, by its id, what is to be booked."""


def bookings_of(
    decision: GroupDecision, lines: Sequence[GroupDecisionLine], *, actor: Actor | None, now: datetime
) -> Bookings:
    """What is to be booked for these lines, not booked yet. As many statements for a thousand lines as for one."""
    if decision.undoes is not None:
        return _taken_back(decision, decision.undoes, lines, actor, now)
    found: Bookings = {line.pk: _facts(decision, line, actor, now) for line in lines}
    if decision.effect.get("reversesAttendance"):
        people = {line.registration.person_id: line.pk for line in reversed(lines)}
        rows = attendance_in(decision, known_at=decision.known_at).filter(person__in=people)
        for entry in rows.order_by("pk"):
            found[people[entry.person_id]].append(_reversal(decision, entry, actor, now))
    return found


def entry_for(
    registration: Registration, fact: Mapping[str, Any], *, on: date, source: str, actor: Actor | None, now: datetime
) -> LedgerEntry:
    """A fact of an act as an entry for one registration; on the day of effect unless it names its own days."""
    fields: FactFields = {
        "on": _day(fact, "on"),
        "since": _day(fact, "since"),
        "until": _day(fact, "until"),
        "category": fact.get("category", ""),
        "code": fact.get("code", ""),
        "quantity": Decimal(fact["quantity"]) if "quantity" in fact else None,
        "unit": fact.get("unit", ""),
        "tags": tuple(fact.get("tags", ())),
        "details": {"reason": fact["reason"]} if "reason" in fact else {},
    }
    if fields["on"] is None and fields["since"] is None:
        fields["on"] = on
    return entry_of(
        person=registration.person,
        registration=registration,
        kind=fact["kind"],
        source_key=source,
        validation=LedgerEntry.Validation.OFFICE,
        actor=actor,
        now=now,
        **fields,
    )


def _facts(decision: GroupDecision, line: GroupDecisionLine, actor: Actor | None, now: datetime) -> list[LedgerEntry]:
    return [
        entry_for(
            line.registration,
            fact,
            on=decision.effective_on,
            source=_source(decision, line, number),
            actor=actor,
            now=now,
        )
        for number, fact in enumerate(decision.effect.get("facts", ()))
    ]


def _taken_back(
    decision: GroupDecision,
    first: GroupDecision,
    lines: Sequence[GroupDecisionLine],
    actor: Actor | None,
    now: datetime,
) -> Bookings:
    """What was booked is reversed; what was reversed is recorded anew, unless somebody did so meanwhile."""
    whose = {line.registration_id: line for line in lines}
    done: dict[UUID, GroupDecisionLine] = {}
    for one in first.lines.filter(registration__in=whose).order_by("pk"):
        done |= dict.fromkeys(one.entries, whose[one.registration_id])
    places = in_place_of(done)  # who was joined with another since, has them there
    done = {places[uuid]: line for uuid, line in done.items()}
    found: Bookings = {line.pk: [] for line in lines}
    rows = LedgerEntry.objects.filter(uuid__in=done).select_related("reverses__person__merged_into").order_by("pk")
    again = _recorded_again(rows)
    for entry in rows.filter(reversed_by=None):
        mine = done[entry.uuid]
        if entry.reverses is None:
            found[mine.pk].append(_reversal(decision, entry, actor, now))
        elif (entry.person_id, entry.edition_id, entry.effective_on) not in again:
            number = len(found[mine.pk])
            found[mine.pk].append(_anew(entry.reverses, _source(decision, mine, number), actor, now))
    return found


def _recorded_again(entries: Any) -> set[tuple[int, int | None, date]]:
    """The attendance among what was reversed that is in the ledger again, by person, edition and day."""
    reversed_ones = [entry for entry in entries if entry.reverses_id is not None]
    rows = LedgerEntry.objects.live().filter(
        person__in={entry.person_id for entry in reversed_ones},
        edition__in={entry.edition_id for entry in reversed_ones},
    )
    return set(rows.values_list("person_id", "edition_id", "effective_on"))


def _anew(entry: LedgerEntry, source: str, actor: Actor | None, now: datetime) -> LedgerEntry:
    return LedgerEntry(
        person=entry.person.going_on,
        registration_id=entry.registration_id,
        validation=entry.validation,
        source_key=source,
        recorded_at=now,
        recorded_by_id=actor.user_id if actor else None,
        **{name: getattr(entry, name) for name in COPIED},
    )


def _reversal(decision: GroupDecision, entry: LedgerEntry, actor: Actor | None, now: datetime) -> LedgerEntry:
    reason = f"Groepsbesluit / decision for a group: {decision.title}"
    return reversal_of(entry=entry, reason=reason, actor=actor, now=now)


def _source(decision: GroupDecision, line: GroupDecisionLine, number: int) -> str:
    return f"group-decision/{decision.uuid}/{line.registration_id}/{number}"


def _day(fact: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(fact[name]) if fact.get(name) else None
