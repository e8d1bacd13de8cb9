"""The header of an attendance list: which columns there are, what is wrong with those that were sent, and how a row
is made of the cells below them.
"""

import csv
import difflib
import re
from collections.abc import Callable, Sequence
from datetime import date, time
from functools import lru_cache
from operator import itemgetter
from typing import Any

from portfolio.services.attendance.rows import GivenRow
from register.errors import FieldProblem

NUMBER, DAY, EDITION, COURSE, ARRIVAL = "registration_number", "attended_on", "edition", "course", "arrived_at"
# Each column with the field of a row that it fills.
FIELDS = {
    NUMBER: "number",
    DAY: "attended_on_text",
    EDITION: "edition_code",
    COURSE: "course_code",
    "meeting": "meeting_code",
    "module": "module_code",
    "register": "register_code",
    "association": "association_code",
    ARRIVAL: "arrived_at_text",
}
KNOWN = tuple(FIELDS)
MOST_MADE = 4096
REQUIRED = (NUMBER, DAY)
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
DUTCH_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)
HOUR = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?", re.ASCII)
SEPARATORS = (",", ";", "\t")
SHOWN = 40


def best_separator(header: str) -> str:
    """The separator that makes the most known columns of the header line; between equals, the most columns."""

    def fit(separator: str) -> tuple[int, int]:
        names = column_names(next(csv.reader([header], delimiter=separator), []))
        return len(set(names) & set(KNOWN)), len(names)

    return max(SEPARATORS, key=fit)


def column_names(cells: Sequence[str]) -> list[str]:
    """Names as we compare them: whatever the case, without the empty columns a spreadsheet leaves at the end."""
    names = [cell.strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def problems_of(names: Sequence[str], row: int) -> tuple[FieldProblem, ...]:
    """Everything wrong with the header in line `row`, each with what to do."""
    problems = [_missing(name, names, row) for name in REQUIRED if name not in names]
    if EDITION not in names and COURSE not in names:
        problems.append(_missing(EDITION, names, row))
    for position, name in enumerate(names, start=1):
        place = f"row {row}, column {position}"
        if name in names[: position - 1]:
            problems.append(
                FieldProblem(
                    place,
                    "column-twice",
                    f"De kolom {_short(name)} staat er twee keer in. Laat er één weg.",
                    f"The column {_short(name)} is there twice. Leave one out.",
                )
            )
        elif name not in KNOWN:
            problems.append(_unknown(name, place))
    return tuple(problems)


def row_maker(names: Sequence[str]) -> Callable[[int, list[str]], GivenRow]:
    """What makes a row of a line and its cells, under these columns. Cells too many or too few do not fit.

    Rows that differ in line and number only share everything else, which is made once.
    """
    number_at, width = names.index(NUMBER), len(names)
    others = [place for place in range(width) if place != number_at]
    fields = [FIELDS[names[place]] for place in others]
    pick = itemgetter(*others)
    made: dict[tuple[str, ...], tuple[Any, ...]] = {}

    def make(line: int, cells: list[str]) -> GivenRow:
        if len(cells) != width:
            fits = len(cells) > width and not any(cells[width:])
            whole = make(line, (cells + [""] * width)[:width])
            return whole._replace(fits=fits)
        texts = pick(cells)
        rest = made.get(texts)
        if rest is None:
            if len(made) >= MOST_MADE:
                made.clear()
            given = dict(zip(fields, texts, strict=True))
            day, arrival = date_of(given["attended_on_text"]), time_of(given.get("arrived_at_text", ""))
            rest = made[texts] = GivenRow(0, **given, attended_on=day, arrived_at=arrival)[2:]  # type: ignore[arg-type]
        return GivenRow(line, cells[number_at], *rest)

    return make


@lru_cache(maxsize=4096)
def date_of(text: str) -> date | None:
    """A date written as 2026-11-22 or, the Dutch way, as 22-11-2026. Nothing else is guessed at."""
    if found := ISO_DATE.fullmatch(text):
        year, month, day = found.groups()
    elif found := DUTCH_DATE.fullmatch(text):
        day, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def time_of(text: str) -> time | None:
    """A time of day written as 09:05, as 9.05 or with seconds."""
    found = HOUR.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def _missing(name: str, names: Sequence[str], row: int) -> FieldProblem:
    found = ", ".join(_short(each) for each in names[:10]) + (", …" if len(names) > 10 else "")
    return FieldProblem(
        f"row {row}",
        "column-missing",
        f"De kolom {name} ontbreekt. Gevonden: {found or 'niets'}. Zet de namen van de kolommen in de eerste regel.",
        f"The column {name} is missing. Found: {found or 'nothing'}. Put the names of the columns in the first line.",
    )


def _unknown(name: str, place: str) -> FieldProblem:
    if not name:
        return FieldProblem(
            place,
            "column-unnamed",
            "Deze kolom heeft geen naam. Geef de kolom een naam of laat hem weg.",
            "This column has no name. Name it or leave it out.",
        )
    near = difflib.get_close_matches(name, KNOWN, n=1)
    known = ", ".join(KNOWN)
    return FieldProblem(
        place,
        "column-unknown",
        f"De kolom {_short(name)} is niet bekend. "
        + (f"Bedoelt u {near[0]}?" if near else f"Laat hem weg; bekend zijn {known}."),
        f"The column {_short(name)} is not known. "
        + (f"Did you mean {near[0]}?" if near else f"Leave it out; known are {known}."),
    )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
