"""Attendance lists as workbooks: what spreadsheets make of dates and numbers, and what is refused before unpacking."""

from datetime import date, datetime, time

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from portfolio.errors import AttendanceFileRefused
from portfolio.services.attendance.lists import read_content
from tests.factories.portfolio import make_members, make_school
from tests.factories.register import RegistrationFactory
from tests.portfolio.attendance_desk import book
from tests.portfolio.workbook_builders import HEADER, lying_about_sizes, repacked, workbook

ROW = ("0012345", "E1", "2025-05-12")
DAY = date(2025, 5, 12)
SHEET = "xl/worksheets/sheet1.xml"
SHEET_XML = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def rows_of(content):
    return list(read_content(content).rows())


def refusal_of(content):
    with pytest.raises(AttendanceFileRefused) as refused:
        rows_of(content)
    problem = refused.value.fields[0]
    assert problem.nl != problem.en
    return problem.code, problem.location


@pytest.mark.parametrize(
    "day",
    ["2025-05-12", "12-05-2025", DAY, datetime.fromisoformat("2025-05-12"), datetime.fromisoformat("2025-05-12T16:30")],
    ids=["text", "Dutch text", "date", "midnight", "afternoon"],
)
@pytest.mark.parametrize("epoch_1904", [False, True])
def test_a_day_is_read_however_the_cell_holds_it(day, epoch_1904):
    def change(made, _):
        if epoch_1904:
            made.epoch = CALENDAR_MAC_1904

    (row,) = rows_of(workbook(HEADER, ("0012345", "E1", day), change=change))

    assert (row.line, row.number, row.edition_code, row.attended_on, row.fits) == (2, "0012345", "E1", DAY, True)
    assert not row.typed_as_number


def test_a_bare_number_is_no_day():
    (row,) = rows_of(workbook(HEADER, ("0012345", "E1", 45789)))

    assert (row.attended_on, row.attended_on_text) == (None, "45789")


@pytest.mark.parametrize(("cell", "number"), [(12345, "12345"), (19012345601, "19012345601"), (12.5, "12.5")])
def test_a_number_typed_as_a_number_is_read_without_a_fraction_and_marked(cell, number):
    (row,) = rows_of(workbook(HEADER, (cell, "E1", DAY)))

    assert (row.number, row.typed_as_number) == (number, True)


def test_codes_that_are_numbers_are_matched_as_text():
    (row,) = rows_of(workbook(HEADER, ("0012345", 2026, DAY)))

    assert row.edition_code == "2026"


def test_a_time_of_arrival_is_read_as_time_or_text():
    rows = rows_of(workbook((*HEADER, "arrived_at"), (*ROW, time(9, 5)), (*ROW, "9:05"), (*ROW, "laat")))

    assert [row.arrived_at for row in rows] == [time(9, 5), time(9, 5), None]


def test_lines_are_those_of_the_sheet_and_empty_ones_are_left_out():
    def lower(_, sheet):
        sheet.insert_rows(1, 2)
        sheet.insert_cols(1)
        sheet["B8"], sheet["C8"], sheet["D8"] = "7", "E2", DAY

    rows = rows_of(workbook(HEADER, ROW, change=lower))

    assert [(row.line, row.edition_code) for row in rows] == [(4, "E1"), (8, "E2")]


def test_hidden_sheets_are_not_read():
    def hide(made, _):
        for state in ("hidden", "veryHidden"):
            extra = made.create_sheet(state)
            extra.append(["something", "else"])
            extra.sheet_state = state
        made.create_sheet("empty")

    assert len(rows_of(workbook(HEADER, ROW, change=hide))) == 1


def test_several_sheets_with_cells_are_refused_by_name():
    content = workbook(HEADER, ROW, change=lambda made, _: made.create_sheet("Uitleg").append(["Lees mij"]))

    assert refusal_of(content) == ("several-sheets", "row 1")


def test_only_a_hidden_sheet_is_no_list():
    def hide(made, sheet):
        made.create_sheet("leeg")
        sheet.sheet_state = "hidden"

    assert refusal_of(workbook(HEADER, ROW, change=hide)) == ("file-empty", "row 1")


def test_a_formula_with_a_result_is_that_result():
    cell = '<c r="{0}" t="str"><f>"a"&amp;"b"</f><v>{1}</v></c>'
    header = "".join(cell.format(f"{'ABC'[at]}1", name) for at, name in enumerate(HEADER))
    row = "".join(cell.format(f"{'ABC'[at]}2", value) for at, value in enumerate(ROW))
    sheet = SHEET_XML.format(f'<row r="1">{header}</row><row r="2">{row}</row>')

    (read,) = rows_of(repacked(workbook(HEADER), xl__worksheets__sheet1_xml=sheet.encode()))
    assert (read.number, read.edition_code, read.attended_on) == ("0012345", "E1", DAY)


