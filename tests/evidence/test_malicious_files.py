"""Files that are something else than they seem, or do more than say something: refused, or made harmless."""

import random
import struct
import zipfile
import zlib

import pytest

from accreditation.rules.files.documents import DOCX_MAIN
from accreditation.rules.files.images import PNG_START
from accreditation.rules.files.recognising import cleaned, media_type_of, plain_name
from accreditation.rules.files.refusal import Refused
from portfolio.models import Evidence
from tests.evidence.desk import send, stored_keys
from tests.factories.files import (
    GOOD_PDF,
    docx,
    exif,
    jpeg,
    pdf,
    pdf_chunk,
    png,
    png_chunk,
    relations,
    segment,
)

SCRIPT = b"<script>alert(1)</script>"
ACTION = b"<</S /JavaScript /JS (app.alert(1))>>"
RELS = "word/_rels/document.xml.rels"


def packed(objects, words=b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", squeeze=zlib.compress):
    return pdf(pdf_chunk(2, words, squeeze(objects)))


def bomb():
    return docx({"word/media/image1.png": bytes(70 * 1024 * 1024)})


def lying_docx():
    """Says in its list that a part of a megabyte is ten bytes."""
    content = docx({"word/big.xml": b"0" * 1_000_000})
    return content.replace(struct.pack("<I", 1_000_000), struct.pack("<I", 10))


def encrypted_docx():
    content = bytearray(docx())
    for place in (content.find(b"PK\x03\x04") + 6, content.find(b"PK\x01\x02") + 8):
        content[place] |= 1
    return bytes(content)


def with_comment(content, comment):
    return content[:-2] + struct.pack("<H", len(comment)) + comment


CORPUS = {
    "PDF with a ZIP behind": (GOOD_PDF + docx(), "a.pdf", "more-behind"),
    "PDF with a ZIP behind and an end again": (GOOD_PDF + docx() + b"%%EOF", "a.pdf", "more-behind"),
    "PDF in the comment of a ZIP": (GOOD_PDF[:-6] + with_comment(docx(), b"%%EOF\n"), "a.pdf", "more-behind"),
    "PDF with HTML before": (b"<html>" + SCRIPT + GOOD_PDF, "a.pdf", "type-not-taken"),
    "PDF with HTML behind": (GOOD_PDF + SCRIPT, "a.pdf", "more-behind"),
    "PDF with JavaScript": (pdf(b"2 0 obj " + ACTION + b" endobj\n"), "a.pdf", "active-content"),
    "PDF with escaped JavaScript": (pdf(b"<</S /J#61vaScr#69pt>>"), "a.pdf", "active-content"),
    "PDF with packed JavaScript": (packed(b"3 0 " + ACTION), "a.pdf", "active-content"),
    "PDF with packed JavaScript, escaped": (
        packed(b"3 0 " + ACTION, b"/Type /Obj#53tm /Filter [ /FlateDecode ]"),
        "a.pdf",
        "active-content",
    ),
    "PDF with objects packed without a filter": (packed(ACTION, b"/Type/ObjStm", bytes), "a.pdf", "active-content"),
    "PDF packed twice": (
        packed(ACTION, b"/Type/ObjStm/Filter[/ASCIIHexDecode/FlateDecode]"),
        "a.pdf",
        "active-content",
    ),
    "PDF packed otherwise": (packed(b"", b"/Type /ObjStm /Filter /LZWDecode", bytes), "a.pdf", "active-content"),
    "PDF with objects that do not unpack": (packed(b"x", squeeze=bytes), "a.pdf", "damaged"),
    "PDF bomb": (packed(bytes(70 * 1024 * 1024)), "a.pdf", "too-large"),
    "PDF that starts a program": (pdf(b"<</S /Launch /F (calc.exe)>>"), "a.pdf", "active-content"),
    "PDF with a file in it": (pdf(b"<</Names <</EmbeddedFiles 5 0 R>>>>"), "a.pdf", "active-content"),
    "PDF that sends a form": (pdf(b"<</S /SubmitForm>>"), "a.pdf", "active-content"),
    "PDF with a password": (pdf(b"trailer <</Encrypt 9 0 R>>"), "a.pdf", "active-content"),
    "PDF cut off": (GOOD_PDF[:20], "a.pdf", "damaged"),
    "GIF that is JavaScript": (b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)", "a.gif", "type-not-taken"),
    "SVG with script": (b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>", "a.svg", "type-not-taken"),
    "SVG as PNG": (b"<svg>" + SCRIPT + b"</svg>", "a.png", "type-not-taken"),
    "HTML as PDF": (b"<!doctype html>" + SCRIPT, "a.pdf", "type-not-taken"),
    "program as JPEG": (b"MZ\x90\x00\x03", "a.jpg", "type-not-taken"),
    "ZIP bomb": (bomb(), "a.docx", "too-large"),
    "ZIP bomb of many parts": (docx({f"word/{n}.xml": b"" for n in range(2001)}), "a.docx", "too-large"),
    "ZIP that lies about its parts": (lying_docx(), "a.docx", "damaged"),
    "ZIP as such": (docx({"[Content_Types].xml": b"<Types/>"}), "a.docx", "type-not-taken"),
    "ZIP with something behind": (docx() + SCRIPT, "a.docx", "more-behind"),
    "ZIP with a comment": (with_comment(docx(), SCRIPT), "a.docx", "more-behind"),
    "ZIP with a password": (encrypted_docx(), "a.docx", "damaged"),
    "ZIP with names that climb": (docx({"word/../../../etc/cron.d/x": b"x"}), "a.docx", "damaged"),
    "ZIP with an absolute name": (docx({"/etc/cron.d/x": b"x"}), "a.docx", "damaged"),
    "Word with macros": (docx({"word/vbaProject.bin": b"x"}), "a.docx", "active-content"),
    "Word with macros under another name": (
        docx({"[Content_Types].xml": b"<Types>" + DOCX_MAIN + b'<x ContentType="vbaProject"/></Types>'}),
        "a.docx",
        "active-content",
    ),
    "Word with an embedded file": (docx({"word/embeddings/a.xlsx": b"x"}), "a.docx", "active-content"),
    "Word with a control": (docx({"word/activeX/a.xml": b"<x/>"}), "a.docx", "active-content"),
    "Word with a program in it": (docx({"word/media/a.EXE": b"MZ"}), "a.docx", "active-content"),
    "Word that fetches its template": (
        docx({RELS: relations(kind="attachedTemplate", target="https://evil.example/x.dotm")}),
        "a.docx",
        "active-content",
    ),
    "Word that fetches, spelled otherwise": (
        docx({RELS: relations(kind="frame", target="x").replace(b'"External"', b"'E&#120;ternal'")}),
        "a.docx",
        "active-content",
    ),
    "Word with a field that starts a program": (
        docx({"word/document.xml": b"<w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\\\cmd</w:instrText>"}),
        "a.docx",
        "active-content",
    ),
    "Word with words made elsewhere": (
        docx({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}),
        "a.docx",
        "active-content",
    ),
    "Word in another encoding": (
        docx({RELS: relations(kind="frame", target="x").decode().encode("utf-16")}),
        "a.docx",
        "active-content",
    ),
    "Word with broken relations": (docx({RELS: b"<Relationships>"}), "a.docx", "damaged"),
    "wrong ending": (GOOD_PDF, "a.docx", "name-disagrees"),
    "two endings": (GOOD_PDF, "a.pdf.exe", "name-disagrees"),
    "no ending": (GOOD_PDF, "certificaat", "name-disagrees"),
    "a name that turns around": (GOOD_PDF, "a\u202efdp.exe", "name-disagrees"),
    "empty": (b"", "a.pdf", "empty"),
    "picture of no pixels": (png(0, 5), "a.png", "damaged"),
    "picture of too many pixels": (png(30_000, 30_000), "a.png", "too-many-pixels"),
    "photo of no pixels": (jpeg(width=0), "a.jpg", "damaged"),
    "photo of too many pixels": (jpeg(width=65_000, height=65_000), "a.jpg", "too-many-pixels"),
    "picture with more data than pixels": (png(data=zlib.compress(bytes(10**6))), "a.png", "damaged"),
    "picture with less data than pixels": (png(data=zlib.compress(b"")), "a.png", "damaged"),
    "picture whose data are none": (png(data=b"x" * 50), "a.png", "damaged"),
    "picture with something behind": (png() + docx(), "a.png", "more-behind"),
    "picture with wrong sums": (png().replace(b"IDAT", b"IDAT\x00", 1), "a.png", "damaged"),
    "picture that needs what nobody knows": (png(10, 10, png_chunk(b"EVIL", b"x")), "a.png", "damaged"),
    "picture cut off": (png()[:-6], "a.png", "damaged"),
    "picture without a header": (PNG_START + png_chunk(b"IEND", b""), "a.png", "damaged"),
    "photo cut off": (jpeg()[:-2], "a.jpg", "damaged"),
    "photo without a picture": (b"\xff\xd8\xff\xd9", "a.jpg", "damaged"),
    "photo with HTML between its parts": (b"\xff\xd8" + segment(0xFE, b"x") + SCRIPT + b"\xff\xd9", "a.jpg", "damaged"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", CORPUS)
def test_it_is_refused_and_nothing_is_kept(name, professional):
    content, file_name, code = CORPUS[name]
    before = stored_keys()

    answer = send(professional, content, name=file_name, status=400)

    assert [error["code"] for error in answer["errors"]] == [code]
    assert not Evidence.objects.exists()
    assert stored_keys() == before


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(jpeg() + SCRIPT, id="photo with HTML behind"),
        pytest.param(jpeg(segment(0xFE, SCRIPT)), id="photo with HTML in a comment"),
        pytest.param(jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SCRIPT)), id="photo with HTML in XMP"),
        pytest.param(jpeg() + docx({"x": SCRIPT}), id="photo with a ZIP behind"),
        pytest.param(png(10, 10, png_chunk(b"tEXt", b"Comment\0" + SCRIPT)), id="picture with HTML in a text"),
        pytest.param(png(10, 10, png_chunk(b"eXIf", b"52.09 N" + SCRIPT)), id="picture with EXIF"),
        pytest.param(png(10, 10, png_chunk(b"prVt", SCRIPT)), id="picture with a private part"),
    ],
)
def test_what_rides_along_with_a_picture_is_left_out(content):
    name = "a.png" if content.startswith(PNG_START) else "a.jpg"

    kept = cleaned(content, media_type=media_type_of(content, name=name))

    assert b"script" not in kept
    assert b"PK" not in kept
    assert kept in (png(), jpeg())


