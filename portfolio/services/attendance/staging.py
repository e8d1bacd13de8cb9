"""The tables in which a chunk of rows is judged: kept from one chunk to the next by the connection, emptied by each."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.utils import CursorWrapper

from portfolio.services.attendance.rows import GivenRow
from register.rules.national_numbers import passes_the_test

# Few rows differ in what they name: `named` holds each combination once, and all that can be said of it without
# knowing the person is said there. `line` and `number` are what a row has of its own.
TABLES = {
    "attendance_stage": "line int NOT NULL, number text NOT NULL, named int NOT NULL, flaw text NOT NULL",
    "attendance_named": """
        named int NOT NULL, register_code text NOT NULL, association_code text NOT NULL, course_code text NOT NULL,
        course_number bigint, module_code text NOT NULL, module_number bigint, edition_code text NOT NULL,
        edition_number bigint, meeting_code text NOT NULL, meeting_number bigint, attended_on date,
        attended_on_text text NOT NULL, arrived_at time, arrived_at_text text NOT NULL""",
    "attendance_resolved": """
        named int NOT NULL, registers bigint[], scope_problem text, course_id bigint, kind text, edition_id bigint,
        occasion uuid, by_day boolean NOT NULL, part boolean NOT NULL, meeting_id bigint, meetings int NOT NULL,
        day date, minutes_late int, booked_before boolean NOT NULL, problem text""",
    "attendance_worth": """
        named int NOT NULL, register_id bigint NOT NULL, authorised boolean NOT NULL, presence int NOT NULL,
        late_minutes int NOT NULL, accepted_until date NOT NULL, changed_until date NOT NULL""",
    "attendance_found": "line int NOT NULL, named int NOT NULL, flaw text NOT NULL, person_id bigint, other_id bigint",
    "attendance_judged": """
        line int NOT NULL, named int NOT NULL, person_id bigint, edition_id bigint, day date, source_key text,
        presence int, entry_id bigint, verdict text NOT NULL""",
    "attendance_parts": """
        line int NOT NULL, edition_id bigint NOT NULL, person_id bigint NOT NULL, meeting_id bigint, day date NOT NULL,
        presence int NOT NULL""",
}
CREATE = "".join(
    f"CREATE TEMP TABLE IF NOT EXISTS {name} ({columns}) ON COMMIT DELETE ROWS;" for name, columns in TABLES.items()
)
EMPTY = "".join(f"DELETE FROM {name};" for name in TABLES)
NAMED_FIELDS = slice(GivenRow._fields.index("register_code"), GivenRow._fields.index("arrived_at_text") + 1)
NEEDS_ESCAPE = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
ROWS_AT_ONCE = 1000


def stage(cursor: CursorWrapper, rows: Iterable[GivenRow]) -> int:
    """Put rows into the tables; returns how many."""
    cursor.execute(CREATE + EMPTY)
    named: dict[Any, int] = {}
    count = 0
    with cursor.copy("COPY attendance_stage FROM STDIN") as copy:
        lines: list[str] = []
        for row in rows:
            place = named.setdefault(row[NAMED_FIELDS], len(named))
            flaw = _flaw_of(row)
            number = row.number if row.number.isalnum() else row.number.translate(NEEDS_ESCAPE)
            lines.append(f"{row.line}\t{number}\t{place}\t{flaw}\n")
            if len(lines) == ROWS_AT_ONCE:
                copy.write("".join(lines))
                count += len(lines)
                lines.clear()
        copy.write("".join(lines))
        count += len(lines)
    with cursor.copy("COPY attendance_named FROM STDIN") as copy:
        for names, place in named.items():
            copy.write_row((place, *names))
    cursor.execute("ANALYZE attendance_stage; ANALYZE attendance_named")
    return count


def _flaw_of(row: GivenRow) -> str:
    """What is wrong with the cells of a row before anything is looked up."""
    if not row.fits:
        return "cells"
    if not row.number:
        return "empty"
    if passes_the_test(row.number):
        return "national"
    return "typed" if row.typed_as_number else ""
