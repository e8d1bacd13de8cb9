"""Which files go with an application: recognised by what they are, never by what they are called."""

from __future__ import annotations

import io
import re
import zipfile

MOST_BYTES = 4 * 1024 * 1024
MOST_FILES = 20
MOST_PIXELS = 50_000_000
MOST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 2000

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {PDF: (".pdf",), PNG: (".png",), JPEG: (".jpg", ".jpeg"), DOCX: (".docx",)}
# Code, attached files, and things that start by themselves: a document to be read has none.
ACTIVE = re.compile(rb"/(JavaScript|JS|OpenAction|AA|Launch|EmbeddedFile|RichMedia|XFA|Encrypt)\b")
DOCX_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAME_REFUSED = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Refused(Exception):
    """Why a file is not taken: a code, and what to do about it in both languages."""

    def __init__(self, code: str, nl: str, en: str) -> None:
        super().__init__(en)
        self.code = code
        self.nl = nl
        self.en = en


def plain_name(name: str) -> str:
    """The name of a file without its folders and without what misleads or breaks a header; at most 200 characters."""
    last = re.split(r"[/\\]", name)[-1]
    kept = NAME_REFUSED.sub("", last).strip(". ")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[: 199 - len(ending)]}{dot}{ending}" if kept else "bijlage"


def media_type_of(content: bytes, *, name: str) -> str:
    """What the file is, by its own bytes; its name has to agree. Raises Refused."""
    if len(content) > MOST_BYTES:
        raise Refused(
            "too-large",
            f"Een bestand is hoogstens {MOST_BYTES // 1024 // 1024} MB.",
            f"A file is {MOST_BYTES // 1024 // 1024} MB at most.",
        )
    found = _recognise(content)
    if not name.lower().endswith(ENDINGS[found]):
        raise Refused(
            "name-disagrees",
            f"De inhoud is {found}; geef het bestand die uitgang ({ENDINGS[found][0]}).",
            f"The contents are {found}; give the file that ending ({ENDINGS[found][0]}).",
        )
    return found


def _recognise(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(content)
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    if content.startswith(b"PK\x03\x04"):
        return _docx(content)
    raise Refused("type-not-taken", "Stuur een PDF, Word-document (docx), PNG of JPEG.", "Send PDF, docx, PNG or JPEG.")


def _damaged() -> Refused:
    return Refused("damaged", "Het bestand is beschadigd of niet compleet.", "The file is damaged or not complete.")


def _pdf(content: bytes) -> str:
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise _damaged()
    if content[end + 5 :].strip(b"\r\n\x00 "):
        raise Refused("more-behind", "Achter het document staat nog iets.", "There is something behind the document.")
    if found := ACTIVE.search(content):
        word = found[1].decode()
        raise Refused(
            "active-content",
            f"Het document bevat iets dat werkt of versleuteld is ({word}). Druk het af als gewone PDF.",
            f"The document holds something that acts or is encrypted ({word}). Print it as a plain PDF.",
        )
    return PDF


def _png(content: bytes) -> str:
    if content[12:16] != b"IHDR" or not content.endswith(b"IEND\xaeB`\x82"):
        raise _damaged()
    _refuse_pixels(int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big"))
    return PNG


def _jpeg(content: bytes) -> str:
    if not content.rstrip(b"\x00").endswith(b"\xff\xd9"):
        raise _damaged()
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            _refuse_pixels(
                int.from_bytes(content[place + 7 : place + 9], "big"),
                int.from_bytes(content[place + 5 : place + 7], "big"),
            )
            return JPEG
        place += 2 + length
    raise _damaged()


def _refuse_pixels(width: int, height: int) -> None:
    if not width or not height:
        raise _damaged()
    if width * height > MOST_PIXELS:
        raise Refused("too-many-pixels", "Maak de afbeelding kleiner.", "Make the image smaller.")


def _docx(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Refused("too-large", "Het document is uitgepakt te groot.", "Unpacked the document is too large.")
            names = {part.filename for part in parts}
            if any(name.lower().endswith((".bin", ".exe", ".dll", ".js", ".vbs")) for name in names):
                raise Refused(
                    "active-content",
                    "Het document bevat macro's of ingesloten bestanden. Bewaar het zonder.",
                    "The document holds macros or embedded files. Save it without.",
                )
            types = archive.read("[Content_Types].xml")
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, ValueError) as error:
        raise _damaged() from error
    if DOCX_MAIN not in types or "word/document.xml" not in names:
        raise Refused(
            "type-not-taken", "Stuur een PDF, Word-document (docx), PNG of JPEG.", "Send PDF, docx, PNG or JPEG."
        )
    return DOCX
