"""Sending attendance lists over HTTP."""

import pytest
from celery import Celery
from django.core.files.uploadedfile import SimpleUploadedFile

from portfolio.models import AttendanceBatch
from register.models import Event
from tests.factories.portfolio import HEADER, make_school
from tests.portfolio.attendance_desk import URL, client_of, report_for, rows_url, send
from tests.portfolio.test_attendance_lists import BAD_FILES

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    school = make_school()
    report_for(school.provider, school.sender)
    return school


@pytest.fixture
def client(school):
    return client_of(school.sender)


def test_a_list_is_accepted_at_once_and_says_where_its_report_is(school, client):
    answer = send(client, school.list_of(["1", "2"]), "?fileName=mei.csv")

    batch = AttendanceBatch.objects.get()
    body = answer.json()
    assert answer.status_code == 202
    assert answer["Location"] == body["links"]["self"] == f"http://testserver{URL}/{batch.uuid}"
    assert body["links"]["rows"] == f"http://testserver{rows_url(batch)}"
    assert (body["state"], body["fileName"], body["encoding"]) == ("RECEIVED", "mei.csv", "utf-8")
    assert body["counts"] == {"total": 2, "judged": 0, "booked": 0, "known": 0, "noted": 0, "refused": 0, "removed": 0}
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
    assert dutch.json()["errors"][0]["location"] == "row 1"
    assert "Zet elke deelnemer" in dutch.json()["errors"][0]["detail"]
    assert "Put each participant" in english.json()["errors"][0]["detail"]


def test_another_kind_of_content_is_not_read(client):
    assert client.generic("POST", URL, b"<rows/>", content_type="application/xml").status_code == 415


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
