"""Reading an attendance list: from bytes to rows of text and dates, or to a refusal that says where and why."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from portfolio.errors import AttendanceFileRefused
from portfolio.models import AttendanceBatch
from portfolio.services.attendance.columns import SEPARATORS, best_separator, column_names, problems_of, row_maker
from portfolio.services.attendance.encoding import encoding_of, refusal
from portfolio.services.attendance.rows import GivenRow, rows_of_bytes
from portfolio.services.attendance.workbooks import WorkbookList, is_workbook, read_workbook

Source = AttendanceBatch.Source
LONGEST_KEPT = 200


@dataclass(frozen=True, slots=True)
class CsvList:
    """A CSV file whose header is right."""

    content: bytes
    encoding: str
    separator: str
    columns: tuple[str, ...]
    header_line: int
    source: str = Source.CSV

    def count(self) -> int:
        """How many rows there are. Refuses the file at the first row whose quotes do not close."""
        records = _records(self.content, self.encoding, self.separator)
        return sum(1 for line, found in records if line > self.header_line and any(map(str.strip, found)))

    def rows(self) -> Iterator[GivenRow]:
        """The rows in order, without empty ones."""
        make = row_maker(self.columns)
        for line, cells in self._cells():
            yield make(line, cells)

    def _cells(self) -> Iterator[tuple[int, list[str]]]:
        for line, found in _records(self.content, self.encoding, self.separator):
            cells = [cell.strip()[:LONGEST_KEPT] for cell in found]
            if line > self.header_line and any(cells):
                yield line, cells


def read_content(content: bytes) -> CsvList | WorkbookList:
    """A file as a list, by what it begins with. AttendanceFileRefused when it is no list that can be read."""
    return read_workbook(content) if is_workbook(content) else read_list(content)


def rows_of_batch(batch: AttendanceBatch) -> Iterator[GivenRow]:
    """The rows of a list that was received, in their order."""
    content = bytes(batch.content)
    if batch.source in (Source.CSV, Source.XLSX):
        return read_content(content).rows()
    return rows_of_bytes(content)


def read_list(content: bytes) -> CsvList:
    """Check encoding and header of a CSV file. AttendanceFileRefused names every problem of the header at once."""
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
    return CsvList(content, encoding, separator, tuple(names), header.line)


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