@pytest.mark.parametrize("side", range(1, 9))
def test_a_photo_keeps_which_side_is_up_and_not_where_it_was_made(side):
    kept = cleaned(jpeg(exif(side)), media_type="image/jpeg")

    assert b"52.09" not in kept
    assert (struct.pack(">HHIH", 0x0112, 3, 1, side) in kept) is (side != 1)
    assert cleaned(kept, media_type="image/jpeg") == kept


@pytest.mark.parametrize(
    "broken", [b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0XX", b"Exif\0\0MM\0*" + b"\xff" * 9]
)
def test_a_photo_with_broken_notes_is_taken_without_them(broken):
    assert cleaned(jpeg(segment(0xE1, broken)), media_type="image/jpeg") == jpeg()


@pytest.mark.parametrize("part", [b"tRNS", b"gAMA", b"pHYs"])
def test_a_picture_keeps_what_shows_it(part):
    content = png(10, 10, png_chunk(part, b"\0\0\0\1"))

    assert cleaned(content, media_type="image/png") == content


def test_an_interlaced_picture_is_counted_pass_by_pass():
    passes = [(2, 2), (1, 2), (3, 1), (2, 3), (5, 2), (5, 5), (10, 5)]  # of a picture of ten by ten, as counted by hand
    data = zlib.compress(bytes(sum(rows * (1 + 3 * columns) for columns, rows in passes)))

    assert media_type_of(png(10, 10, data=data, interlaced=1), name="a.png") == "image/png"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (pdf(b"<</OpenAction [3 0 R /Fit]>>"), "opens on a page.pdf"),
        (pdf(pdf_chunk(2, b"/Filter /DCTDecode", b"\xff\xd8/JS /AA /JS(\xff\xd9")), "scan.pdf"),
        (packed(b"3 0 <</Title (Wondzorg)>>"), "packed.pdf"),
        (GOOD_PDF + b"2 0 obj <<>> endobj\n%%EOF\n", "changed later.pdf"),
        (docx({RELS: relations(kind="hyperlink", target="https://example.nl")}), "link.docx"),
    ],
)
def test_what_people_have_is_taken(content, name):
    assert media_type_of(content, name=name)


