"""Rows of attendance as they come in JSON: their shape is checked here, what they say when they are judged."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from portfolio.errors import AttendanceFileRefused
from portfolio.services.attendance.columns import date_of, time_of
from portfolio.services.attendance.rows import GivenRow
from register.errors import FieldProblem

TEXTS = {
    "registrationNumber": "number",
    "register": "register_code",
    "association": "association_code",
    "course": "course_code",
    "module": "module_code",
    "edition": "edition_code",
    "meeting": "meeting_code",
    "attendedOn": "attended_on_text",
    "arrivedAt": "arrived_at_text",
}
NUMBERS = {
    "courseNumber": "course_number",
    "moduleNumber": "module_number",
    "editionNumber": "edition_number",
    "meetingNumber": "meeting_number",
}
KNOWN = (*TEXTS, *NUMBERS)
LONGEST, LARGEST, MOST_PROBLEMS = 200, 2**63 - 1, 20


def rows_in_json(given: Sequence[Any]) -> list[GivenRow]:
    """The rows, numbered from 1. AttendanceFileRefused names the first twenty fields of a wrong shape."""
    problems: list[FieldProblem] = []
    rows = []
    for place, cells in enumerate(given):
        if len(problems) < MOST_PROBLEMS:
            problems += _problems(f"#/rows/{place}", cells)
        if not problems:
            rows.append(_row(place + 1, cells))
    if problems:
        raise AttendanceFileRefused.because(*problems[:MOST_PROBLEMS])
    return rows


def _row(line: int, cells: Mapping[str, Any]) -> GivenRow:
    texts = {field: cells[name].strip() for name, field in TEXTS.items() if name in cells}
    numbers = {field: cells[name] for name, field in NUMBERS.items() if name in cells}
    day, arrival = texts.get("attended_on_text", ""), texts.get("arrived_at_text", "")
    return GivenRow(line, **texts, **numbers, attended_on=date_of(day), arrived_at=time_of(arrival))


def _problems(place: str, cells: Any) -> Iterator[FieldProblem]:
    if not isinstance(cells, Mapping):
        yield FieldProblem(place, "invalid", "Geef een regel als JSON-object.", "Give a row as a JSON object.")
        return
    for name, value in cells.items():
        if name not in KNOWN:
            known = ", ".join(KNOWN)
            yield FieldProblem(
                f"{place}/{name}", "unknown-field", f"Onbekend. Bekend zijn: {known}.", f"Unknown. Known: {known}."
            )
        elif name in NUMBERS and not (type(value) is int and 0 < value <= LARGEST):
            yield FieldProblem(f"{place}/{name}", "invalid", "Geef een heel getal.", "Give a whole number.")
        elif name in TEXTS and not isinstance(value, str):
            yield FieldProblem(
                f"{place}/{name}",
                "invalid",
                "Geef een tekst tussen aanhalingstekens: zo blijven voorloopnullen staan.",
                "Give a text between quotes: that keeps leading zeros.",
            )
        elif name in TEXTS and (len(value) > LONGEST or not value.isprintable()):
            yield FieldProblem(
                f"{place}/{name}",
                "invalid",
                f"Geef hoogstens {LONGEST} tekens, zonder stuurtekens.",
                f"Give at most {LONGEST} characters, no control characters.",
            )
