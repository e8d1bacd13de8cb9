"""A row of an attendance list, whichever door it came through, and rows kept as bytes until a worker books them."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

import orjson
from django.conf import settings


class GivenRow(NamedTuple):
    """One row as its sender wrote it; what is left out is empty.

    `line` names the row in the report and is used once in a message. A course, module, edition or meeting is named by
    the provider's own code, or by our number for it. A registration number is looked for in the register that is
    named, else in those of the association, else in all. `attended_on` is empty when `attended_on_text` is no date;
    who has a moment gives `day_of` it. `arrived_at` is a time of day where the registers are.
    """

    line: int
    number: str = ""
    register_code: str = ""
    association_code: str = ""
    course_code: str = ""
    course_number: int | None = None
    module_code: str = ""
    module_number: int | None = None
    edition_code: str = ""
    edition_number: int | None = None
    meeting_code: str = ""
    meeting_number: int | None = None
    attended_on: date | None = None
    attended_on_text: str = ""
    arrived_at: time | None = None
    arrived_at_text: str = ""
    typed_as_number: bool = False  # the registration number was a number in a spreadsheet: zeros may have been lost
    fits: bool = True  # the row has as many cells as the header


EMPTY = GivenRow(0)


def day_of(moment: datetime) -> date:
    """The day of a moment where the registers are."""
    return moment.astimezone(ZoneInfo(settings.REGISTER_TIME_ZONE)).date()


def rows_as_bytes(rows: Iterable[GivenRow]) -> bytes:
    """The rows as lines of JSON. The same rows are the same bytes."""
    given = (dict(_given(row)) for row in rows)
    return b"".join(orjson.dumps(cells, option=orjson.OPT_APPEND_NEWLINE) for cells in given)


def rows_of_bytes(content: bytes) -> Iterator[GivenRow]:
    """What `rows_as_bytes` wrote."""
    for line in content.splitlines():
        cells = orjson.loads(line)
        if day := cells.get("attended_on"):
            cells["attended_on"] = date.fromisoformat(day)
        if hour := cells.get("arrived_at"):
            cells["arrived_at"] = time.fromisoformat(hour)
        yield GivenRow(**cells)


def _given(row: GivenRow) -> Iterator[tuple[str, object]]:
    for name, value, usual in zip(GivenRow._fields, row, EMPTY, strict=True):
        if value != usual:
            yield name, value
