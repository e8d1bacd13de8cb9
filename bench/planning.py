"""A night of reminders: planned in a register of a million, against a plain INSERT of the same rows."""

from typing import Any

from django.db import connection

from bench.data import PEOPLE, TODAY, made_afterwards
from bench.timing import Comparison, interleave
from notifications.models import Notice
from notifications.services.deadlines import note_deadlines
from notifications.services.planning import plan_reminders
from register.clock import now
from register.models import Register
from register.rules.periods import Length

# Of every thousand cycles so many have a milestone on this very day; the others end on any day of five years.
DUE_OF_A_THOUSAND = 60
BEFORE = ("12 months", "6 months", "1 month")  # as the regulation says

FILL = """
INSERT INTO register_person (given_name, prefix, family_name, email, language)
SELECT 'Planned', '', n, 'planned' || n || '@person.example', 'nl' FROM generate_series(1, %(people)s) n;

INSERT INTO register_registration (register_id, person_id, number, registered_on)
SELECT %(register)s, id, 'planned' || id, DATE '2020-01-01' FROM register_person WHERE given_name = 'Planned';

INSERT INTO register_cycle (registration_id, regulation_id, starts_on, ends_before, state)
SELECT id, %(regulation)s, DATE '2020-01-01', 1 + CASE WHEN id %% 1000 < %(due)s
    THEN (%(days)s::date[])[1 + id %% 3] ELSE %(today)s + 40 + (id * 7919 %% 1700)::int END, 'OPEN'
FROM register_registration WHERE number LIKE 'planned%%';
"""
FLOOR = """
INSERT INTO notifications_notice (kind, channel, person_id, registration_id, cycle_id, milestone, deadline_on, due_on,
    state, reason, attempts, not_before, message_id, subject, body, error, planned_at)
SELECT kind, channel, person_id, registration_id, cycle_id, milestone, deadline_on, due_on,
    state, reason, attempts, not_before, message_id, subject, body, error, planned_at FROM bench_planned
"""


def measure(register: Register, *, people: int, runs: int) -> list[Comparison]:
    """Planning a night, and planning it again, when there is nothing new."""
    _fill(register, people)
    with connection.cursor() as cursor:
        note_deadlines()
        cursor.execute("ANALYZE notifications_deadline")
        plan_reminders(on=TODAY, now=now())
        due = Notice.objects.filter(state=Notice.State.QUEUED).count()
        cursor.execute("CREATE TABLE bench_planned AS SELECT * FROM notifications_notice")
        night = interleave(
            f"plan {people:,}, {due:,} due in a night",
            lambda: _afresh(lambda: plan_reminders(on=TODAY, now=now())),
            "INSERT … SELECT of the same rows",
            lambda: _afresh(lambda: cursor.execute(FLOOR)),
            runs=runs,
        )
        plan_reminders(on=TODAY, now=now())
        again = interleave(
            f"plan {people:,} again, nothing due",
            lambda: plan_reminders(on=TODAY, now=now()),
            "one count of open cycles",
            lambda: cursor.execute("SELECT count(*) FROM register_cycle WHERE state = 'OPEN' AND starts_on < now()"),
            runs=runs,
        )
        cursor.execute("DROP TABLE bench_planned")
    Notice.objects.all().delete()
    return [night, again]


def _afresh(work: Any) -> None:
    """On an empty table: emptying it costs both the same, and next to nothing."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE notifications_notice CASCADE")
    work()


def _fill(register: Register, people: int) -> None:
    facts: dict[str, Any] = {
        "people": people,
        "register": register.pk,
        "regulation": register.regulations.get().pk,
        "due": DUE_OF_A_THOUSAND,
        "days": [Length.parse(before).after(TODAY) for before in BEFORE],
        "today": TODAY,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        with made_afterwards(cursor, *PEOPLE):
            for statement in filter(str.strip, FILL.split(";\n")):
                cursor.execute(statement, facts)
        cursor.execute(f"ANALYZE {', '.join(PEOPLE)}")
