"""How much of an attendance list is read, and no more."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portfolio.models import AttendanceBatch
from tests.factories.portfolio import make_school
from tests.portfolio.attendance_desk import URL, client_of, report_for, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    school = make_school()
    report_for(school.provider, school.sender)
    return school


@pytest.fixture
def client(school):
    return client_of(school.sender)


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
