"""Reading an attendance list from a workbook (XLSX): the one visible sheet that holds something, cell by cell."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from portfolio.errors import AttendanceFileRefused
from portfolio.models import AttendanceBatch
from portfolio.services.attendance.columns import ARRIVAL, NUMBER, column_names, problems_of, row_maker
from portfolio.services.attendance.encoding import refusal
from portfolio.services.attendance.rows import GivenRow
from portfolio.services.attendance.workbook_safety import check_cells, damaged, looked_over

Value = int | float | str | bool | time | date | datetime | timedelta
LONGEST_KEPT = 200


def is_workbook(content: bytes) -> bool:
    """Whether these bytes begin as a workbook does."""
    return content.startswith(b"PK\x03\x04")


@dataclass(frozen=True, slots=True)
class WorkbookList:
    """A workbook whose list has a header that is right."""

    content: bytes
    sheet: str
    columns: tuple[str, ...]
    header_line: int
    source: str = AttendanceBatch.Source.XLSX
    encoding: str = ""
    separator: str = ""

    def count(self) -> int:
        """How many rows there are."""
        return sum(1 for _ in self.rows())

    def rows(self) -> Iterator[GivenRow]:
        """The rows in order, without empty ones."""
        make = row_maker(self.columns)
        number_at = self.columns.index(NUMBER)
        as_time = [name == ARRIVAL for name in self.columns]
        width = len(self.columns)
        for line, values in _lines(self.content, self.sheet):
            if line <= self.header_line:
                continue
            cells = [text_of(value, clock=clock) for value, clock in zip(values, as_time, strict=False)]
            cells += [text_of(value, clock=False) for value in values[width:]]
            if any(cells):
                row = make(line, cells)
                yield row._replace(typed_as_number=True) if isinstance(values[number_at], float | int) else row


def read_workbook(content: bytes) -> WorkbookList:
    """Check a workbook, its sheets and its header. AttendanceFileRefused says what is in the way."""
    parts = {sheet.name: sheet for sheet in looked_over(content)}
    name = _sheet_with_the_list(content, lambda name: check_cells(content, parts[name]))
    for line, values in _lines(content, name):
        cells = [text_of(value, clock=False) for value in values]
        if any(cells):
            names = column_names(cells)
            if problems := problems_of(names, line):
                raise AttendanceFileRefused.because(*problems)
            return WorkbookList(content, name, tuple(names), line)
    raise AssertionError("a sheet that holds something has a first line")


def text_of(value: Value, *, clock: bool) -> str:
    """A cell as it would be written in a list. A whole number has no fraction; a moment is its day, or its `clock`."""
    match value:
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.strftime("%H:%M") if clock else value.date().isoformat()
        case time():
            return value.strftime("%H:%M")
        case date():
            return value.isoformat()
    return str(value).strip()[:LONGEST_KEPT]


def _sheet_with_the_list(content: bytes, check: Callable[[str], None]) -> str:
    """The name of the only visible sheet that holds something. Hidden sheets are not read."""
    with _opened(content) as book:
        visible = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        filled = []
        for name in visible:
            check(name)  # before the sheet is unpacked
            if book.get_sheet_by_name(name).height:
                filled.append(name)
    if not filled:
        raise refusal(
            "row 1",
            "file-empty",
            "De werkmap is leeg, op verborgen bladen na. Zet de lijst op een zichtbaar blad.",
            "The workbook is empty, apart from hidden sheets. Put the list on a visible sheet.",
        )
    if len(filled) > 1:
        names = ", ".join(filled[:5])
        raise refusal(
            "row 1",
            "several-sheets",
            f"Er zijn meer bladen met gegevens: {names}. Laat alleen het blad met de lijst zichtbaar.",
            f"There are several sheets with data: {names}. Leave only the sheet with the list visible.",
        )
    return filled[0]


def _lines(content: bytes, sheet: str) -> Iterator[tuple[int, list[Value]]]:
    """The cells of each line that has any, with the number that the spreadsheet gives the line."""
    with _opened(content) as book:
        yield from ((line, values) for line, values in enumerate(book.get_sheet_by_name(sheet).iter_rows(), start=1))


def _opened(content: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except CalamineError:
        damaged()
