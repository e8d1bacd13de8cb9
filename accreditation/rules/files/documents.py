"""Documents: a PDF or Word document that only says something, and does nothing.

Found by the words a reader program acts on, wherever they stand: also written with escapes, also packed. A document
that hides its objects in a way that can't be looked through is refused. Sources: ISO 32000-1 (7.3.5, 7.5.7, 12.6),
ECMA-376 part 2.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from lxml import etree

from accreditation.rules.files.refusal import Refused, damaged, more_behind, not_taken, too_large_unpacked

MOST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 2000
# A dictionary of packed objects stands within so many bytes; how many there are at most. A document of a thousand pages
# has a few hundred.
NEAR = 64 * 1024
MOST_PACKED = 2000

# Names of actions that run code, start programs, send data or hold files, and of what can't be looked into. A page that
# opens in a certain place (`/OpenAction`) is no harm: what acts on opening is one of these.
ACTING = (
    "JavaScript",
    "Launch",
    "SubmitForm",
    "ImportData",
    "GoToE",
    "Rendition",
    "RichMedia",
    "Movie",
    "EmbeddedFile",
    "EmbeddedFiles",
    "FileAttachment",
    "XFA",
    "Encrypt",
)


def _spelled(word: str) -> str:
    """A pattern for a PDF name, each letter plain or as an escape such as `#4A`."""
    return "".join(f"(?:{letter}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in word)


ACTS = re.compile(rf"/({'|'.join(_spelled(word) for word in ACTING)})(?![A-Za-z0-9_#])".encode())
PACKED = re.compile(rf"/{_spelled('ObjStm')}(?![A-Za-z0-9_#])".encode())
PLAINLY_PACKED = re.compile(rb"/Filter\s*(?:\[\s*)?/FlateDecode\s*(?:\]\s*)?(?:/(?!FlateDecode)|>>)")
STREAM = re.compile(rb"\bstream\r?\n")

DOCX_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ACTING_PARTS = (".bin", ".exe", ".dll", ".js", ".vbs", ".jar", ".bat", ".cmd", ".ps1", ".scr", ".lnk", ".hta")
EMBEDDED = re.compile(r"/(?:embeddings|activex|ctrlprops)/|/afchunk|altchunk", re.IGNORECASE)
DYNAMIC_DATA = re.compile(rb"\bDDE(?:AUTO)?\s")
TAGS = re.compile(rb"<[^<>]*>")
# NotImplementedError (a way of packing) and a wrong password are RuntimeErrors.
UNREADABLE = (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, OSError, ValueError, EOFError)
ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_pdf(content: bytes) -> None:
    """Raises Refused unless it is a whole PDF, only that, and passive."""
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise damaged()
    if content[end + 5 :].strip(b"\r\n\x00 \t"):
        raise more_behind()
    if b"PK\x05\x06" in content[-66_000:] and b"PK\x03\x04" in content:
        raise more_behind()  # a ZIP archive that ends in the comment behind the document
    refuse_acting(content)
    room = MOST_UNPACKED
    for number, found in enumerate(PACKED.finditer(content)):
        if number == MOST_PACKED:
            raise too_large_unpacked()
        objects = _unpacked_objects(content, found.start(), room)
        room -= len(objects)
        refuse_acting(objects)


def refuse_acting(objects: bytes) -> None:
    """Refused when one of the names of what acts is there."""
    if found := ACTS.search(objects):
        word = re.sub(rb"#([0-9A-Fa-f]{2})", lambda escape: bytes([int(escape[1], 16)]), found[1]).decode("latin-1")
        raise Refused(
            "active-content",
            f"Het document bevat iets dat werkt, meelift of versleuteld is ({word}). Druk het af als gewone PDF.",
            f"The document holds something that acts, is embedded or encrypted ({word}). Print it as a plain PDF.",
        )


def _unpacked_objects(content: bytes, place: int, room: int) -> bytes:
    """The objects that stand packed in the stream whose dictionary names `/ObjStm` at this place."""
    begins = content.rfind(b"obj", max(0, place - NEAR), place)
    if content[begins - 3 : begins] == b"end":
        return b""  # between two objects: not a dictionary
    stream = STREAM.search(content, place, place + NEAR)
    words = content[begins : stream.start() if stream else place + NEAR]
    if b"endobj" in words:
        return b""
    if begins < 0 or stream is None:
        raise _hidden()
    if re.search(rb"/F(?:ilter|#)", words) is None:
        ends = content.find(b"endstream", stream.end())
        ends = ends if ends >= 0 else len(content)
        if ends - stream.end() > room:
            raise too_large_unpacked()
        return content[stream.end() : ends]
    if not PLAINLY_PACKED.search(words):
        raise _hidden()
    try:
        unpacking = zlib.decompressobj()
        objects = unpacking.decompress(memoryview(content)[stream.end() :], room + 1)
    except zlib.error as error:
        raise damaged() from error
    if len(objects) > room:
        raise too_large_unpacked()
    return objects


def _hidden() -> Refused:
    return Refused(
        "active-content",
        "Het document is ingepakt op een manier die niet na te kijken is. Druk het af als gewone PDF.",
        "The document is packed in a way that cannot be looked through. Print it as a plain PDF.",
    )


def check_docx(content: bytes) -> None:
    """Raises Refused unless it is a whole Word document without macros, embedded files and things to fetch."""
    if content[-22:-18] != b"PK\x05\x06":  # the end of the archive, without a comment, is the end of the file
        raise more_behind() if b"PK\x05\x06" in content else damaged()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise too_large_unpacked()
            names = [part.filename for part in parts]
            if min((part.header_offset for part in parts), default=1):
                raise more_behind()
            _refuse_parts(names)
            for part in parts:
                _check_part(part.filename, archive.read(part))  # the whole of it: sizes and sums have to be right
            types = archive.read("[Content_Types].xml")
    except UNREADABLE as error:
        raise damaged() from error
    if DOCX_MAIN not in types or "word/document.xml" not in names:
        raise not_taken()
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise _acting_docx()


def _refuse_parts(names: list[str]) -> None:
    if len(set(names)) != len(names) or any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise damaged()
    if any(name.lower().endswith(ACTING_PARTS) or EMBEDDED.search(f"/{name}") for name in names):
        raise _acting_docx()


def _check_part(name: str, body: bytes) -> None:
    if not name.lower().endswith((".xml", ".rels")):
        return
    if b"\0" in body or ENTITIES.search(body):  # another encoding than the one looked through, or words made elsewhere
        raise _acting_docx()
    if name.lower().endswith(".rels"):
        _refuse_fetching(body)
    elif DYNAMIC_DATA.search(body) or DYNAMIC_DATA.search(TAGS.sub(b"", body)):
        raise _acting_docx()


def _refuse_fetching(relations: bytes) -> None:
    """Refused when the document gets a template, picture or object from elsewhere. A link to follow is no harm."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        found = etree.fromstring(relations, parser)
    except etree.XMLSyntaxError as error:
        raise damaged() from error
    for relation in found.iter("{*}Relationship"):
        outside = relation.get("TargetMode", "").strip().lower() == "external"
        if outside and not relation.get("Type", "").endswith("/hyperlink"):
            raise _acting_docx()


def _acting_docx() -> Refused:
    return Refused(
        "active-content",
        "Het document bevat macro's, ingesloten bestanden of haalt iets van elders op. Bewaar het als PDF.",
        "The document holds macros or embedded files, or fetches something from elsewhere. Save it as PDF.",
    )
