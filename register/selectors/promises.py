"""What must always be true of the data, looked at afresh: the database keeps it, and this finds where it did not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.db import connection

from register.catalogue import ENDED, REGISTRATION

SHOWN = 10
ENDING = "({})".format(", ".join(f"'{value}'" for value in sorted(ENDED)))
TRIGGER = re.compile(r"CREATE TRIGGER (\w+)")
DROPPED = re.compile(r"DROP TRIGGER (?:IF EXISTS )?(\w+)")


@dataclass(frozen=True, slots=True)
class Promise:
    """`sql` finds the rows that break it, by one value each that leads to them; `%(now)s` is the moment of asking."""

    code: str
    nl: str
    en: str
    sql: str


@dataclass(frozen=True, slots=True)
class Kept:
    """How a promise was found. `examples` are the first few of the `broken` rows."""

    promise: Promise
    broken: int
    examples: tuple[str, ...]


PROMISES = (
    Promise(
        "keys-checked",
        "Elke regel en verwijzing van de tabellen is gecontroleerd.",
        "Every constraint and reference of the tables is validated.",
        "SELECT conname FROM pg_constraint WHERE NOT convalidated AND connamespace = 'public'::regnamespace",
    ),
    Promise(
        "cycles-apart",
        "Cycli van een inschrijving overlappen niet.",
        "Cycles of a registration do not overlap.",
        "SELECT a.uuid FROM register_cycle a JOIN register_cycle b ON b.registration_id = a.registration_id"
        " AND b.id > a.id AND daterange(a.starts_on, a.ends_before) && daterange(b.starts_on, b.ends_before)",
    ),
    Promise(
        "adopted-by-another",
        "Een reglement is vastgesteld door een ander dan de indiener.",
        "A regulation is adopted by somebody else than who proposed it.",
        "SELECT uuid FROM register_regulation WHERE adopted_by_id = proposed_by_id",
    ),
    Promise(
        "status-once-a-day",
        "Een inschrijving heeft per dag één status op elke as.",
        "A registration has one status a day on each axis.",
        "SELECT min(uuid::text) FROM register_statuschange WHERE withdrawn_at IS NULL"
        " GROUP BY registration_id, axis, starts_on HAVING count(*) > 1",
    ),
    Promise(
        "cycle-under-its-register",
        "Een cyclus valt onder een reglement van het register van de inschrijving.",
        "A cycle is under a regulation of the register of its registration.",
        "SELECT c.uuid FROM register_cycle c JOIN register_registration r ON r.id = c.registration_id"
        " JOIN register_regulation g ON g.id = c.regulation_id WHERE g.register_id <> r.register_id",
    ),
    Promise(
        "ended-as-decided",
        "Een inschrijving geldt tot de dag waarop haar status haar beëindigt; het openbare register toont dat.",
        "A registration holds until the day on which its status ends it; the public register shows that.",
        "SELECT r.uuid FROM register_registration r JOIN register_statuschange s ON s.registration_id = r.id"
        f" WHERE s.withdrawn_at IS NULL AND s.axis = '{REGISTRATION}' AND s.value IN {ENDING}"
        " GROUP BY r.id HAVING min(s.starts_on) IS DISTINCT FROM r.ended_before",
    ),
    Promise(
        "trail-in-the-past",
        "Wat is vastgelegd, gebeurde niet in de toekomst.",
        "What is on the trail did not happen in the future.",
        "SELECT uuid FROM register_event WHERE recorded_at > %(now)s + interval '1 hour'",
    ),
)


def kept(promise: Promise, *, now: datetime) -> Kept:
    """Look whether one promise holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) OVER (), broken.* FROM ({promise.sql}) broken LIMIT {SHOWN}", {"now": now})
        rows = cursor.fetchall()
    return Kept(promise, rows[0][0] if rows else 0, tuple(str(row[1]) for row in rows))


def missing_guards() -> Iterator[str]:
    """Triggers that the migrations made and that are gone or switched off, and constraints of the models that are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")
        found = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes")
        constraints = {name for (name,) in cursor.fetchall()}
    yield from sorted(_guards() - found)
    wanted = {one.name for model in apps.get_models() if model._meta.managed for one in model._meta.constraints}
    yield from sorted(wanted - constraints)


def _guards() -> set[str]:
    """The triggers as the files of the migrations leave them, read in their order."""
    left: set[str] = set()
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").rglob("*.sql"), key=lambda one: one.name):
            if not file.stem.endswith("_undo"):
                text = file.read_text()
                left -= set(DROPPED.findall(text))
                left |= set(TRIGGER.findall(text))
    return left
