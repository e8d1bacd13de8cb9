"""From ledger to dossier: the facts of registrations as the rules read them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection

from portfolio.models import LedgerEntry
from register.models import Cycle, Registration
from register.reach import past_the_wall
from register.rules.fact_refusals import FactInvalid
from register.rules.facts import Dossier, Fact, Period, Person
from register.selectors import attributes_on

# One statement for one registration or ten thousand. An attendance is one fact: its category and quantity come from
# the accreditation its course has in this register on the day it counts; without one it is no fact here, and with one
# in each of several categories it is a fact for each.
# Whose a registration was at the moment: persons who turned out to be one were judged apart before.
HOLDER = """coalesce((
    SELECT h.person_id FROM register_registrationholder h
    WHERE h.registration_id = r.id AND h.until > %(known_at)s ORDER BY h.until, h.id LIMIT 1), r.person_id)"""
FACTS = f"""
SELECT r.id, l.uuid, l.kind, l.effective_on, lower(l.during), upper(l.during),
       coalesce(a.category, nullif(l.category, '')), nullif(l.code, ''),
       trim_scale(coalesce(a.quantity, l.quantity)), coalesce(a.unit, nullif(l.unit, '')),
       CASE WHEN a.id IS NULL THEN l.tags ELSE l.tags || a.tags END,
       CASE WHEN a.id IS NOT NULL THEN c.code END, nullif(l.details, '{{}}')::text, a.id IS NOT NULL,
       (l.recorded_at AT TIME ZONE %(zone)s)::date
FROM register_registration r
JOIN portfolio_ledgerentry l
  ON l.person_id = {HOLDER} AND (l.registration_id IS NULL OR l.registration_id = r.id)
LEFT JOIN accreditation_edition e ON e.id = l.edition_id
LEFT JOIN accreditation_course c ON c.id = e.course_id
LEFT JOIN accreditation_accreditation a
  ON a.course_id = c.id AND a.register_id = r.register_id
 AND l.effective_on >= a.valid_from AND l.effective_on < a.valid_before AND a.decided_at <= %(known_at)s
 AND (a.replaced_at IS NULL OR a.replaced_at > %(known_at)s)
WHERE r.id = ANY(%(registrations)s)
  AND (l.edition_id IS NULL OR a.id IS NOT NULL)
  AND l.recorded_at <= %(known_at)s AND l.reverses_id IS NULL
  AND NOT EXISTS (
      SELECT FROM portfolio_ledgerentry b WHERE b.reverses_id = l.id AND b.recorded_at <= %(known_at)s)
