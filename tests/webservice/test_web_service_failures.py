"""When we fail: said in the form of the call, half of nothing kept, and no key in anything that is written down."""

import logging
import threading
from urllib.parse import urlencode

import pytest
from django.db import connection
from lxml import etree

from portfolio.api import webservice
from portfolio.models import AttendanceBatch, ErrorMail
from portfolio.services.webservice import answering
from tests.webservice.conftest import make_school
from tests.webservice.entries import PAGE, ask, envelope, post_form, post_soap, row

NUMBER = "0012345"


@pytest.fixture
def broken(monkeypatch):
    """The last thing that a call does breaks."""

    def break_off(**_):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(answering, "queue_error_mails", break_off)


def test_a_failure_of_ours_is_a_500_and_nothing_is_kept(client, school, broken):
    document = school.sender.entry(row(NUMBER, "ELEARN"), row("1", "ELEARN"))

    by_form = post_form(client, document)
    by_soap = post_soap(client, envelope(document))

    assert (by_form.status_code, by_soap.status_code) == (500, 500)
    assert "opnieuw" in by_form.content.decode()
    fault = etree.fromstring(by_soap.content).find(".//{http://schemas.xmlsoap.org/soap/envelope/}Fault")
    assert fault.findtext("faultcode") == "soap:Server"
    assert not AttendanceBatch.objects.exists()
    assert not ErrorMail.objects.exists()


def test_no_log_line_holds_a_key(client, school, broken, settings, caplog):
    settings.ATTENDANCE_BY_GET = True
    caplog.set_level(logging.DEBUG)
    document = school.sender.entry(row(NUMBER, "ELEARN"), row("1", "ELEARN"))

    post_form(client, document)
    post_soap(client, envelope(document))
    client.get(f"{PAGE}/ProcessXML?{urlencode({'sXML': document})}")
    ask(client, school.sender.entry(row(NUMBER, "ELEARN")))
    ask(client, school.sender.entry(row(NUMBER, "ELEARN"), languageID=2))

    assert "attendance_call_failed" in caplog.text
    assert "attendance_call connection=" in caplog.text
    assert school.sender.key not in caplog.text


@pytest.mark.django_db
def test_what_others_report_of_a_request_by_get_has_no_key_either(rf, settings):
    settings.ATTENDANCE_BY_GET = True
    request = rf.get(
        f"{PAGE}/ProcessXML", {"sXML": "<Entry>481516234248151623</Entry>"}, RAW_URI="/x?481516234248151623"
    )

    webservice.process_xml(request)

    assert "481516234248151623" not in f"{request.META} {request.GET} {request.get_full_path()}"


def test_other_methods_are_refused_and_no_cookie_is_set(client, school):
    for path in (PAGE, f"{PAGE}/ProcessXML"):
        assert client.put(path).status_code == 405
        assert client.delete(path)["Allow"] == "GET, POST"
    answer = post_form(client, school.sender.entry(row(NUMBER, "ELEARN")))
    assert not answer.cookies
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_the_same_document_at_the_same_moment_is_kept_once(client):
    school = make_school()
    document = school.sender.entry(row(NUMBER, "ELEARN"), row("NIP-00123456", "ELEARN"))
    start, heard = threading.Barrier(6), []

    def send() -> None:
        try:
            start.wait()
            heard.append(ask(client.__class__(), document).counts)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert heard == [(0, 2, 2)] * 6
    assert AttendanceBatch.objects.count() == 1
