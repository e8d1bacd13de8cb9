"""Reading an attendance list: from bytes to rows of text and dates, or to a refusal that says where and why."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from portfolio.errors import AttendanceFileRefused
from portfolio.services.attendance.columns import (
    DAY,
    EDITION,
    NUMBER,
    REGISTER,
    SEPARATORS,
    best_separator,
    column_names,
    problems_of,
)
from portfolio.services.attendance.encoding import encoding_of, refusal

ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
DUTCH_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)
LONGEST_KEPT = 200


class ListRow(NamedTuple):
    """One row as it was written. `attended_on` is empty when `attended_on_text` is no date."""

    line: int
    number: str
    register_code: str
    edition_code: str
    attended_on: date | None
    attended_on_text: str
    fits: bool


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """A list whose header is right."""

    content: bytes
    encoding: str
    separator: str
    columns: tuple[str, ...]
    header_line: int

    def count(self) -> int:
        """How many rows there are. Refuses the file at the first row whose quotes do not close."""
        return sum(1 for _ in self._cells())

    def rows(self) -> Iterator[ListRow]:
        """The rows in order, without empty ones."""
        number_at, edition_at, day_at = (self.columns.index(name) for name in (NUMBER, EDITION, DAY))
        register_at = self.columns.index(REGISTER) if REGISTER in self.columns else None
        width = len(self.columns)
        for line, cells in self._cells():
            fits = len(cells) >= width and not any(cells[width:])
            cells += [""] * (width - len(cells))
            text = cells[day_at]
            register_code = "" if register_at is None else cells[register_at]
            yield ListRow(line, cells[number_at], register_code, cells[edition_at], date_of(text), text, fits)

    def _cells(self) -> Iterator[tuple[int, list[str]]]:
        for line, found in _records(self.content, self.encoding, self.separator):
            cells = [cell.strip()[:LONGEST_KEPT] for cell in found]
            if line > self.header_line and any(cells):
                yield line, cells


def read_list(content: bytes) -> AttendanceList:
    """Check encoding and header. AttendanceFileRefused names every problem of the header at once."""
    encoding = encoding_of(content)
    header = _header(content, encoding)
    if header is None:
        raise refusal(
            "row 1",
            "file-empty",
            "Het bestand is leeg. Stuur een CSV-bestand met een kopregel en ten minste één regel.",
            "The file is empty. Send a CSV file with a header line and at least one row.",
        )
    separator = header.separator or best_separator(header.text)
    cells = next(found for line, found in _records(content, encoding, separator) if line >= header.line)
    names = column_names(cells)
    if problems := problems_of(names, header.line):
        raise AttendanceFileRefused.because(*problems)
    return AttendanceList(content, encoding, separator, tuple(names), header.line)


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


def _text(content: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), "utf-8-sig" if encoding == "utf-8" else encoding, newline="")


class _Header(NamedTuple):
    line: int
    text: str
    separator: str | None  # when a first line such as `sep=;` gives it


def _header(content: bytes, encoding: str) -> _Header | None:
    separator = None
    for line, text in enumerate(_text(content, encoding), start=1):
        words = text.strip("\r\n")
        if words[:4].lower() == "sep=" and words[4:] in SEPARATORS:
            separator = words[4:]
        elif words.strip():
            return _Header(line, words, separator)
    return None


def _records(content: bytes, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins in."""
    reader = csv.reader(_text(content, encoding), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise refusal(
                f"row {line}",
                "quotes-unbalanced",
                "De aanhalingstekens in deze regel kloppen niet. Zet een cel met een aanhalingsteken tussen "
                'aanhalingstekens en verdubbel het teken: "a""b".',
                "The quotes in this row do not match. Put a cell that has a quote between quotes and double the "
                'quote: "a""b".',
            ) from error
