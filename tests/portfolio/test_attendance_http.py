"""Attendance lists over HTTP."""

import csv
import io
from uuid import uuid4

import pytest
from celery import Celery
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from portfolio.models import AttendanceBatch, AttendanceRow
from portfolio.services.attendance.booking import book_attendance_list
from register.access import Role
from register.models import Event, RoleGrant
from tests.factories.accreditation import ProviderFactory
from tests.factories.portfolio import HEADER, make_members, make_school
from tests.factories.register import NOW, RegistrationFactory, UserFactory
from tests.portfolio.test_attendance_lists import BAD_FILES

pytestmark = pytest.mark.django_db
URL = "/api/v1/attendance-batches"


@pytest.fixture
def school():
    school = make_school()
    report_for(school.provider, school.sender)
    return school


@pytest.fixture
def client(school):
    return client_of(school.sender)


def report_for(provider, user):
    RoleGrant.objects.create(
        user=user, role=Role.PROVIDER_SUBMITTER, organisation=provider, starts_on=NOW.date(), reason="test"
    )


def client_of(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def send(client, content, query="", **headers):
    return client.generic("POST", URL + query, content, content_type="text/csv", **headers)


def book(batch):
    book_attendance_list(batch_id=batch.pk, clock=lambda: NOW)


def rows_url(batch):
    return f"{URL}/{batch.uuid}/rows"


def test_a_list_is_accepted_at_once_and_says_where_its_report_is(school, client):
    answer = send(client, school.list_of(["1", "2"]), "?fileName=mei.csv")

    batch = AttendanceBatch.objects.get()
    body = answer.json()
    assert answer.status_code == 202
    assert answer["Location"] == body["links"]["self"] == f"http://testserver{URL}/{batch.uuid}"
    assert body["links"]["rows"] == f"http://testserver{rows_url(batch)}"
    assert (body["state"], body["fileName"], body["encoding"]) == ("RECEIVED", "mei.csv", "utf-8")
    assert body["counts"] == {"total": 2, "judged": 0, "booked": 0, "known": 0, "refused": 0}
    assert (batch.provider, batch.received_by) == (school.provider, school.sender)
    assert client.get(f"{URL}/{batch.uuid}").json() == body


def test_the_same_file_again_answers_with_the_first_batch(school, client):
    first = send(client, school.list_of(["1"]))
    again = send(client, school.list_of(["1"]), "?fileName=other.csv")

    assert (first.status_code, again.status_code) == (202, 200)
    assert again.json() == first.json()
    assert AttendanceBatch.objects.count() == 1


def test_a_form_with_a_file_does_the_same(school, client):
    content = school.list_of(["1"])
    answer = client.post(URL, {"file": SimpleUploadedFile("mei.csv", content)}, format="multipart")

    assert answer.status_code == 202
    assert answer.json()["fileName"] == "mei.csv"
    assert send(client, content).json()["uuid"] == answer.json()["uuid"]


@pytest.mark.parametrize(
    ("form", "location"),
    [({"file": "text"}, "#/file"), ({"list": SimpleUploadedFile("a.csv", b"x")}, "#/list"), ({"x": "y"}, "#/x")],
)
def test_a_form_without_the_file_is_told_which_field(client, form, location):
    answer = client.post(URL, form, format="multipart")

    assert answer.status_code == 400
    assert [error["location"] for error in answer.json()["errors"]] == [location]


@pytest.mark.parametrize(("content", "place", "code"), [file[1:4] for file in BAD_FILES], ids=[f[0] for f in BAD_FILES])
@pytest.mark.parametrize("form", [False, True])
def test_a_bad_file_is_a_problem_and_leaves_nothing(client, content, place, code, form):
    if form:
        answer = client.post(URL, {"file": SimpleUploadedFile("a.csv", content)}, format="multipart")
    else:
        answer = send(client, content)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == "attendance-file-invalid"
    assert (problem["errors"][0]["location"], problem["errors"][0]["code"]) == (place, code)
    assert not AttendanceBatch.objects.exists()
    assert not Event.objects.exists()


def test_a_list_without_rows_is_refused_in_the_readers_language(client):
    dutch = send(client, f"{HEADER}\n".encode(), HTTP_ACCEPT_LANGUAGE="nl")
    english = send(client, f"{HEADER}\n,,\n".encode(), HTTP_ACCEPT_LANGUAGE="en")

    assert dutch.json()["errors"][0]["code"] == english.json()["errors"][0]["code"] == "no-rows"
    assert dutch.json()["errors"][0]["location"] == "row 2"
    assert "Zet elke deelnemer" in dutch.json()["errors"][0]["detail"]
    assert "Put each participant" in english.json()["errors"][0]["detail"]


class Endless:
    """A body of 200 MB that fails the test when more is read of it than is allowed."""

    def __init__(self, allowed):
        self.allowed = allowed

    def read(self, size=-1):
        self.allowed -= size
        assert size > 0
        assert self.allowed >= 0
        return b"1" * size

    def readline(self, size=-1):
        raise AssertionError("read by lines")


@pytest.mark.parametrize("content_type", ["text/csv", "multipart/form-data; boundary=x"])
def test_a_list_of_200_mb_is_refused_before_it_is_read(client, content_type):
    answer = client.generic(
        "POST",
        URL,
        b"",
        content_type=content_type,
        **{"wsgi.input": Endless(allowed=0), "CONTENT_LENGTH": str(200 * 1024 * 1024)},
    )

    assert answer.status_code == 413
    assert answer.json()["code"] == "too-large"
    assert not AttendanceBatch.objects.exists()


def test_reading_stops_at_the_limit(client, settings):
    settings.ATTENDANCE_FILE_MAX_BYTES = 100_000
    length = settings.ATTENDANCE_FILE_MAX_BYTES + 10_000  # little enough to pass as a form of the right size
    body = Endless(allowed=2 * 64 * 1024)

    answer = client.generic(
        "POST", URL, b"", content_type="text/csv", **{"wsgi.input": body, "CONTENT_LENGTH": str(length)}
    )

    assert answer.status_code == 413


def test_a_file_in_a_form_has_the_same_limit(school, client, settings):
    content = school.list_of(["1"])
    settings.ATTENDANCE_FILE_MAX_BYTES = len(content) - 1
    answer = client.post(URL, {"file": SimpleUploadedFile("a.csv", content)}, format="multipart")
    assert answer.status_code == 413

    settings.ATTENDANCE_FILE_MAX_BYTES = len(content)
    assert send(client, content).status_code == 202


def test_a_body_in_pieces_is_asked_for_its_length(client):
    answer = client.generic("POST", URL, b"", "text/csv", HTTP_TRANSFER_ENCODING="chunked")

    assert answer.status_code == 400
    assert "Content-Length" in answer.json()["detail"]


def test_another_kind_of_content_is_not_read(client):
    assert client.post(URL, {"rows": []}, format="json").status_code == 415


def test_who_reports_for_several_providers_names_the_one(school, client):
    second = ProviderFactory()
    report_for(second, school.sender)
    content = school.list_of(["1"])

    unnamed = send(client, content)
    assert unnamed.status_code == 400
    assert unnamed.json()["errors"][0]["location"] == "#/provider"
    assert send(client, content, f"?provider={second.uuid}").json()["provider"]["uuid"] == str(second.uuid)
    assert send(client, content, f"?provider={ProviderFactory().uuid}").status_code == 404
    assert send(client, content, f"?provider={uuid4()}").status_code == 404
    assert send(client, content, "?provider=x").status_code == 400
    assert AttendanceBatch.objects.count() == 1


def test_strangers_see_nothing_and_may_send_nothing(school, client):
    batch = school.send(school.list_of(["1"]))
    stranger = client_of(UserFactory())
    other = UserFactory()
    report_for(ProviderFactory(), other)

    assert stranger.get(URL).status_code == send(stranger, school.list_of(["1"])).status_code == 403
    assert client_of(other).get(URL).json()["results"] == []
    for nobody in (stranger, client_of(other)):
        assert nobody.get(f"{URL}/{batch.uuid}").status_code == 404
        assert nobody.get(rows_url(batch)).status_code == 404
    assert APIClient().get(URL).status_code == 401


def test_lists_are_found_by_provider_and_name(school, client):
    school.send(school.list_of(["1"]), file_name="mei.csv")
    june = school.send(school.list_of(["2"]), file_name="juni.csv")

    assert [each["fileName"] for each in client.get(URL).json()["results"]] == ["juni.csv", "mei.csv"]
    assert [each["uuid"] for each in client.get(f"{URL}?fileName=juni.csv").json()["results"]] == [str(june.uuid)]
    assert client.get(f"{URL}?provider={ProviderFactory().uuid}").json()["results"] == []


def test_lists_are_shown_in_one_query_that_leaves_the_files_where_they_are(
    school, client, django_assert_max_num_queries
):
    for number in range(12):
        school.send(school.list_of([str(number)]))

    with django_assert_max_num_queries(3) as queries:  # roles twice at most, and the lists with their provider
        assert len(client.get(URL).json()["results"]) == 12
    assert not any('"content"' in query["sql"] for query in queries)


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
            "edition": school.edition.code,
            "attendedOn": "2025-05-12",
            "verdict": "number-unknown",
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
    assert header[:5] == ["line", "registration_number", "register", "edition", "attended_on"]
    assert good[:7] == ["2", "0012345", "", school.edition.code, "2025-05-12", "BOOKED", "Geboekt."]
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


def test_a_list_is_kept_when_the_queue_cannot_be_reached(
    school, client, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    nowhere = Celery("nowhere", broker="redis://127.0.0.1:9/0", set_as_current=False)
    monkeypatch.setattr("portfolio.services.attendance.handing_out.current_app", nowhere)

    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client, school.list_of(["1"]))

    assert answer.status_code == 202
    assert AttendanceBatch.objects.unfinished().count() == 1
    assert "queue_unreachable" in caplog.text
