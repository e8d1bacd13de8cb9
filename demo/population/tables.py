"""Rows on their way into the database: gathered as lines, written by COPY, so many at a time.

The numbers of the rows are given out here, which lets rows of one piece refer to each other; at the end the
database goes on counting where we stopped. Constraints and triggers do their work as for any other writer.
"""

from __future__ import annotations

from django.db import connection

NULL = "\\N"

COLUMNS: dict[str, str] = {
    "register_person": "id, uuid, given_name, prefix, family_name, email, language",
    "register_registration": "id, uuid, register_id, person_id, number, registered_on, ended_before",
    "register_statuschange": "id, uuid, registration_id, axis, value, starts_on, recorded_at",
    "register_registrationattribute": "id, registration_id, name, value, starts_on, ends_before, recorded_at,"
    " recorded_by_id",
    "register_cycle": "id, uuid, registration_id, regulation_id, starts_on, ends_before, state",
    "portfolio_ledgerentry": "id, uuid, person_id, registration_id, kind, effective_on, during, category, code,"
    " quantity, unit, tags, details, edition_id, validation, source_key, reverses_id, reason, recorded_at,"
    " recorded_by_id",
    "portfolio_claim": "id, uuid, registration_id, category, title, performed_on, quantity, unit, tags, form,"
    " answers, state, submitted_at, due_on, returned_at, decided_by_id, decided_at, reason, entry_id",
}
"""In the order in which rows refer back to each other."""

OTHER_COUNTERS = (
    "register_user",
    "register_organisation",
    "register_register",
    "register_regulation",
    "register_competenceprofile",
    "accreditation_incentivescheme",
    "register_rolegrant",
    "register_event",
    "accreditation_providerauthorisation",
    "accreditation_course",
    "accreditation_courseversion",
    "accreditation_module",
    "accreditation_edition",
    "accreditation_meeting",
    "accreditation_accreditation",
)


class Table:
    """The rows of one table that wait to be written, and the number of its last row."""

    def __init__(self, name: str) -> None:
        self.name = name
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {name}")
            self.last = int(cursor.fetchone()[0])
        self._lines: list[str] = []

    def add(self, *values: str) -> int:
        """One row without its number, which is given back. No value may hold a tab, a line break or a backslash."""
        self.last += 1
        self._lines.append(f"{self.last}\t" + "\t".join(values))
        return self.last

    def write(self) -> None:
        if not self._lines:
            return
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {self.name} ({COLUMNS[self.name]}) FROM STDIN") as copy,
        ):
            copy.write("\n".join(self._lines) + "\n")
        self._lines.clear()


class Tables:
    def __init__(self) -> None:
        self.people = Table("register_person")
        self.registrations = Table("register_registration")
        self.statuses = Table("register_statuschange")
        self.attributes = Table("register_registrationattribute")
        self.cycles = Table("register_cycle")
        self.ledger = Table("portfolio_ledgerentry")
        self.claims = Table("portfolio_claim")
        self._all = (
            self.people,
            self.registrations,
            self.statuses,
            self.attributes,
            self.cycles,
            self.ledger,
            self.claims,
        )

    def write(self) -> None:
        for table in self._all:
            table.write()

    def hand_over(self) -> None:
        """Let the database count on from the last row of each table."""
        with connection.cursor() as cursor:
            for table in self._all:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, %s)",
                    [table.name, max(table.last, 1), table.last > 0],
                )


def count_from_one() -> None:
    """Start every counter anew in an empty database: also one in which an earlier attempt was taken back."""
    with connection.cursor() as cursor:
        for name in (*COLUMNS, *OTHER_COUNTERS):
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), 1, false)", [name])


def analyze() -> None:
    """Tell the planner what there is now; it would otherwise plan for empty tables until it finds out by itself."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