def cell_with(value):
    return lambda _, sheet: sheet.__setitem__("B2", value)


def merged(_, sheet):
    sheet.merge_cells("A2:A3")


def far(_, sheet):
    sheet["XFD1048576"] = "x"


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (cell_with("=CONCAT(A1)"), "formula-without-value", "cell B2"),
        (cell_with("#REF!"), "cell-error", "cell B2"),
        (merged, "merged-cells", "cells A2:A3"),
        (far, "cells-far-apart", "cell XFD1048576"),
    ],
)
def test_what_cannot_be_read_as_a_list_is_refused_with_its_cell(change, code, place):
    assert refusal_of(workbook(HEADER, ROW, change=change)) == (code, place)


def test_the_header_is_checked_like_that_of_a_file():
    assert refusal_of(workbook(("registration_number", "edition"), ROW)) == ("column-missing", "row 1")
    assert refusal_of(workbook((*HEADER, "achternaam"), ROW)) == ("column-unknown", "row 1, column 4")


def test_a_workbook_larger_than_it_may_become_is_refused_before_it_is_unpacked(settings, monkeypatch):
    content = workbook(HEADER, *[ROW] * 5000)
    settings.ATTENDANCE_FILE_MAX_BYTES = 20_000
    monkeypatch.setattr("zipfile.ZipFile.open", lambda *_, **__: pytest.fail("unpacked"))

    assert refusal_of(content) == ("workbook-too-large", "row 1")


def test_a_workbook_that_lies_about_its_sizes_is_refused():
    content = workbook(HEADER, *[ROW] * 5000)

    assert refusal_of(lying_about_sizes(content, SHEET, 100)) == ("workbook-damaged", "row 1")


def test_a_short_text_referred_to_very_often_is_not_unpacked(monkeypatch):
    monkeypatch.setattr("portfolio.services.attendance.workbook_safety.CHARACTERS", 20_000)
    strings = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{}</t></si></sst>'
    cells = "".join(f'<row r="{line}"><c r="A{line}" t="s"><v>0</v></c></row>' for line in range(1, 100))
    content = repacked(
        workbook(HEADER),
        xl__sharedStrings_xml=strings.format("x" * 1000).encode(),
        xl__worksheets__sheet1_xml=SHEET_XML.format(cells).encode(),
    )

    assert refusal_of(content) == ("workbook-too-large", "row 1")


@pytest.mark.parametrize("part", ["xl__workbook_xml", "xl__worksheets__sheet1_xml"])
def test_entities_are_refused_wherever_they_are(part):
    body = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'

    assert refusal_of(repacked(workbook(HEADER, ROW), **{part: body})) == ("workbook-damaged", "row 1")


@pytest.mark.parametrize(
    "content",
    [
        workbook(HEADER, ROW)[:-300],
        workbook(HEADER, ROW)[:200],
        repacked(workbook(HEADER, ROW), without=SHEET),
        repacked(workbook(HEADER, ROW), without="xl/workbook.xml"),
        repacked(workbook(HEADER, ROW), xl__worksheets__sheet1_xml=b"<worksheet><sheetData><row"),
    ],
    ids=["no directory", "the beginning", "no sheet", "no book", "half a sheet"],
)
def test_a_damaged_workbook_is_told_so(content):
    assert refusal_of(content) == ("workbook-damaged", "row 1")


@pytest.mark.django_db
class TestBooked:
    @pytest.fixture
    def school(self):
        return make_school()

    def verdicts(self, school, content):
        batch = book(school.send(content))
        assert (batch.source, batch.encoding, batch.separator) == ("XLSX", "", "")
        return list(batch.rows.order_by("line").values_list("line", "verdict"))

    def test_a_workbook_is_booked_in_chunks_like_a_file(self, school, settings):
        settings.ATTENDANCE_CHUNK_ROWS = 3
        numbers = make_members(school.register, 8)
        content = workbook(HEADER, *((number, school.edition.code, DAY) for number in [*numbers, "404"]))

        assert self.verdicts(school, content) == [*((line, "BOOKED") for line in range(2, 10)), (10, "number-unknown")]
        assert self.verdicts(school, content)[0] == (2, "BOOKED")  # the first report

    def test_leading_zeros_that_a_spreadsheet_dropped_are_not_guessed(self, school):
        RegistrationFactory(register=school.register, number="0012345")
        RegistrationFactory(register=school.register, number="19012345601")
        rows = [(number, school.edition.code, DAY) for number in (12345, "0012345", 19012345601)]

        assert self.verdicts(school, workbook(HEADER, *rows)) == [
            (2, "number-typed-as-number"),
            (3, "BOOKED"),
            (4, "BOOKED"),
        ]
