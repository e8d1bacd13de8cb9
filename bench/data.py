"""A register of any size with thirty facts a person, written set-based."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection

from accreditation.models import Provider
from register.access import Actor, Role
from register.clock import now
from register.models import Association, Register, User
from register.selectors import actor_for
from register.services.regulations import adopt_regulation, propose_regulation
from register.services.roles import grant_role

REGULATIONS = Path(__file__).parent.parent / "register" / "regulations"
TODAY = date(2026, 11, 1)
FACTS_PER_PERSON = 30
COURSES = 2000
VACUUMED = ("register_registration", "register_cycle", "portfolio_ledgerentry", "accreditation_accreditation")
PEOPLE = ("register_person", "register_registration", "register_cycle")

FILL = """
INSERT INTO register_person (given_name, prefix, family_name, email, language)
SELECT 'Anna', 'van', 'Berg' || n, 'p' || n || '@person.example', 'nl' FROM generate_series(1, %(people)s) n;

INSERT INTO register_registration (register_id, person_id, number, registered_on)
SELECT %(register)s, p.id, lpad(p.id::text, 9, '0'), DATE '2012-01-01' + (p.id %% 1800)::int
FROM register_person p;

INSERT INTO register_registrationattribute (registration_id, name, value, starts_on, recorded_at)
SELECT id, 'titles', '["nurse"]', registered_on, %(now)s FROM register_registration;

INSERT INTO register_cycle (registration_id, regulation_id, starts_on, ends_before, state)
SELECT id, %(regulation)s, (registered_on + k * INTERVAL '5 years')::date,
       (registered_on + (k + 1) * INTERVAL '5 years')::date, 'OPEN'
FROM register_registration, LATERAL (
    SELECT max(n) AS k FROM generate_series(0, 5) n WHERE registered_on + n * INTERVAL '5 years' <= %(today)s) cycles;

INSERT INTO accreditation_course (provider_id, code, title, kind)
SELECT %(provider)s, 'C' || n, 'Course ' || n, 'WHOLE' FROM generate_series(1, %(courses)s) n;

INSERT INTO accreditation_courseversion (course_id, number, title, kind, summary, programme, objectives, target_group,
    teachers, competences, languages, created_at)
SELECT id, 1, title, kind, '', '', '', '', '{}', '{}', '{}', %(now)s FROM accreditation_course;

INSERT INTO accreditation_accreditation
    (course_id, register_id, category, quantity, unit, tags, valid_from, valid_before, decided_by_id, decided_at)
SELECT id, %(register)s, 'accredited', 2 + id %% 6, 'point', '{}', '2012-01-01', '2032-01-01', %(user)s, %(now)s
FROM accreditation_course;

INSERT INTO accreditation_edition (course_id, version_id, code, starts_on, ends_on, place, language)
SELECT course_id, id, 'E' || course_id, '2012-01-01', '2031-12-31', 'Utrecht', 'nl' FROM accreditation_courseversion;
"""

LEDGER = """
INSERT INTO portfolio_ledgerentry (person_id, registration_id, kind, effective_on, category, code, quantity, unit, tags,
    details, edition_id, validation, source_key, reason, recorded_at)
SELECT r.person_id, CASE WHEN n %% 2 = 0 THEN r.id END, 'activity', %(today)s - (n * 60 + r.id %% 60)::int,
       CASE WHEN n %% 2 = 0 THEN 'oda' ELSE '' END, '', CASE WHEN n %% 2 = 0 THEN 3 END,
       CASE WHEN n %% 2 = 0 THEN 'hour' ELSE '' END, '{}', '{}',
       CASE WHEN n %% 2 = 1 THEN e.id END, CASE WHEN n %% 2 = 0 THEN 'ASSESSED' ELSE 'PROVIDER_REPORTED' END,
       'bench/' || r.id || '/' || n, '', %(now)s
FROM (SELECT %(turn)s::int AS n) turn CROSS JOIN register_registration r
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS k FROM accreditation_edition) e
  ON e.k = 1 + (r.id * 31 + n * 7) %% %(courses)s