def test_a_scan_is_not_refused_by_chance():
    chance = random.Random(5).randbytes(4_000_000)

    assert media_type_of(pdf(pdf_chunk(2, b"/Filter /DCTDecode", chance)), name="scan.pdf", most_bytes=5_000_000)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\windows\\a.pdf", "a.pdf"),
        ("a\u202efdp.pdf", "afdp.pdf"),
        ("\u200fa\u200b\u2066.pdf", "a.pdf"),
        ("a\x00.pdf", "a.pdf"),
        ('a";filename="x.pdf', "a;filename=x.pdf"),
        ("a\r\nX: y.pdf", "aX y.pdf"),
        ("x" * 300, "x" * 200),
        ("Café Zoë 2026.pdf", "Café Zoë 2026.pdf"),
        ("\u202e", "bijlage"),
    ],
)
def test_a_name_keeps_nothing_that_climbs_turns_or_hides(given, kept):
    assert plain_name(given) == kept


@pytest.mark.parametrize("seed", range(40))
def test_bytes_bent_by_chance_are_taken_or_refused_and_never_break_the_check(seed):
    chance = random.Random(seed)
    name, good = chance.choice(
        [("a.pdf", packed(b"3 0 <<>>")), ("a.png", png()), ("a.jpg", jpeg(exif(6))), ("a.docx", docx())]
    )
    for _ in range(50):
        bent = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            bent[chance.randrange(len(bent))] = chance.randrange(256)
        content = bytes(bent[: chance.randint(1, len(bent))]) if chance.random() < 0.3 else bytes(bent)
        try:
            cleaned(content, media_type=media_type_of(content, name=name))
        except Refused:
            continue


def test_a_zip_that_cannot_be_unpacked_here_is_refused(monkeypatch):
    def fail(*_args):
        raise NotImplementedError("compression type 99")

    monkeypatch.setattr(zipfile.ZipFile, "read", fail)

    with pytest.raises(Refused):
        media_type_of(docx(), name="a.docx")
