"""Documents: tagged, in one language, with what people typed as it was typed."""

import re
import threading
import zlib
from datetime import UTC, datetime

import pytest

from portfolio.services.documents.rendering import render

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NAME = "Zoë van der Brûlée-Łukasz"


def dossier(**changes):
    sheet = {"heads": ["Van", "Tot"], "widths": [1, 2], "rows": [["2022-03-01", "2027-03-01"]]}
    part = {"title": "Inschrijvingen en cycli", "tables": [sheet]}
    return {
        "name": NAME,
        "madeOn": "22 november 2026",
        "installation": "leerregister.example",
        "period": None,
        "parts": [part],
    } | changes


def inside(pdf: bytes) -> bytes:
    """The objects and streams of a PDF, unpacked."""
    found = [pdf]
    for stream in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream[1]))
        except zlib.error:
            continue
    return b"\n".join(found)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_document_says_its_language_its_title_and_what_each_piece_is(language):
    pdf = inside(render("dossier", dossier(), language=language, now=NOW))

    assert f"/Lang({language})".encode() in pdf
    assert b"pdfuaid:part" in pdf
    for role in (b"/Title", b"/H1", b"/Table", b"/TH", b"/TD"):
        assert b"/S" + role in pdf, role
    assert NAME.encode() in pdf  # the title in the metadata


def test_the_same_data_makes_the_same_bytes_and_other_data_other_ones():
    first = render("dossier", dossier(), language="nl", now=NOW)

    assert render("dossier", dossier(), language="nl", now=NOW) == first
    assert render("dossier", dossier(installation="elders.example"), language="nl", now=NOW) != first


def test_what_people_typed_is_text_and_never_markup():
    typed = '#panic("out") *bold* \\ = head $x$ [ ] "quoted" <label> @ref'

    pdf = inside(render("dossier", dossier(name=typed), language="en", now=NOW))

    assert b'#panic("out") *bold*' in pdf or b"#panic(&quot;out&quot;) *bold*" in pdf


def test_a_name_that_no_font_can_show_still_gets_its_document():
    assert render("dossier", dossier(name="\U00013000\U00013001 Noor"), language="nl", now=NOW).startswith(b"%PDF")


def test_several_threads_render_at_once():
    made: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: made.append(render("dossier", dossier(), language="nl", now=NOW)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 4
    assert len(set(made)) == 1


def test_a_template_that_fails_says_so():
    with pytest.raises(RuntimeError):
        render("dossier", {"name": "no parts"}, language="nl", now=NOW)
