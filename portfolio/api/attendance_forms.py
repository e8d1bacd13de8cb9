"""The forms in which attendance lists come in and reports go out: what parses a body and what announces a download."""

from typing import IO, Any

from django.conf import settings
from rest_framework.parsers import BaseParser

from register.errors import TooLarge

PIECE = 64 * 1024
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXAMPLE = "registration_number,edition,attended_on\n0012345,WOND-26-1,2026-11-12\n0023456,WOND-26-1,12-11-2026\n"
ROWS_EXAMPLE = {
    "rows": [
        {"registrationNumber": "0012345", "edition": "WOND-26-1", "attendedOn": "2026-11-12"},
        {"registrationNumber": "0023456", "course": "HYGIENE", "module": "A", "attendedOn": "2026-11-12"},
    ]
}
ROW = {
    "type": "object",
    "properties": {
        "registrationNumber": {"type": "string"},
        "register": {"type": "string", "description": "Code of the register, where the number is not unique."},
        "association": {"type": "string", "description": "Code of the association, for the same."},
        "course": {"type": "string", "description": "Your code of the course."},
        "courseNumber": {"type": "integer", "description": "Our number of the course, instead."},
        "module": {"type": "string", "description": "E-learning: your code of the module."},
        "moduleNumber": {"type": "integer"},
        "edition": {"type": "string", "description": "Physical courses: your code of the edition."},
        "editionNumber": {"type": "integer"},
        "meeting": {"type": "string", "description": "Your code of the meeting."},
        "meetingNumber": {"type": "integer"},
        "attendedOn": {"type": "string", "description": "As 2026-11-22 or 22-11-2026."},
        "arrivedAt": {"type": "string", "description": "Time of arrival, as 09:05."},
    },
    "additionalProperties": False,
}
ROWS_FORM = {
    "title": "AttendanceListRequest",
    "type": "object",
    "required": ["rows"],
    "properties": {"rows": {"type": "array", "items": ROW}},
    "example": ROWS_EXAMPLE,
}
LIST_FORMS = {
    "text/csv": {"type": "string", "format": "binary", "description": "The list itself.", "examples": [EXAMPLE]},
    WORKBOOK: {"type": "string", "format": "binary", "description": "A workbook with the list on its visible sheet."},
    "multipart/form-data": {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary", "description": "The list as CSV or XLSX."}},
    },
    "application/json": ROWS_FORM,
}


def file_too_large() -> TooLarge:
    megabytes = settings.ATTENDANCE_FILE_MAX_BYTES / (1024 * 1024)
    return TooLarge(
        nl=f"De lijst is groter dan {megabytes:g} MB; er is niets bewaard. Verdeel haar over meer bestanden.",
        en=f"The list is larger than {megabytes:g} MB; nothing was kept. Split it over several files.",
    )


class CsvParser(BaseParser):
    """Takes the body as it is, up to the largest file that is read and not a piece more."""

    media_type = "text/csv"

    def parse(self, stream: IO[Any], media_type: str | None = None, parser_context: Any = None) -> dict[str, bytes]:
        pieces = bytearray()
        while piece := stream.read(PIECE):
            pieces += piece
            if len(pieces) > settings.ATTENDANCE_FILE_MAX_BYTES:
                raise file_too_large()
        return {"content": bytes(pieces)}


class WorkbookParser(CsvParser):
    """The same for a workbook."""

    media_type = WORKBOOK
