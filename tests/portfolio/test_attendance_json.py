"""Attendance in JSON, looks beforehand, and changes that came too late, over HTTP."""

import json

import pytest

from portfolio.models import AttendanceBatch, AttendanceChange, LedgerEntry
from portfolio.services.attendance.receiving import Manner
from register.access import Role
from tests.factories.accreditation import ProviderFactory
from tests.factories.portfolio import DAY, make_members, make_school
from tests.factories.register import RoleGrantFactory, UserFactory
from tests.portfolio.attendance_desk import URL, book, client_of, report_for, rows_url, send
from tests.portfolio.workbook_builders import HEADER, workbook

pytestmark = pytest.mark.django_db
CHECKS, CHANGES = "/api/v1/attendance-checks", "/api/v1/attendance-changes"


@pytest.fixture
def school():
    school = make_school()
    report_for(school.provider, school.sender)
    return school


@pytest.fixture
def client(school):
    return client_of(school.sender)


@pytest.fixture
def numbers(school):
    return make_members(school.register, 3)


def rows_for(school, numbers):
    return [{"registrationNumber": n, "edition": school.edition.code, "attendedOn": str(DAY)} for n in numbers]


def test_rows_in_json_are_accepted_like_a_file(school, client, numbers):
    rows = rows_for(school, [*numbers, "404"])
    answer = client.post(URL, {"rows": rows}, format="json")

    assert answer.status_code == 202
    body = answer.json()
    assert (body["source"], body["encoding"], body["separator"], body["counts"]["total"]) == ("JSON", "", "", 4)
    assert client.post(URL, {"rows": rows}, format="json").status_code == 200
    batch = book(AttendanceBatch.objects.get())
    told = client.get(rows_url(batch)).json()["results"]
    assert [(row["line"], row["verdict"]) for row in told] == [
        (1, "BOOKED"),
        (2, "BOOKED"),
        (3, "BOOKED"),
        (4, "number-unknown"),
    ]
    assert (told[3]["field"], told[3]["value"]) == ("registrationNumber", "404")


def test_a_workbook_is_sent_as_it_is_or_in_a_form(school, client, numbers):
    content = workbook(HEADER, (numbers[0], school.edition.code, DAY))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = send(client, content, "?fileName=mei.xlsx", content_type=kind)

    assert answer.status_code == 202
    assert (answer.json()["source"], answer.json()["fileName"]) == ("XLSX", "mei.xlsx")


@pytest.mark.parametrize(
    ("row", "location", "code"),
    [
        ({"registrationNumber": 12345}, "#/rows/1/registrationNumber", "invalid"),
        ({"number": "12345"}, "#/rows/1/number", "unknown-field"),
        ({"courseNumber": "8001"}, "#/rows/1/courseNumber", "invalid"),
        ({"courseNumber": 0}, "#/rows/1/courseNumber", "invalid"),
        ({"courseNumber": True}, "#/rows/1/courseNumber", "invalid"),
        ({"courseNumber": 2**63}, "#/rows/1/courseNumber", "invalid"),
        ({"edition": "x" * 201}, "#/rows/1/edition", "invalid"),
        ({"edition": "a\tb"}, "#/rows/1/edition", "invalid"),
        ({"edition": None}, "#/rows/1/edition", "invalid"),
        ([], "#/rows/1", "invalid"),
    ],
)
def test_a_row_of_a_wrong_shape_is_named_and_nothing_is_kept(school, client, row, location, code):
    rows = [*rows_for(school, ["1"]), row]
    for url in (URL, CHECKS):
        answer = client.post(url, {"rows": rows}, format="json")

        assert answer.status_code == 400
        problem = answer.json()["errors"][0]
        assert (problem["location"], problem["code"]) == (location, code)
    assert not AttendanceBatch.objects.exists()


@pytest.mark.parametrize("body", [{}, {"rows": "x"}, {"rows": [], "message": "ADD"}, [], {"rows": []}])
def test_a_body_that_is_no_list_of_rows_is_refused(client, body):
    assert client.post(URL, body, format="json").status_code == 400
    assert not AttendanceBatch.objects.exists()


