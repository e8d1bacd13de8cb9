"""Which text the bytes of an attendance list are, or why they are none."""

from portfolio.errors import AttendanceFileRefused
from register.errors import FieldProblem

UTF_8, WINDOWS_1252 = "utf-8", "windows-1252"
WIDE = (b"\xff\xfe", b"\xfe\xff")
# How old workbooks begin, and those with a password.
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def encoding_of(content: bytes) -> str:
    """UTF-8 when the bytes are that, with or without a byte order mark; otherwise Windows-1252, as older
    spreadsheets write. UTF-16, old workbooks and anything with a NUL byte are refused.
    """
    if content.startswith(OLD_WORKBOOK):
        raise refusal(
            "row 1",
            "not-csv",
            "Een oude werkmap, of een met wachtwoord. Kies Opslaan als… XLSX zonder wachtwoord, of CSV UTF-8.",
            "An old workbook, or one with a password. Choose Save as… XLSX without a password, or CSV UTF-8.",
        )
    if content.startswith(WIDE) or _looks_wide(content):
        raise refusal(
            "row 1",
            "encoding-unsupported",
            "Dit bestand is UTF-16. Sla het op als CSV UTF-8.",
            "This file is UTF-16. Save it as CSV UTF-8.",
        )
    if (at := content.find(b"\0")) >= 0:
        raise refusal(
            _place(content, at),
            "nul-byte",
            "Hier staat een NUL-byte: het bestand is beschadigd of geen CSV. Maak het opnieuw aan.",
            "There is a NUL byte here: the file is damaged or not CSV. Make it again.",
        )
    for encoding in (UTF_8, WINDOWS_1252):
        try:
            content.decode(encoding)
        except UnicodeDecodeError as error:
            at = error.start
        else:
            return encoding
    raise refusal(
        _place(content, at),
        "not-text",
        "Deze byte is geen teken in UTF-8 of Windows-1252. Sla het bestand op als CSV UTF-8.",
        "This byte is no character in UTF-8 or Windows-1252. Save the file as CSV UTF-8.",
    )


def refusal(location: str, code: str, nl: str, en: str) -> AttendanceFileRefused:
    """A refusal of the whole file for one reason."""
    return AttendanceFileRefused.because(FieldProblem(location, code, nl, en))


def _looks_wide(content: bytes) -> bool:
    start = content[:200]
    return len(start) > 3 and (start[1::2].count(0) > len(start) // 3 or start[::2].count(0) > len(start) // 3)


def _place(content: bytes, at: int) -> str:
    line_start = content.rfind(b"\n", 0, at) + 1
    row = content.count(b"\n", 0, at) + 1
    return f"row {row}, character {at - line_start + 1}"
