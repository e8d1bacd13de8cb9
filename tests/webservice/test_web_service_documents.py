"""What is no document is refused as a whole with 505 and a reason, and nothing else ever happens to it."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from portfolio.models import AttendanceBatch, CallCount
from portfolio.services.webservice.documents import MOST_CHARACTERS, DocumentRefused, Fault, read_entry
from portfolio.services.webservice.envelopes import document_in
from portfolio.services.webservice.wording import about_document
from tests.webservice.entries import DAY, NAMESPACE, PAGE, SOAP, Answer, Sender, ask, envelope, post_soap, row

SENDER = Sender(12345, "481516234248151623", 19)
GOOD = SENDER.entry(row("0012345", "ELEARN"))
BODY = GOOD.partition("\n")[2]
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


EVIL = {
    "nothing": ("", Fault.NOT_XML),
    "words": ("attendance of Zoë", Fault.NOT_XML),
    "JSON": ('{"Entry": {}}', Fault.NOT_XML),
    "half": (GOOD[: len(GOOD) // 2], Fault.NOT_XML),
    "two roots": (BODY + BODY, Fault.NOT_XML),
    "a NUL": (changed("0012345", "00\x0012345"), Fault.NOT_XML),
    "a lone surrogate": (changed("0012345", "\ud800"), Fault.NOT_XML),
    "an entity nobody declared": (changed("0012345", "&secret;"), Fault.NOT_XML),
    "a document type": (f"<!DOCTYPE Entry>{BODY}", Fault.NOT_XML),
    "a file of ours": (
        f'<!DOCTYPE Entry [<!ENTITY x SYSTEM "file:///etc/passwd">]>{BODY.replace("0012345", "&x;")}',
        Fault.NOT_XML,
    ),
    "an address within": (
        f'<!DOCTYPE Entry [<!ENTITY x SYSTEM "http://169.254.169.254/">]>{BODY.replace("0012345", "&x;")}',
        Fault.NOT_XML,
    ),
    "a parameter entity": (f'<!DOCTYPE Entry [<!ENTITY % x SYSTEM "http://x.example/"> %x;]>{BODY}', Fault.NOT_XML),
    "a billion laughs": (
        f'<!DOCTYPE Entry [<!ENTITY a0 "ha">{LAUGHS}]>{BODY.replace("0012345", "&a9;")}',
        Fault.NOT_XML,
    ),
    "a type from elsewhere": (f'<!DOCTYPE Entry SYSTEM "http://x.example/a.dtd">{BODY}', Fault.NOT_XML),
    "too deep": ("<Entry>" * 5000 + "</Entry>" * 5000, Fault.NOT_XML),
    "too long": (changed("0012345", "1" * MOST_CHARACTERS), Fault.TOO_LARGE),
    "another root": (BODY.replace("Entry>", "Entries>"), Fault.ROOT),
    "small letters": (BODY.replace("Entry>", "entry>"), Fault.ROOT),
    "a namespace": (changed("<Entry>", f'<Entry xmlns="{NAMESPACE}">'), Fault.ROOT),
    "a namespace inside": (changed("<Settings>", '<Settings xmlns="urn:x">'), Fault.UNKNOWN_ELEMENT),
    "a namespace in a row": (
        changed("<externalPersonID>", '<externalPersonID xmlns="urn:x">'),
        Fault.UNKNOWN_ELEMENT,
    ),
    "an element nobody knows": (changed("</Attendance>", "<score>8</score></Attendance>"), Fault.UNKNOWN_ELEMENT),
    "a capital too many": (
        changed("</Attendance>", "<externalModuleID>A</externalModuleID></Attendance>"),
        Fault.UNKNOWN_ELEMENT,
    ),
    "an element in an element": (changed("ELEARN", "<b>ELEARN</b>"), Fault.UNKNOWN_ELEMENT),
    "an element beside the rows": (changed("</Entry>", "<Total>1</Total></Entry>"), Fault.UNKNOWN_ELEMENT),
    "no settings": (f"<Entry>{BODY[BODY.index('<Attendance>') :]}", Fault.MISSING_ELEMENT),
    "settings twice": (changed("<Settings>", "<Settings/><Settings>"), Fault.MISSING_ELEMENT),
    "no attendance": (SENDER.entry(), Fault.NO_ROWS),
    "a hundred and one": (SENDER.entry(*[row("1", "ELEARN")] * 101), Fault.TOO_MANY_ROWS),
    "an element twice": (
        changed("</Attendance>", "<endDate>2025-05-12T00:00:00Z</endDate></Attendance>"),
        Fault.REPEATED_ELEMENT,
    ),
    "text between": (changed("<Attendance>", "<Attendance>hello"), Fault.UNEXPECTED_TEXT),
    "an attribute": (changed("<Attendance>", '<Attendance id="1">'), Fault.UNEXPECTED_ATTRIBUTE),
    "languages that differ": (SENDER.entry(row("1", "E"), languageID=6), Fault.LANGUAGES_DIFFER),
    "a language nobody speaks": (
        SENDER.entry(row("1", "E"), languageID=2, defaultLanguageID=2),
        Fault.WRONG_TYPE,
    ),
    "an organisation in words": (SENDER.entry(row("1", "E"), orgID="GAIA"), Fault.WRONG_TYPE),
    "a setting of two": (SENDER.entry(row("1", "E"), settingOutput=2), Fault.WRONG_TYPE),
    "no mail address": (SENDER.entry(row("1", "E"), emailOutput="errors"), Fault.WRONG_TYPE),
    "a header in the mail address": (
        SENDER.entry(row("1", "E"), emailOutput="a@example.org\nBcc: b@example.org"),
        Fault.WRONG_TYPE,
    ),
    "a course number in words": (SENDER.entry(row("1", "", PECourseID="ELEARN")), Fault.WRONG_TYPE),
    "a course number beyond any": (SENDER.entry(row("1", "", PECourseID="9" * 19)), Fault.WRONG_TYPE),
    "a course number in other digits": (SENDER.entry(row("1", "", PECourseID="١٢")), Fault.WRONG_TYPE),
    "a day alone": (SENDER.entry(row("1", "E", endDate="2025-05-12")), Fault.WRONG_TYPE),
    "a day that is none": (SENDER.entry(row("1", "E", endDate="2025-02-30T00:00:00Z")), Fault.WRONG_TYPE),
    "a Dutch date": (SENDER.entry(row("1", "E", endDate="12-05-2025")), Fault.WRONG_TYPE),
    "before all time": (SENDER.entry(row("1", "E", endDate="0001-01-01T00:00:00+14:00")), Fault.WRONG_TYPE),
    "after all time": (SENDER.entry(row("1", "E", endDate="9999-12-31T23:59:59-12:00")), Fault.WRONG_TYPE),
    "a code without end": (SENDER.entry(row("1" * 201, "E")), Fault.WRONG_TYPE),
    **{
        f"no {name}": (SENDER.entry(row("1", "E"), **{name: None}), Fault.MISSING_ELEMENT)
        for name in ("userID", "userKey", "orgID", "settingOutput", "emailOutput", "languageID", "defaultLanguageID")
    },
    **{
        f"an empty {name}": (SENDER.entry(row("1", "E"), **{name: ""}), Fault.WRONG_TYPE)
        for name in ("userID", "userRole", "userKey", "orgID", "settingOutput", "languageID")
    },
}


@pytest.mark.parametrize(("document", "fault"), EVIL.values(), ids=EVIL)
def test_what_is_wrong_with_a_document_is_named(document, fault):
    with pytest.raises(DocumentRefused) as refused:
        read_entry(document)

    assert refused.value.fault == fault
    for language in ("nl", "fr", "en"):
        refused.value.language = language
        message = about_document(refused.value)
        assert SENDER.key not in message
        assert len(message) < 400


@pytest.mark.parametrize(
    "document",
    [document for name, (document, _) in EVIL.items() if name not in ("nothing", "a lone surrogate")],
)
def test_whatever_comes_is_answered_with_505_and_status_200(db, client, document):
    answer = ask(client, document)

    assert [number for number, _ in answer.errors] == [505]
    assert answer.accepted == []
    assert not AttendanceBatch.objects.exists()
    assert not CallCount.objects.exists()  # nobody was asked for a key


def test_a_refusal_is_in_the_language_of_the_document_and_names_the_row(db, client):
    document = SENDER.entry(row("1", "E"), row("1", "E", score=8), languageID=6, defaultLanguageID=6)

    answer = ask(client, document)

    assert answer.counts == (2, 0, 2)
    ((_, message),) = answer.errors
    assert message == "Row 3: Invalid structure: the element score is not known here; mind capitals and namespaces."


GOOD_ANYWAY = {
    "no declaration": BODY,
    "a declaration of another encoding": f'<?xml version="1.0" encoding="utf-16"?>{BODY}',
    "a byte order mark": f"\ufeff{GOOD}",
    "white space before": f"\r\n  {GOOD}",
    "comments": changed("<Attendance>", "<!-- row --><Attendance><!-- one -->"),
    "a section of text": changed("0012345", "<![CDATA[0012345]]>"),
    "hints for a schema": changed("<Entry>", '<Entry xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'),
    "an element that is nil": changed(
        "</Attendance>",
        '<PEModuleID xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true" /></Attendance>',
    ),
    "rows before settings": BODY.replace(BODY[7 : BODY.index("<Attendance>")], "").replace(
        "</Entry>", BODY[7 : BODY.index("<Attendance>")] + "</Entry>"
    ),
}


@pytest.mark.parametrize("document", GOOD_ANYWAY.values(), ids=GOOD_ANYWAY)
def test_what_serialisers_do_by_themselves_is_no_fault(document):
    entry = read_entry(document)

    assert entry.settings.user_key == SENDER.key
    assert [(each.row, each.person, each.course_code, each.end_text) for each in entry.rows] == [
        (2, "0012345", "ELEARN", DAY)
    ]


def test_the_end_day_is_the_day_where_the_registers_are():
    late = read_entry(SENDER.entry(row("1", "E", endDate="2025-05-12T22:30:00Z")))
    local = read_entry(SENDER.entry(row("1", "E", endDate="2025-05-12T23:59:59.0000000")))

    assert [late.rows[0].end_day.isoformat(), local.rows[0].end_day.isoformat()] == ["2025-05-13", "2025-05-12"]


def test_the_key_is_in_no_words_about_the_settings():
    assert SENDER.key not in repr(read_entry(GOOD))


WORDS = (
    "< > </ /> & ; \" ' = Entry Settings Attendance endDate <!DOCTYPE [] <![CDATA[ ]]> <!-- --> <?xml ?> xmlns : é 1"
)
PARTS = st.sampled_from([*WORDS.split(), DAY, " ", "\n", "\x00", "\ud800"])


def read_or_refuse(text: str) -> None:
    """Anything but a document or a refusal with words fails the test."""
    try:
        read_entry(text)
    except DocumentRefused as refused:
        about_document(refused)


@settings(max_examples=300, deadline=None)
@given(st.lists(PARTS, max_size=40).map("".join) | st.text(max_size=200))
def test_any_text_is_a_document_or_is_refused(text):
    read_or_refuse(text)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_damage_to_a_good_document_leaves_a_document_or_a_refusal(data):
    text = SENDER.entry(row("0012345", "ELEARN"), row("1", "", PECourseID=1, PEModuleID=2))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 60)))
        text = text[:start] + data.draw(PARTS | st.text(max_size=5)) + text[end:]
    read_or_refuse(text)


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=300) | st.lists(PARTS, max_size=30).map(lambda parts: "".join(parts).encode("utf-8", "replace"))
)
def test_any_bytes_are_a_message_or_are_refused(body):
    with pytest.raises(DocumentRefused):
        document_in(body, charset="")


def soap(inner: str, namespace: str = SOAP) -> bytes:
    return f'<soap:Envelope xmlns:soap="{namespace}"><soap:Body>{inner}</soap:Body></soap:Envelope>'.encode()


MESSAGES = {
    "the document itself": (GOOD.encode(), Fault.ENVELOPE),
    "another version": (soap("", "urn:soap"), Fault.ENVELOPE),
    "an empty body": (soap(""), Fault.ENVELOPE),
    "another operation": (soap(f'<Other xmlns="{NAMESPACE}"/>'), Fault.ENVELOPE),
    "another namespace": (soap(f"<ProcessXML><sXML>{html.escape(GOOD)}</sXML></ProcessXML>"), Fault.ENVELOPE),
    "the parameter in another namespace": (
        soap(f'<p:ProcessXML xmlns:p="{NAMESPACE}"><sXML>x</sXML></p:ProcessXML>'),
        Fault.NO_DOCUMENT,
    ),
    "no parameter": (soap(f'<ProcessXML xmlns="{NAMESPACE}"/>'), Fault.NO_DOCUMENT),
    "an empty parameter": (soap(f'<ProcessXML xmlns="{NAMESPACE}"><sXML/></ProcessXML>'), Fault.NO_DOCUMENT),
    "elements instead of text": (
        soap(f'<ProcessXML xmlns="{NAMESPACE}"><sXML>{BODY}</sXML></ProcessXML>'),
        Fault.ENVELOPE,
    ),
    "a document type around it": (b"<!DOCTYPE x>" + soap(""), Fault.NOT_XML),
    "an encoding nobody reads": (b'<?xml version="1.0" encoding="utf-7"?>' + soap(""), Fault.NOT_XML),
    "bytes of another encoding": ("<é/>".encode("latin-1"), Fault.NOT_XML),
}


@pytest.mark.parametrize(("body", "fault"), MESSAGES.values(), ids=MESSAGES)
def test_what_is_no_message_is_answered_in_a_message(db, client, body, fault):
    with pytest.raises(DocumentRefused) as refused:
        document_in(body, charset="")
    assert refused.value.fault == fault

    response = post_soap(client, body, content_type="text/xml")

    assert response.status_code == 200
    summary = etree.fromstring(response.content).find(".//Summary")
    assert [number for number, _ in Answer(summary).errors] == [505]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_a_message_is_read_in_the_encoding_that_it_names(encoding):
    document = SENDER.entry(row("Zoë", "ELEARN"))
    text = envelope(document).decode().replace("utf-8", encoding)

    assert document_in(text.encode(encoding), charset="") == document
    bare = text.partition("?>")[2]
    assert document_in(bare.encode(encoding), charset=encoding) == document


def test_a_body_that_is_too_large_is_not_read(db, client):
    response = client.post(
        f"{PAGE}/ProcessXML", b"sXML=" + b"x" * (1024 * 1024), content_type="application/x-www-form-urlencoded"
    )

    message = etree.fromstring(response.content).findtext("Error/errorMsg")
    assert "te groot" in message


@pytest.mark.parametrize(
    "body", [b"", b"sXML=", b"sXML=+", b"other=1", b"sXML=a&sXML=b", b"sXML=%ff", b"\xff", b"a&" * 99]
)
def test_a_form_without_one_document_is_refused(db, client, body):
    response = client.post(f"{PAGE}/ProcessXML", body, content_type="application/x-www-form-urlencoded")

    assert (response.status_code, etree.fromstring(response.content).findtext("Error/errorNR")) == (200, "505")
