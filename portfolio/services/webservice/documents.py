"""Reading the document that a learning system sends: strict about its structure, tolerant about empty elements.

What is wrong with the structure refuses the document as a whole; what is wrong with a row is found later, row by row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from lxml import etree

from portfolio.services.attendance.rows import day_of
from portfolio.services.webservice.strict_xml import Unreadable, parse_xml

MOST_ROWS = 100
MOST_CHARACTERS = 256 * 1024
MOST_ADDRESSES = 5
LONGEST_TEXT = 200
SHOWN_NAME = 60
LANGUAGES = {"1": "nl", "3": "fr", "6": "en"}
# The row of the settings is row 1, so the first attendance is row 2.
FIRST_ROW = 2
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
# xs:dateTime. A form turns the plus before the offset into a space when its sender forgot to encode it.
MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
LOST_PLUS = re.compile(r" (\d{2}:\d{2})$", re.ASCII)


class Fault(StrEnum):
    """What can be wrong with a document as a whole."""

    NOT_XML = "not-xml"
    TOO_LARGE = "too-large"
    NO_DOCUMENT = "no-document"
    ENVELOPE = "envelope"
    ROOT = "root"
    NO_ROWS = "no-rows"
    TOO_MANY_ROWS = "too-many-rows"
    UNKNOWN_ELEMENT = "unknown-element"
    REPEATED_ELEMENT = "repeated-element"
    MISSING_ELEMENT = "missing-element"
    UNEXPECTED_TEXT = "unexpected-text"
    UNEXPECTED_ATTRIBUTE = "unexpected-attribute"
    WRONG_TYPE = "wrong-type"
    LANGUAGES_DIFFER = "languages-differ"


class DocumentRefused(Exception):
    """The document is not processed at all. `row` counts as in the messages; 0 is no row in particular."""

    def __init__(self, fault: Fault, *, name: str = "", row: int = 0) -> None:
        super().__init__(fault)
        self.fault, self.name, self.row = fault, name[:SHOWN_NAME], row
        self.language, self.rows = "nl", 0


@dataclass(frozen=True, slots=True)
class SenderSettings:
    """Who sends, and how the sender wants to hear about it. `addresses` is empty when no mail is asked for."""

    user_number: str
    user_role: str
    user_key: str
    organisation_number: int
    addresses: tuple[str, ...]
    language: str

    def __repr__(self) -> str:
        return f"SenderSettings(user_number={self.user_number!r})"  # never the key


@dataclass(frozen=True, slots=True)
class SentRow:
    """One attendance as it was sent: numbers are ours, codes the provider's own; "" and None are not given.

    `end_text` is the moment in the sender's writing, `end_day` its day where the registers are.
    """

    row: int
    person: str
    course_number: int | None
    course_code: str
    module_number: int | None
    module_code: str
    edition_number: int | None
    edition_code: str
    meeting_number: int | None
    meeting_code: str
    end_text: str
    end_day: date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that is well formed: its settings and its rows."""

    settings: SenderSettings
    rows: tuple[SentRow, ...]


SETTINGS = (
    "userID",
    "userRole",
    "userKey",
    "orgID",
    "settingOutput",
    "emailOutput",
    "languageID",
    "defaultLanguageID",
)
ROW = (
    "PECourseID",
    "externalCourseID",
    "externalPersonID",
    "PEModuleID",
    "externalmoduleID",
    "endDate",
    "PEEditionID",
    "externalEditionID",
    "PEMeetingID",
    "externalMeetingID",
)


def read_entry(text: str) -> Entry:
    """The document in a text. DocumentRefused, in the language that the document asks for where it can be told."""
    if len(text) > MOST_CHARACTERS:
        raise DocumentRefused(Fault.TOO_LARGE)
    try:
        root = parse_xml(text)
    except Unreadable as error:
        raise DocumentRefused(Fault.NOT_XML) from error
    try:
        return _entry(root)
    except DocumentRefused as refused:
        refused.language = LANGUAGES.get((root.findtext("Settings/languageID") or "").strip(), "nl")
        refused.rows = len(root.findall("Attendance"))
        raise


def _entry(root: etree._Element) -> Entry:
    if root.tag != "Entry":
        raise DocumentRefused(Fault.ROOT, name=str(root.tag))
    _refuse_attributes(root, 0)
    given: SenderSettings | None = None
    attendances = []
    for child in _elements(root, 0):
        if child.tag == "Settings" and given is None:
            given = _settings(child)
        elif child.tag == "Settings":
            raise DocumentRefused(Fault.REPEATED_ELEMENT, name="Settings")
        elif child.tag == "Attendance":
            attendances.append(child)
        else:
            raise DocumentRefused(Fault.UNKNOWN_ELEMENT, name=_name(child))
    if given is None:
        raise DocumentRefused(Fault.MISSING_ELEMENT, name="Settings")
    if not attendances:
        raise DocumentRefused(Fault.NO_ROWS)
    if len(attendances) > MOST_ROWS:
        raise DocumentRefused(Fault.TOO_MANY_ROWS)
    return Entry(given, tuple(_row(child, row) for row, child in enumerate(attendances, start=FIRST_ROW)))


