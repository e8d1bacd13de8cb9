"""The report of an attendance list over HTTP."""

import csv
import io
from uuid import uuid4

import pytest

from portfolio.models import AttendanceRow
from tests.factories.portfolio import HEADER, make_members, make_school
from tests.factories.register import RegistrationFactory
from tests.portfolio.attendance_desk import URL, book, client_of, report_for, rows_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    school = make_school()
    report_for(school.provider, school.sender)
    return school


@pytest.fixture
def client(school):
    return client_of(school.sender)


def test_the_report_goes_row_by_row_in_the_order_of_the_file(school, client):
    numbers = make_members(school.register, 120)
    batch = school.send(school.list_of([*numbers, "0404"]))
    book(batch)

    first = client.get(f"{rows_url(batch)}?pageSize=100").json()
    rest = client.get(first["next"]).json()
    rows = [*first["results"], *rest["results"]]
    assert [row["line"] for row in rows] == list(range(2, 123))
    assert rest["next"] is None
    assert rows[-1]["registrationNumber"] == "0404"
    assert client.get(f"{rows_url(batch)}?pageSize=101").status_code == 400


@pytest.mark.parametrize(
    ("language", "message", "remedy"),
    [
        (
            "nl",
            "Registratienummer “0404” is niet bekend.",
            "Vraag de deelnemer om het nummer en let op voorloopnullen.",
        ),
        (
            "en",
            "Registration number “0404” is not known.",
            "Ask the participant for the number and mind leading zeros.",
        ),
    ],
)
def test_a_refused_row_says_why_and_what_to_do(school, client, language, message, remedy):
    make_members(school.register, 1)
    batch = school.send(school.list_of(["00000000", "0404"]))
    book(batch)

    answer = client.get(f"{rows_url(batch)}?verdict=number-unknown", HTTP_ACCEPT_LANGUAGE=language)

    assert answer.json()["results"] == [
        {
            "line": 3,
            "registrationNumber": "0404",
            "register": "",
            "association": "",
            "course": "",
            "module": "",
            "edition": school.edition.code,
            "meeting": "",
            "attendedOn": "2025-05-12",
            "arrivedAt": "",
            "verdict": "number-unknown",
            "field": "registrationNumber",
            "value": "0404",
            "message": message,
            "remedy": remedy,
        }
    ]


def test_an_unknown_verdict_or_query_key_is_refused_by_name(school, client):
    batch = school.send(school.list_of(["1"]))

    for query in ("verdict=wrong", "verdikt=BOOKED"):
        answer = client.get(f"{rows_url(batch)}?{query}")
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["location"] == f"#/{query.partition('=')[0]}"


def test_the_report_as_csv_is_whole_and_opens_safely(school, client):
    RegistrationFactory(register=school.register, number="0012345")
    wild = ["=1+1", "+31", "-2", "@SUM(A1)", "plain;text"]
    content = f"{HEADER}\n0012345,{school.edition.code},2025-05-12\n" + "".join(
        f"{cell},=cmd|'/C calc'!A0,=NOW()\n" for cell in wild
    )
    batch = school.send(content.encode())
    book(batch)

    answer = client.get(rows_url(batch), HTTP_ACCEPT="text/csv", HTTP_ACCEPT_LANGUAGE="nl")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    header, good, *others = csv.reader(io.StringIO(text), delimiter=";")
    assert header[:3] == ["line", "registration_number", "register"]
    told = dict(zip(header, good, strict=True))
    assert (told["line"], told["registration_number"], told["attended_on"]) == ("2", "0012345", "2025-05-12")
    assert (told["edition"], told["verdict"], told["message"]) == (school.edition.code, "BOOKED", "Geboekt.")
    assert [row[1] for row in others] == ["'=1+1", "'+31", "'-2", "'@SUM(A1)", "plain;text"]
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in others for cell in row)


def test_a_long_report_is_streamed_whole(school, client):
    batch = school.send(school.list_of(["1"]))
    AttendanceRow.objects.bulk_create(
        AttendanceRow(batch=batch, line=line, number="1", edition_code="E", verdict="KNOWN") for line in range(2, 5002)
    )

    answer = client.get(f"{rows_url(batch)}?verdict=KNOWN", HTTP_ACCEPT="text/csv", HTTP_ACCEPT_LANGUAGE="en")

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 5001
    assert lines[1].startswith("2,1,")


def test_a_problem_with_a_report_asked_as_csv_is_still_a_problem(school, client):
    answer = client.get(f"{URL}/{uuid4()}/rows", HTTP_ACCEPT="text/csv")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not-found"
