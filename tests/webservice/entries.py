"""Documents as learning systems send them, calls, and what the answers say."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from lxml import etree

PAGE = "/pe-services/pe-attendanceelearning/WriteAttendance.asmx"
NAMESPACE = "https://www.pe-online.org/pe-services/PE_AttendanceElearning/WriteAttendance"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
DAY = "2025-05-12T13:08:13.9422087+02:00"


@dataclass(frozen=True)
class Sender:
    """A connection that sends to an association, as its system knows it."""

    number: int
    key: str
    organisation: int

    def entry(self, *rows: dict[str, Any], **changed: Any) -> str:
        """A document; a setting that is None is left out."""
        settings = {
            "userID": self.number,
            "userRole": "EDU",
            "userKey": self.key,
            "orgID": self.organisation,
            "settingOutput": 0,
            "emailOutput": "",
            "languageID": 1,
            "defaultLanguageID": 1,
        } | changed
        return f'<?xml version="1.0" standalone="yes"?>\n<Entry>{_element("Settings", settings)}{_rows(rows)}</Entry>'


def row(person: str, course: str, **more: Any) -> dict[str, Any]:
    """An attendance of e-learning by the provider's own code."""
    return {"externalCourseID": course, "externalPersonID": person, "endDate": DAY} | more


def _rows(rows: Sequence[dict[str, Any]]) -> str:
    return "".join(_element("Attendance", each) for each in rows)


def _element(name: str, children: dict[str, Any]) -> str:
    inner = "".join(
        f"<{child}>{html.escape(str(value))}</{child}>" for child, value in children.items() if value is not None
    )
    return f"<{name}>{inner}</{name}>"


def envelope(document: str, namespace: str = SOAP) -> bytes:
    """The document in a SOAP message."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="{namespace}"><soap:Body>'
        f'<ProcessXML xmlns="{NAMESPACE}"><sXML>{html.escape(document)}</sXML></ProcessXML>'
        "</soap:Body></soap:Envelope>"
    ).encode()


def post_form(client, document: str, **headers: str):
    return client.post(
        f"{PAGE}/ProcessXML",
        urlencode({"sXML": document}),
        content_type="application/x-www-form-urlencoded",
        headers=headers,
    )


def post_soap(client, body: bytes, content_type: str = "text/xml; charset=utf-8"):
    headers = {"SOAPAction": f'"{NAMESPACE}/ProcessXML"'}
    return client.post(PAGE, body, content_type=content_type, headers=headers)


@dataclass(frozen=True)
class Answer:
    """A summary, read."""

    root: etree._Element

    @property
    def counts(self) -> tuple[int, int, int]:
        """Rejected, accepted, total."""
        names = ("rejected_rows", "accepted_rows", "total_rows")
        rejected, accepted, total = (int(self.root.findtext(f"Results/{name}")) for name in names)
        return rejected, accepted, total

    @property
    def errors(self) -> list[tuple[int, str]]:
        return [(int(each.findtext("errorNR")), each.findtext("errorMsg")) for each in self.root.findall("Error")]

    @property
    def accepted(self) -> list[dict[str, str]]:
        return [{field.tag: field.text for field in each} for each in self.root.findall("Accepted")]


def answer_of(response) -> Answer:
    """What a call by form was answered, always with status 200."""
    assert response.status_code == 200, response.content
    return Answer(etree.fromstring(response.content))


def ask(client, document: str) -> Answer:
    return answer_of(post_form(client, document))