def test_what_is_to_be_done_is_asked_in_the_address(school, client, numbers):
    answer = client.post(
        f"{URL}?message=REPLACE&test=true&allOrNothing=true&key=m-1", {"rows": rows_for(school, numbers)}, format="json"
    )

    body = answer.json()
    assert (body["message"], body["test"], body["allOrNothing"], body["key"]) == ("REPLACE", True, True, "m-1")
    reused = client.post(f"{URL}?key=m-1", {"rows": rows_for(school, numbers)}, format="json")
    assert (reused.status_code, reused.json()["code"]) == (409, "attendance-message-reused")
    for wrong in ("message=DELETE", "test=yes", "allOrNothing=1"):
        assert client.post(f"{URL}?{wrong}", {"rows": rows_for(school, numbers)}, format="json").status_code == 400


def test_a_look_beforehand_tells_each_row_its_verdict_and_keeps_nothing(school, client, numbers):
    rows = rows_for(school, [numbers[0], "404"])

    answer = client.post(CHECKS, {"rows": rows}, format="json", HTTP_ACCEPT_LANGUAGE="en")

    assert answer.status_code == 200
    good, bad = answer.json()["results"]
    assert (good["verdict"], good["registrationNumber"], good["field"]) == ("ACCEPTED", numbers[0], "")
    assert (bad["verdict"], bad["value"]) == ("number-unknown", "404")
    assert bad["message"] == "Registration number “404” is not known."
    assert not AttendanceBatch.objects.exists()
    assert not LedgerEntry.objects.exists()


def test_a_look_is_for_at_most_five_hundred_rows_of_ones_own(school, client):
    assert client.post(CHECKS, {"rows": rows_for(school, ["1"]) * 501}, format="json").status_code == 400
    other = ProviderFactory()
    rows = {"rows": rows_for(school, ["1"])}
    assert client.post(f"{CHECKS}?provider={other.uuid}", rows, format="json").status_code == 404
    assert client_of(UserFactory()).post(CHECKS, rows, format="json").status_code == 403


def test_the_report_streams_as_lines_of_json(school, client, numbers):
    batch = book(school.send(school.list_of([*numbers, "=404"])))

    answer = client.get(rows_url(batch), HTTP_ACCEPT="application/x-ndjson")

    assert answer["Content-Type"] == "application/x-ndjson; charset=utf-8"
    lines = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    assert [line["verdict"] for line in lines] == ["BOOKED"] * 3 + ["number-unknown"]
    assert lines[3]["value"] == "=404"  # as it was sent: nothing takes JSON for a formula
    assert lines == client.get(rows_url(batch)).json()["results"]


class TestChanges:
    @pytest.fixture
    def office(self, school):
        return client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=school.register.association).user)

    @pytest.fixture
    def change(self, school, numbers):
        book(school.send(school.list_of(numbers)))
        book(school.send(school.list_of(numbers[:1]), manner=Manner(message="WITHDRAW")))
        return AttendanceChange.objects.get()

    def test_the_office_reads_and_decides_and_the_provider_sees_what(self, client, office, change):
        (asked,) = office.get(f"{CHANGES}?state=REQUESTED").json()["results"]
        assert (asked["uuid"], asked["attendedOn"]) == (str(change.uuid), str(DAY))
        url = f"{CHANGES}/{change.uuid}"
        body = {"accepted": True, "reason": "The provider showed the list."}

        assert client.post(f"{url}/decisions", body, format="json").status_code == 403
        decided = office.post(f"{url}/decisions", body, format="json")
        assert (decided.status_code, decided.json()["state"]) == (201, "ACCEPTED")
        assert office.post(f"{url}/decisions", body, format="json").json()["code"] == "attendance-change-decided"
        assert client.get(url).json()["reason"] == body["reason"]
        assert LedgerEntry.objects.live().count() == 2

    def test_others_see_nothing(self, change):
        stranger = client_of(UserFactory())

        assert stranger.get(CHANGES).json()["results"] == []
        assert stranger.get(f"{CHANGES}/{change.uuid}").status_code == 404

    def test_changes_are_listed_in_a_constant_number_of_queries(self, office, change, django_assert_max_num_queries):
        with django_assert_max_num_queries(6):  # two of them note who looked
            office.get(CHANGES)
