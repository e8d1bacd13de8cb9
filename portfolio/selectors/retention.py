"""What of a dossier would go and what stays, on whose ground and until when."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from portfolio.rules.retention import SHIPPED, Term, Terms, years_before
from portfolio.selectors.holds import held
from portfolio.selectors.parts.part import Part, Table
from portfolio.selectors.parts.table import dossier_parts
from register.models import Person, Registration, RoleGrant, all_of
from register.reach import past_the_wall

OWN = "own"


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of the rows of one table about one person. `ground` and `until` are of those that stay: until which
    day they are kept; none while a registration runs, and none for what has no name in it."""

    part: Part
    table: Table
    goes: int
    stays: int
    ground: Term | None
    nameless: bool
    until: date | None


def retention_terms() -> Terms:
    """The terms of law of this installation."""
    return _read(settings.RETENTION_FILE)


@lru_cache(maxsize=4)
def _read(path: str) -> Terms:
    return Terms.from_file(Path(path) if path else SHIPPED)


def people_past(category: str, *, on: date) -> "QuerySet[Person]":
    """Whose registrations ended all, and each so long ago that the category is kept no longer for its register.

    Who never was on a register is among them; who holds a role of an office or a provider is not, and neither is whose
    dossier is held.
    """
    terms = retention_terms()
    own = {code: terms.of(category, code).years for code, found in terms.registers.items() if category in found}
    recent = Q(ended_before__gt=years_before(on, terms.of(category).years)) & ~Q(register__code__in=own)
    for code, years in own.items():
        recent |= Q(register__code=code, ended_before__gt=years_before(on, years))
    theirs = Q(person=OuterRef("pk")) | Q(person=OuterRef("merged_into"))
    holding = Registration.objects.filter(Q(ended_before=None) | recent, theirs)
    working = RoleGrant.objects.held_on(on).filter(user__person=OuterRef("pk"))
    return Person.objects.filter(~Exists(holding), ~Exists(working)).exclude(held(on))


def doomed(table: Table, *, people: "QuerySet[Person]", asked: bool, on: date) -> "QuerySet[Any]":
    """The rows of a table about these people that go: when they asked for it, or because a term is over."""
    owned = f"{table.owner}__in"
    stays = table.rows.filter(table.kept.rows) if table.kept else table.rows.none()
    goes = Q(**{owned: people if asked else people_past(OWN, on=on)}) & ~Q(pk__in=stays.values("pk"))
    if table.kept and not table.kept.nameless:
        goes |= Q(**{owned: people_past(table.kept.category, on=on)})
    return _not_yet_emptied(table, table.rows.filter(goes, **{owned: people}))


@past_the_wall("A dossier is forgotten as a whole, wherever somebody is registered.")
def fates(person: Person, *, on: date) -> list[Fate]:
    """Table by table what would go if this person asked for erasure, and what stays: the dry run."""
    found = [_fate(part, table, person, on) for part in dossier_parts() for table in part.tables]
    return [fate for fate in found if fate.goes or fate.stays]


def _fate(part: Part, table: Table, person: Person, on: date) -> Fate:
    all_rows = _not_yet_emptied(table, table.of(person)).count()
    goes = doomed(table, people=all_of(person.pk), asked=True, on=on).count()
    stays, kept = all_rows - goes, table.kept
    if not stays or kept is None:
        return Fate(part, table, goes, stays, None, False, None)
    until = None if kept.nameless else _kept_until(person, kept.category)
    return Fate(part, table, goes, stays, _ground(person, kept.category), kept.nameless, until)


def _ground(person: Person, category: str) -> Term:
    """Of a person's registers the one that keeps it longest says why."""
    codes = Registration.objects.filter(person=person).values_list("register__code", flat=True)
    terms = retention_terms()
    return max((terms.of(category, code) for code in codes), key=lambda term: term.years, default=terms.of(category))


def _kept_until(person: Person, category: str) -> date | None:
    rows = Registration.objects.filter(person=person)
    if rows.filter(ended_before=None).exists():
        return None
    terms = retention_terms()
    ends = rows.values("register__code").annotate(last=Max("ended_before")).values_list("register__code", "last")
    return max((years_before(last, -terms.of(category, code).years) for code, last in ends), default=None)


def _not_yet_emptied(table: Table, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    if table.emptied is None:
        return rows
    plain = {name: value for name, value in table.emptied.items() if not hasattr(value, "resolve_expression")}
    return rows.exclude(**plain)