ORDER BY r.id;
"""


def fill(people: int) -> Register:
    """Write a register of `people` registrations with 30 facts each, in order of date as they would have arrived."""
    register = _register()
    provider = Provider.objects.create(code="bench-provider", name="Provider")
    user = User.objects.get(email="a@bench.example")
    facts: dict[str, Any] = {
        "people": people,
        "register": register.pk,
        "regulation": register.regulations.get().pk,
        "provider": provider.pk,
        "user": user.pk,
        "courses": COURSES,
        "today": TODAY,
        "now": datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC) - timedelta(days=1),  # known by then
    }
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        with made_afterwards(cursor, *PEOPLE):
            for statement in filter(str.strip, FILL.split(";\n")):
                cursor.execute(statement, facts)
        with made_afterwards(cursor, "portfolio_ledgerentry"):
            for turn in range(FACTS_PER_PERSON, 0, -1):
                cursor.execute(LEDGER, facts | {"turn": turn})
        cursor.execute("DELETE FROM portfolio_stalestanding")
        for table in VACUUMED:
            cursor.execute(f"VACUUM (ANALYZE) {table}")
    return register


@contextlib.contextmanager
def made_afterwards(cursor: Any, *tables: str) -> Iterator[None]:
    """Indexes, keys and triggers of these tables away while they are filled: rows are sorted and checked as a set.

    No trigger looks at the rows, so nobody is marked stale.
    """
    cursor.execute("SET maintenance_work_mem = '1GB'")
    afterwards: list[str] = []
    for table in tables:
        for undo, do in _kept_up(cursor, table):
            cursor.execute(undo)
            afterwards.append(do)
    yield
    for do in reversed(afterwards):
        cursor.execute(do)


def _kept_up(cursor: Any, table: str) -> list[tuple[str, str]]:
    """What is kept up with each row of a table, as statements that do away with it and bring it back."""
    found = []
    cursor.execute(
        "SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table]
    )
    for name, enabled in cursor.fetchall():
        how = "ENABLE ALWAYS" if enabled == "A" else "ENABLE"
        found.append((f"ALTER TABLE {table} DISABLE TRIGGER {name}", f"ALTER TABLE {table} {how} TRIGGER {name}"))
    # But for what foreign keys of other tables rest on. Foreign keys go first and come last.
    cursor.execute(
        "SELECT conname, pg_get_constraintdef(c.oid) FROM pg_constraint c WHERE contype IN ('f', 'u', 'x')"
        " AND conrelid = %s::regclass AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.contype = 'f'"
        " AND o.conindid = c.conindid AND c.contype <> 'f') ORDER BY contype",
        [table],
    )
    for name, definition in cursor.fetchall():
        back = f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}'
        found.append((f'ALTER TABLE {table} DROP CONSTRAINT "{name}"', back))
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = %s::regclass"
        " AND NOT indisprimary AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)",
        [table],
    )
    found += [(f"DROP INDEX {name}", definition) for name, definition in cursor.fetchall()]
    return found


def _register() -> Register:
    association = Association.objects.create(code="bench", name="Bench")
    register = Register.objects.create(association=association, code="venvn", name="Bench")
    actors = []
    giver = Actor(user_id=User.objects.create_superuser(email="operator@bench.example").pk)
    for name, role in (("a", Role.REGISTRAR), ("b", Role.COMMITTEE)):
        user = User.objects.create_user(email=f"{name}@bench.example")
        user.refresh_from_db()
        grant_role(
            user=user, role=role, organisation=association, starts_on=TODAY, reason="bench", granted_by=giver, now=now()
        )
        actors.append(actor_for(user, on=TODAY))
    source = sorted((REGULATIONS / "venvn").glob("*.yaml"))[-1].read_text()
    draft = propose_regulation(register=register, source=source, proposed_by=actors[0], now=now())
    adopt_regulation(regulation=draft, adopted_by=actors[1], now=now())
    return register
