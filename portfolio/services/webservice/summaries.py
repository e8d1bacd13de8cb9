"""The summary that answers every call: counts, then an Error per refused row, then an Accepted per good one."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from portfolio.services.webservice.documents import SentRow

NO_ACCESS, STRUCTURE, ROW = 400, 505, 100
DECLARATION = b'<?xml version="1.0" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """One thing that is wrong: `number` is NO_ACCESS, STRUCTURE or ROW."""

    number: int
    message: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a call. `refused` rows have an error each; a document that was refused has one error in all."""

    refused: int
    accepted: Sequence[SentRow]
    errors: Sequence[ErrorLine]


def summary_element(summary: Summary) -> etree._Element:
    """The Summary without a namespace, in the order that clients were written for."""
    root = etree.Element("Summary")
    counts = etree.SubElement(root, "Results")
    _add(counts, "rejected_rows", str(summary.refused))
    _add(counts, "accepted_rows", str(len(summary.accepted)))
    _add(counts, "total_rows", str(summary.refused + len(summary.accepted)))
    for error in summary.errors:
        element = etree.SubElement(root, "Error")
        _add(element, "errorNR", str(error.number))
        _add(element, "errorMsg", error.message)
    for row in summary.accepted:
        _add_accepted(root, row)
    return root


def summary_document(summary: Summary) -> bytes:
    """The Summary as a document of its own."""
    return DECLARATION + etree.tostring(summary_element(summary), encoding="utf-8")


def _add_accepted(root: etree._Element, row: SentRow) -> None:
    """What was sent, as it was sent. Courses without an end date have their edition and meeting in its place."""
    element = etree.SubElement(root, "Accepted")
    _add(element, "person", row.person)
    _add(element, "course", _name(row.course_number, row.course_code))
    for name, text in (
        ("date", row.end_text),
        ("edition", _name(row.edition_number, row.edition_code)),
        ("meeting", _name(row.meeting_number, row.meeting_code)),
    ):
        if text:
            _add(element, name, text)


def _name(number: int | None, code: str) -> str:
    return code if number is None else str(number)


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text
