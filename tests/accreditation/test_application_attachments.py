"""Files are taken for what they are: the kinds that are read, whole, and without anything that acts."""

import pytest

from accreditation.rules.files.recognising import DOCX, JPEG, MOST_BYTES, PDF, PNG, media_type_of, plain_name
from accreditation.rules.files.refusal import Refused
from tests.factories.files import GOOD_PDF, docx, jpeg, png


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (GOOD_PDF, "programma.pdf", PDF),
        (png(), "schema.PNG", PNG),
        (jpeg(), "foto.jpeg", JPEG),
        (docx(), "toets.docx", DOCX),
    ],
)
def test_what_is_read_is_recognised_by_its_own_bytes(content, name, found):
    assert media_type_of(content, name=name) == found


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "leeg.pdf", "empty"),
        (b"<html><script>", "a.pdf", "type-not-taken"),
        (b"<script>" + GOOD_PDF, "a.pdf", "type-not-taken"),
        (b"<svg/>", "a.png", "type-not-taken"),
        (b"MZ\x90\x00", "a.jpg", "type-not-taken"),
        (GOOD_PDF, "a.docx", "name-disagrees"),
        (GOOD_PDF, "a.pdf.exe", "name-disagrees"),
        (GOOD_PDF + docx(), "a.pdf", "more-behind"),
        (GOOD_PDF[:-7], "a.pdf", "damaged"),
        (GOOD_PDF.replace(b"/Catalog", b"/Catalog /OpenAction <</S /JavaScript /JS (x)>>"), "a.pdf", "active-content"),
        (GOOD_PDF.replace(b"/Catalog", b"/EmbeddedFile"), "a.pdf", "active-content"),
        (GOOD_PDF.replace(b"/Catalog", b"/Encrypt"), "a.pdf", "active-content"),
        (png(30_000, 30_000), "a.png", "too-many-pixels"),
        (png()[:-4], "a.png", "damaged"),
        (png(0, 5), "a.png", "damaged"),
        (jpeg()[:-2], "a.jpg", "damaged"),
        (docx({"word/vbaProject.bin": b"x"}), "a.docx", "active-content"),
        (docx({"word/media/x.xml": b"0" * (65 * 1024 * 1024)}), "a.docx", "too-large"),
        (docx({"[Content_Types].xml": b"<Types/>"}), "a.docx", "type-not-taken"),
        (docx()[:-30], "a.docx", "damaged"),
        (b"PK\x03\x04" + b"x" * 50, "a.docx", "damaged"),
        (b"%PDF-" + b"x" * MOST_BYTES, "a.pdf", "too-large"),
    ],
)
def test_anything_else_is_refused_and_says_why(content, name, code):
    with pytest.raises(Refused) as refused:
        media_type_of(content, name=name)

    assert refused.value.code == code
    assert refused.value.nl
    assert refused.value.en


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\x\\programma.pdf", "programma.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("rekening\u202efdp.exe", "rekeningfdp.exe"),
        ("...", "bijlage"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_keeps_nothing_that_misleads(given, kept):
    assert plain_name(given) == kept
