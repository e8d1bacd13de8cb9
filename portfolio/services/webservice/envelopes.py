"""SOAP around the document and the summary: version 1.1 as clients speak it, and 1.2 in the same way."""

import html
from dataclasses import dataclass

from lxml import etree

from portfolio.services.webservice.documents import DocumentRefused, Fault
from portfolio.services.webservice.strict_xml import Unreadable, decode_xml, parse_xml

NAMESPACE = "https://www.pe-online.org/pe-services/PE_AttendanceElearning/WriteAttendance"
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'


@dataclass(frozen=True, slots=True)
class Version:
    """One version of SOAP: its namespace and how its messages are called in a header."""

    namespace: str
    content_type: str
    server: str


SOAP_11 = Version("http://schemas.xmlsoap.org/soap/envelope/", "text/xml; charset=utf-8", "soap:Server")
SOAP_12 = Version("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml; charset=utf-8", "soap:Receiver")


def version_of(content_type: str) -> Version:
    """Which version a request speaks, by its header: what is sent wrongly is answered in the same version."""
    return SOAP_12 if content_type.lower().strip().startswith("application/soap+xml") else SOAP_11


def document_in(body: bytes, *, charset: str) -> str:
    """The text of sXML in a SOAP message. DocumentRefused when it is no such message."""
    try:
        envelope = parse_xml(decode_xml(body, charset=charset))
    except Unreadable as error:
        raise DocumentRefused(Fault.NOT_XML) from error
    for version in (SOAP_11, SOAP_12):
        if envelope.tag == f"{{{version.namespace}}}Envelope":
            found = envelope.findall(f"{{{version.namespace}}}Body/{{{NAMESPACE}}}ProcessXML")
            break
    else:
        raise DocumentRefused(Fault.ENVELOPE)
    if len(found) != 1:
        raise DocumentRefused(Fault.ENVELOPE)
    given = found[0].findall(f"{{{NAMESPACE}}}sXML")
    if len(given) != 1 or len(given[0]):
        raise DocumentRefused(Fault.ENVELOPE if given else Fault.NO_DOCUMENT)
    text = given[0].text or ""
    if not text.strip():
        raise DocumentRefused(Fault.NO_DOCUMENT)
    return text


def summary_message(summary: etree._Element, version: Version) -> bytes:
    """The answer: the summary as elements, not as a text, and taken out of the namespace of the service."""
    inner = etree.tostring(summary, encoding="unicode").replace("<Summary>", '<Summary xmlns="">', 1)
    return _message(
        f'<ProcessXMLResponse xmlns="{NAMESPACE}"><ProcessXMLResult>{inner}</ProcessXMLResult></ProcessXMLResponse>',
        version,
    )


def fault_message(text: str, version: Version) -> bytes:
    """The answer when we failed: to be sent again later."""
    words = html.escape(text, quote=False)
    if version is SOAP_12:
        body = (
            f"<soap:Fault><soap:Code><soap:Value>{version.server}</soap:Value></soap:Code>"
            f'<soap:Reason><soap:Text xml:lang="nl">{words}</soap:Text></soap:Reason></soap:Fault>'
        )
    else:
        body = f"<soap:Fault><faultcode>{version.server}</faultcode><faultstring>{words}</faultstring></soap:Fault>"
    return _message(body, version)


def _message(body: str, version: Version) -> bytes:
    return (
        f'{DECLARATION}<soap:Envelope xmlns:soap="{version.namespace}"><soap:Body>{body}</soap:Body></soap:Envelope>'
    ).encode()