def _settings(element: etree._Element) -> SenderSettings:
    values = _leaves(element, SETTINGS, 1)
    for name in SETTINGS:
        if name not in values:
            raise DocumentRefused(Fault.MISSING_ELEMENT, name=name, row=1)
    for name in SETTINGS:
        if not values[name] and name != "emailOutput":
            raise DocumentRefused(Fault.WRONG_TYPE, name=name, row=1)
    _require(values["settingOutput"] in ("0", "1"), "settingOutput")
    for name in ("languageID", "defaultLanguageID"):
        _require(values[name] in LANGUAGES, name)
    if values["languageID"] != values["defaultLanguageID"]:
        raise DocumentRefused(Fault.LANGUAGES_DIFFER, row=1)
    addresses = _addresses(values["emailOutput"])
    return SenderSettings(
        user_number=values["userID"],
        user_role=values["userRole"],
        user_key=values["userKey"],
        organisation_number=_whole_number(values["orgID"], "orgID", 1),
        addresses=addresses if values["settingOutput"] == "1" else (),
        language=LANGUAGES[values["languageID"]],
    )


def _require(right: bool, name: str) -> None:
    if not right:
        raise DocumentRefused(Fault.WRONG_TYPE, name=name, row=1)


def _addresses(text: str) -> tuple[str, ...]:
    addresses = tuple(dict.fromkeys(address for address in re.split(r"[;,\s]+", text) if address))
    _require(len(addresses) <= MOST_ADDRESSES, "emailOutput")
    for address in addresses:
        try:
            validate_email(address)
        except ValidationError as error:
            raise DocumentRefused(Fault.WRONG_TYPE, name="emailOutput", row=1) from error
    return addresses


def _row(element: etree._Element, row: int) -> SentRow:
    values = _leaves(element, ROW, row)

    def number(name: str) -> int | None:
        return _whole_number(values[name], name, row) if values.get(name) else None

    def code(name: str) -> str:
        return values.get(name, "")

    end_text = LOST_PLUS.sub(r"+\1", code("endDate"))
    return SentRow(
        row=row,
        person=code("externalPersonID"),
        course_number=number("PECourseID"),
        course_code=code("externalCourseID"),
        module_number=number("PEModuleID"),
        module_code=code("externalmoduleID"),
        edition_number=number("PEEditionID"),
        edition_code=code("externalEditionID"),
        meeting_number=number("PEMeetingID"),
        meeting_code=code("externalMeetingID"),
        end_text=end_text,
        end_day=_day(end_text, row) if end_text else None,
    )


def _day(text: str, row: int) -> date:
    """The day of a moment where the registers are; one without an offset is in their time already."""
    found = MOMENT.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        day, hour, _, offset = found.groups()
        moment = datetime.fromisoformat(f"{day}T{hour}{offset or ''}")
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(settings.REGISTER_TIME_ZONE))
        return day_of(moment)
    except (ValueError, OverflowError) as error:
        raise DocumentRefused(Fault.WRONG_TYPE, name="endDate", row=row) from error


def _whole_number(text: str, name: str, row: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise DocumentRefused(Fault.WRONG_TYPE, name=name, row=row)
    return int(text)


def _leaves(element: etree._Element, known: tuple[str, ...], row: int) -> dict[str, str]:
    """Name → text of the children, each known, once, and without children of its own."""
    _refuse_attributes(element, row)
    values: dict[str, str] = {}
    for child in _elements(element, row):
        name = _name(child)
        if child.tag not in known:
            raise DocumentRefused(Fault.UNKNOWN_ELEMENT, name=name, row=row)
        if name in values:
            raise DocumentRefused(Fault.REPEATED_ELEMENT, name=name, row=row)
        _refuse_attributes(child, row)
        if len(child):
            raise DocumentRefused(Fault.UNKNOWN_ELEMENT, name=_name(child[0]), row=row)
        text = (child.text or "").strip()
        if len(text) > LONGEST_TEXT and name != "emailOutput":
            raise DocumentRefused(Fault.WRONG_TYPE, name=name, row=row)
        values[name] = text
    return values


def _elements(parent: etree._Element, row: int) -> Iterator[etree._Element]:
    """The child elements; nothing but white space stands between them."""
    between = [parent.text, *(child.tail for child in parent)]
    if any((text or "").strip() for text in between) or not all(isinstance(child.tag, str) for child in parent):
        raise DocumentRefused(Fault.UNEXPECTED_TEXT, name=_name(parent), row=row)
    yield from parent


def _refuse_attributes(element: etree._Element, row: int) -> None:
    """None but hints for a schema, which serialisers add by themselves."""
    for name in element.attrib:
        if not str(name).startswith(XSI):
            raise DocumentRefused(Fault.UNEXPECTED_ATTRIBUTE, name=str(name).rpartition("}")[2], row=row)


def _name(element: etree._Element) -> str:
    """The name without its namespace, for a message."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else "?"
