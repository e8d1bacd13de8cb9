"""The scanner: off unless named; when named, nothing is taken that it did not find clean."""

import socket
import time

import pytest

from portfolio.models import Evidence
from tests.evidence.desk import send, stored_keys
from tests.evidence.fake_clamd import EICAR_LIKE, running
from tests.factories.files import GOOD_PDF, exif, jpeg

pytestmark = pytest.mark.django_db


def refused(professional, *, status=503, code="evidence-unavailable", content=GOOD_PDF, name="a.pdf"):
    before = stored_keys()
    answer = send(professional, content, name=name, status=status)
    assert answer["code"] == code
    assert not Evidence.objects.exists()
    assert stored_keys() == before
    return answer


def test_without_a_scanner_files_are_taken_and_say_that_they_were_not_scanned(professional):
    assert send(professional, GOOD_PDF)["scannedAt"] is None


def test_what_is_clean_is_taken_and_the_scanner_saw_all_of_it(professional, settings):
    content = GOOD_PDF[:-6] + b"%" + b"x" * 200_000 + b"\n%%EOF\n"
    with running() as clamd:
        settings.EVIDENCE_SCANNER = clamd.address

        assert send(professional, content)["scannedAt"] is not None
        assert clamd.received == [content]


def test_what_is_found_is_refused(professional, settings):
    content = GOOD_PDF[:-6] + b"%" + EICAR_LIKE + b"\n%%EOF\n"
    with running() as clamd:
        settings.EVIDENCE_SCANNER = clamd.address

        answer = refused(professional, status=400, code="evidence-refused", content=content)

    assert [error["code"] for error in answer["errors"]] == ["malware"]


def test_a_picture_is_scanned_as_it_was_sent_not_as_it_is_kept(professional, settings):
    with running() as clamd:
        settings.EVIDENCE_SCANNER = clamd.address

        refused(
            professional,
            status=400,
            code="evidence-refused",
            content=jpeg(exif(1, note=EICAR_LIKE)),
            name="a.jpg",
        )


def test_a_scanner_that_is_down_lets_nothing_through(professional, settings):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.EVIDENCE_SCANNER = f"127.0.0.1:{taken.getsockname()[1]}"

    refused(professional)


@pytest.mark.parametrize("wrong", ["127.0.0.1", "127.0.0.1:", "nowhere.invalid:3310", ":"])
def test_a_scanner_that_is_named_wrongly_lets_nothing_through(professional, settings, wrong):
    settings.EVIDENCE_SCANNER = wrong

    refused(professional)


@pytest.mark.parametrize("how", [{"silent": True}, {"drip": 0.2}], ids=["silent", "a letter at a time"])
def test_a_scanner_that_is_slow_lets_nothing_through_and_is_not_waited_for(professional, settings, how):
    settings.EVIDENCE_SCANNER_SECONDS = 1
    with running(**how) as clamd:
        settings.EVIDENCE_SCANNER = clamd.address
        began = time.monotonic()

        refused(professional)

    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0",
        b"OK\0",
        b"stream: OKAY\0",
        b"stream: OK",
        b"not at all stream: OK\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"UNKNOWN COMMAND\0",
        b"\xff" * 10_000,
    ],
)
def test_any_other_answer_lets_nothing_through(professional, settings, answer):
    with running(answer=answer) as clamd:
        settings.EVIDENCE_SCANNER = clamd.address

        refused(professional)
