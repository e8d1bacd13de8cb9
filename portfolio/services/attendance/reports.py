"""The report of a list: each row with what became of it, as data and as a CSV file that is safe to open."""

from collections.abc import Iterator
from typing import Any

import orjson
from django.db.models import QuerySet

from portfolio.models import AttendanceBatch, AttendanceRow
from portfolio.services.attendance.judging import RowVerdict
from portfolio.services.attendance.verdicts import Verdict
from portfolio.services.attendance.words import cells_of, words_about
from register.services.spreadsheets import as_csv

COLUMNS = (
    "line",
    "registration_number",
    "register",
    "association",
    "course",
    "module",
    "edition",
    "meeting",
    "attended_on",
    "arrived_at",
    "verdict",
    "field",
    "value",
    "message",
    "remedy",
)
ROWS_AT_ONCE = 2000
# Each cell by the name it has outside, in the order of the report.
NAMES = {
    "number": "registrationNumber",
    "register": "register",
    "association": "association",
    "course": "course",
    "module": "module",
    "edition": "edition",
    "meeting": "meeting",
    "day": "attendedOn",
    "arrival": "arrivedAt",
}


def rows_of(batch: AttendanceBatch, *, verdict: Verdict | None = None) -> QuerySet[AttendanceRow]:
    """The rows judged so far, in the order of the file."""
    rows = AttendanceRow.objects.filter(batch=batch).order_by("line")
    return rows.filter(verdict=verdict) if verdict else rows


def report_row(row: AttendanceRow, language: str) -> dict[str, Any]:
    """One row with its verdict in words, in `nl` or `en`: the field it is about, what was in it, and what to do."""
    day = row.attended_on.isoformat() if row.attended_on else row.attended_on_text
    cells = {
        "number": row.number,
        "register": row.register_code,
        "association": row.association_code,
        "course": row.course_code,
        "module": row.module_code,
        "edition": row.edition_code,
        "meeting": row.meeting_code,
        "day": day,
        "arrival": row.arrived_at_text,
    }
    return _told(row.line, cells, Verdict(row.verdict), language)


def told_row(judged: RowVerdict, language: str) -> dict[str, Any]:
    """The same for a row that was only looked at."""
    return _told(judged.row.line, cells_of(judged.row), judged.verdict, language)


def _told(line: int, cells: dict[str, str], verdict: Verdict, language: str) -> dict[str, Any]:
    message, remedy = words_about(verdict, cells, language)
    named = {field: cells[name] for name, field in NAMES.items()}
    return {
        "line": line,
        **named,
        "verdict": str(verdict),
        "field": verdict.field,
        "value": named.get(verdict.field, ""),
        "message": message,
        "remedy": remedy,
    }


def report_as_csv(rows: QuerySet[AttendanceRow], language: str) -> Iterator[str]:
    """The report line by line, as the spreadsheets of the language expect it: a Dutch one separates by semicolons.

    Cells that a sender wrote never become formulas: they get an apostrophe in front when they look like one.
    """
    lines = (report_row(row, language).values() for row in rows.iterator(chunk_size=ROWS_AT_ONCE))
    return as_csv(COLUMNS, lines, language=language)


def report_as_lines(rows: QuerySet[AttendanceRow], language: str) -> Iterator[bytes]:
    """The report as JSON, a row a line."""
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield orjson.dumps(report_row(row, language), option=orjson.OPT_APPEND_NEWLINE)