ORDER BY r.id, l.effective_on, l.id, a.category
"""
POSITION = f"""
SELECT r.id, coalesce(max(l.id), 0) FROM register_registration r
LEFT JOIN portfolio_ledgerentry l ON l.person_id = {HOLDER} AND l.recorded_at <= %(known_at)s
WHERE r.id = ANY(%(registrations)s) GROUP BY r.id
"""
WORDS = ("event", "format", "role", "by", "test", "reason")
FLAGS = ("accepted", "evidence", "accredited")
COUNTS = ("sessions", "group_size")
AMOUNTS = ("score", "hours_per_week")
DETAILS = (*WORDS, *FLAGS, *COUNTS, *AMOUNTS, "parts", "registrations", "course", "recorded_on")


@dataclass(frozen=True, slots=True)
class CycleDossier:
    """What is judged for one cycle, and the last ledger entry that was known of the person."""

    cycle: Cycle
    dossier: Dossier
    ledger_position: int


def dossiers(
    cycles: Iterable[Cycle], *, on: date, known_at: datetime
) -> Iterator[CycleDossier | tuple[Cycle, FactInvalid]]:
    """The dossier of each cycle as of a day, from what the ledger said at a moment.

    A dossier with a fact that cannot be read comes back as the cycle and the reason, so that one bad dossier never
    stops the others. Five statements, however many cycles.
    """
    judged = list(cycles)
    ids = [cycle.registration_id for cycle in judged]
    with past_the_wall("A person is judged on everything they did, also where the one who asks has no role."):
        positions = dict(_rows(POSITION, ids, known_at))
        attributes = attributes_on(ids, on=on, known_at=known_at)
        earlier = _cycles_of(ids)
        facts, refused = _facts_of(ids, known_at)
    for cycle in judged:
        registration = cycle.registration
        if registration.pk in refused:
            yield cycle, refused[registration.pk]
            continue
        dossier = Dossier(
            person=Person(registration.registered_on, attributes.get(registration.pk, {})),
            cycle=Period(cycle.starts_on, cycle.ends_before),
            earlier_cycles=tuple(p for p in earlier.get(registration.pk, ()) if p.end <= cycle.starts_on),
            facts=tuple(facts.get(registration.pk, ())),
        )
        yield CycleDossier(cycle, dossier, positions[registration.pk])


def _rows(sql: str, ids: list[int], known_at: datetime) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"registrations": ids, "known_at": known_at, "zone": settings.REGISTER_TIME_ZONE})
        rows: list[Any] = cursor.fetchall()
        return rows


def _cycles_of(ids: list[int]) -> dict[int, list[Period]]:
    found: dict[int, list[Period]] = {}
    rows = Cycle.objects.filter(registration__in=ids).order_by("starts_on")
    for registration, start, end in rows.values_list("registration_id", "starts_on", "ends_before"):
        found.setdefault(registration, []).append(Period(start, end))
    return found


def facts_known(registrations: Iterable[int], *, known_at: datetime) -> dict[int, list[Fact]]:
    """The facts of registrations by their id. Raises FactInvalid for a fact that cannot be read."""
    with past_the_wall("As in `dossiers`."):
        facts, refused = _facts_of(list(registrations), known_at)
    for error in refused.values():
        raise error
    return facts


def _facts_of(ids: list[int], known_at: datetime) -> tuple[dict[int, list[Fact]], dict[int, FactInvalid]]:
    facts: dict[int, list[Fact]] = {}
    refused: dict[int, FactInvalid] = {}
    entry, times = None, 0
    for registration, uuid, *row in _rows(FACTS, ids, known_at):
        times = times + 1 if entry == (registration, uuid) else 1
        entry = (registration, uuid)
        try:
            facts.setdefault(registration, []).append(fact_of(fact_id_of(uuid, times), row))
        except FactInvalid as error:
            refused[registration] = error
    return facts, refused


def fact_id_of(uuid: Any, line: int) -> str:
    """The id of a fact: that of its entry; from the second category on that the entry counts in, with its number."""
    return str(uuid) if line == 1 else f"{uuid}/{line}"


def fact_of(fact_id: str, row: list[Any]) -> Fact:
    """One row of FACTS (without the registration and the entry) as a fact. Raises FactInvalid."""
    (
        kind,
        effective_on,
        first,
        after,
        category,
        code,
        quantity,
        unit,
        tags,
        course,
        text,
        accredited,
        recorded_on,
    ) = row
    span = first is not None
    fields = details_as_fields(fact_id, text) if text else {}
    if accredited:
        fields["accredited"] = True
    if course is not None:
        fields["course"] = course
    fields.setdefault("recorded_on", recorded_on)
    return Fact(
        id=fact_id,
        kind=kind,
        on=None if span else effective_on,
        since=first,
        until=after - timedelta(days=1) if after is not None else None,
        category=category,
        code=code,
        quantity=quantity,
        unit=unit,
        tags=tuple(tags),
        **fields,
    )


def registers_reading(entry: LedgerEntry) -> frozenset[int]:
    """Ids of the registers for which an entry is a fact: its own, or those of the person that accredited the course."""
    rows = Registration.objects.filter(person=entry.person_id)
    if entry.registration_id is not None:
        rows = rows.filter(pk=entry.registration_id)
    elif entry.edition_id is not None:
        rows = rows.filter(register__accreditations__course__editions=entry.edition_id)
    return frozenset(rows.values_list("register_id", flat=True))


def details_as_fields(fact_id: str, text: str) -> dict[str, Any]:
    """The stored details of an entry as arguments of a Fact. Amounts are exact: never a binary fraction."""
    details = json.loads(text, parse_float=Decimal)
    if unknown := set(details) - set(DETAILS):
        raise FactInvalid(fact_id, sorted(unknown)[0], "no-field", known=", ".join(sorted(DETAILS)))
    fields = dict(details)
    try:
        for name in AMOUNTS:
            if name in fields:
                fields[name] = Decimal(fields[name])
        if "parts" in fields:
            fields["parts"] = {name: Decimal(share) for name, share in fields["parts"].items()}
        if "recorded_on" in fields:
            fields["recorded_on"] = date.fromisoformat(fields["recorded_on"])
    except (ArithmeticError, TypeError, ValueError, AttributeError) as error:
        raise FactInvalid(fact_id, "details", "unreadable") from error
    return fields
