"""Reading attendance lists: what is accepted, and what each bad file is told."""

from datetime import date

import pytest

from portfolio.errors import AttendanceFileRefused
from portfolio.services.attendance.columns import date_of
from portfolio.services.attendance.lists import read_content, read_list

HEADER = "registration_number,edition,attended_on"
ROW = "0012345,E1,2025-05-12"


def read(content):
    given = read_list(content)
    return given, list(given.rows())


@pytest.mark.parametrize(
    ("content", "encoding", "separator"),
    [
        (f"{HEADER}\n{ROW}\n".encode(), "utf-8", ","),
        (f"{HEADER}\n{ROW}".encode(), "utf-8", ","),
        (f"{HEADER}\r\n{ROW}\r\n".encode(), "utf-8", ","),
        (f"{HEADER}\r{ROW}\r".encode(), "utf-8", ","),
        (f"\ufeff{HEADER}\r\n{ROW}\r\n".encode(), "utf-8", ","),
        (f"{HEADER}\n{ROW}\n".replace(",", ";").encode(), "utf-8", ";"),
        (f"{HEADER}\n{ROW}\n".replace(",", "\t").encode(), "utf-8", "\t"),
        (f"sep=;\r\n{HEADER}\r\n{ROW}\r\n".replace(",", ";").encode(), "utf-8", ";"),
        (f"\n\n{HEADER}\n\n{ROW}\n,,\n".encode(), "utf-8", ","),
        (b'"registration_number","edition","attended_on"\n"0012345","E1","2025-05-12"\n', "utf-8", ","),
        (b" Registration_Number ,EDITION,attended_on,,\n0012345,E1,2025-05-12,,\n", "utf-8", ","),
        (b"attended_on,registration_number,edition\n12-5-2025,0012345,E1\n", "utf-8", ","),
    ],
)
def test_a_list_is_read_whatever_program_wrote_it(content, encoding, separator):
    given, rows = read(content)

    assert (given.encoding, given.separator) == (encoding, separator)
    assert [(row.number, row.edition_code, row.attended_on, row.fits) for row in rows] == [
        ("0012345", "E1", date(2025, 5, 12), True)
    ]


def test_bytes_that_are_not_utf_8_are_read_as_windows_1252():
    given, rows = read(f"{HEADER}\n0012345,CAFÉ-€1,2025-05-12\n".encode("cp1252"))

    assert given.encoding == "windows-1252"
    assert rows[0].edition_code == "CAFÉ-€1"


def test_a_line_number_is_that_of_the_file_also_after_empty_and_broken_lines():
    _, rows = read(f'{HEADER}\n{ROW}\n\n"00\n1",E1,2025-05-12\n{ROW}\n'.encode())

    assert [row.line for row in rows] == [2, 4, 6]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-05-12", date(2025, 5, 12)),
        ("12-05-2025", date(2025, 5, 12)),
        ("1-2-2025", date(2025, 2, 1)),
        ("29-02-2024", date(2024, 2, 29)),
        ("29-02-2025", None),
        ("2025-W20-1", None),
        ("20250512", None),
        ("12/05/2025", None),
        ("12-05-25", None),
        ("0000-01-01", None),
        ("٢٠٢٥-05-12", None),
        ("2025-05-12T00:00", None),
        ("45789", None),
        ("1,5", None),
        ("", None),
    ],
)
def test_only_two_ways_of_writing_a_date_are_read(text, day):
    assert date_of(text) == day


BAD_FILES = [
    ("empty", b"", "row 1", "file-empty", "leeg"),
    ("only spaces", b" \r\n\r\n", "row 1", "file-empty", "leeg"),
    ("only a mark", b"\xef\xbb\xbf", "row 1", "file-empty", "leeg"),
    ("a column is missing", b"registration_number,edition\n1,E1\n", "row 1", "column-missing", "attended_on ontbreekt"),
    ("no header", ROW.encode(), "row 1", "column-missing", "Gevonden: 0012345, e1, 2025-05-12"),
    ("JSON", b'{"rows": []}', "row 1", "column-missing", "registration_number ontbreekt"),
    ("HTML", b"<html><body>Log in</body></html>", "row 1", "column-missing", "registration_number ontbreekt"),
    ("a comma in a semicolon list", b"a;b,c;d\n", "row 1", "column-missing", "ontbreekt"),
    (
        "a wrong name",
        f"{HEADER},registr\n{ROW},nova\n".encode(),
        "row 1, column 4",
        "column-unknown",
        "Bedoelt u register?",
    ),
    (
        "names of people",
        f"{HEADER},achternaam\n{ROW},x\n".encode(),
        "row 1, column 4",
        "column-unknown",
        "Laat hem weg",
    ),
    ("a nameless column", f"{HEADER},,register\n".encode(), "row 1, column 4", "column-unnamed", "geen naam"),
    ("twice the same", f"{HEADER},Edition\n{ROW},E1\n".encode(), "row 1, column 4", "column-twice", "Laat er één weg"),
    ("UTF-16 with mark", f"{HEADER}\n{ROW}\n".encode("utf-16"), "row 1", "encoding-unsupported", "UTF-16"),
    ("UTF-16 without", f"{HEADER}\n{ROW}\n".encode("utf-16-le"), "row 1", "encoding-unsupported", "UTF-16"),
    ("NUL", f"{HEADER}\n{ROW}\n00\x0012,E1,2025-05-12\n".encode(), "row 3, character 3", "nul-byte", "NUL"),
    ("no text", f"{HEADER}\n".encode() + b"12\x8145,E1,2025-05-12\n", "row 2, character 3", "not-text", "geen teken"),
    ("a broken workbook", b"PK\x03\x04\x14\0\0\0", "row 1", "workbook-damaged", "opnieuw op"),
    ("XLS", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "row 1", "not-csv", "werkmap"),
    ("an open quote", f'{HEADER}\n{ROW}\n"12,E1,2025-05-12\n'.encode(), "row 3", "quotes-unbalanced", "verdubbel"),
    ("a quote inside", f'{HEADER}\n"12"3,E1,2025-05-12\n'.encode(), "row 2", "quotes-unbalanced", "verdubbel"),
    ("a huge cell", f"{HEADER}\n{'1' * 200_000},E1,2025-05-12\n".encode(), "row 2", "quotes-unbalanced", "verdubbel"),
    ("an open quote in the header", b'registration_number,"edition\n', "row 1", "quotes-unbalanced", "verdubbel"),
]


@pytest.mark.parametrize(
    ("content", "place", "code", "advice"), [file[1:] for file in BAD_FILES], ids=[file[0] for file in BAD_FILES]
)
def test_a_bad_file_is_told_where_and_what_to_do(content, place, code, advice):
    with pytest.raises(AttendanceFileRefused) as refused:
        list(read_content(content).rows())

    problem = refused.value.fields[0]
    assert (problem.location, problem.code) == (place, code)
    assert advice in problem.nl
    assert problem.en
    assert problem.en != problem.nl


def test_every_problem_of_a_header_is_named_at_once():
    with pytest.raises(AttendanceFileRefused) as refused:
        read_list(b"edition;edition;naam\nE1;E1;x\n")

    assert [problem.code for problem in refused.value.fields] == [
        "column-missing",
        "column-missing",
        "column-twice",
        "column-unknown",
    ]
