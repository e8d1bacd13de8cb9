"""XML from strangers: decoded by what it says it is, without document types, entities or anything from elsewhere."""

import codecs
import re

from lxml import etree

ENCODINGS = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso8859-1", "iso8859-15", "cp1252", "ascii"})
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DECLARED = re.compile(rb"""^\s*<\?xml[^>]{1,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
DECLARATION = re.compile(r"<\?xml\s[^>]*\?>")


class Unreadable(Exception):
    """These bytes or this text are no XML that is read here."""


def decode_xml(body: bytes, *, charset: str = "") -> str:
    """The text of a body: by its byte order mark, else the `charset` of its header, else its own declaration."""
    declared = DECLARED.match(body[:400])
    named = charset or (declared[1].decode("ascii") if declared else "") or "utf-8"
    named = next((encoding for mark, encoding in MARKS if body.startswith(mark)), named)
    try:
        codec = codecs.lookup(named).name
        if codec not in ENCODINGS:
            raise Unreadable(f"encoding {codec}")
        return body.decode(codec)
    except (LookupError, ValueError) as error:
        raise Unreadable("encoding") from error


def parse_xml(text: str) -> etree._Element:
    """The root element. A document type is refused before anything parses it: it has no use but to harm."""
    text = text.lstrip("\ufeff \t\r\n")
    # A text says in its declaration how it was encoded before it was a text: systems write utf-16 there.
    if declaration := DECLARATION.match(text):
        text = text[declaration.end() :]
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable("document type")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("not well formed") from error
    if root is None:
        raise Unreadable("empty")
    return root
