"""What a file is, by its own bytes, and under which name it may be kept."""

from __future__ import annotations

import re
import unicodedata

from accreditation.rules.files.documents import check_docx, check_pdf
from accreditation.rules.files.images import clean_jpeg, clean_png
from accreditation.rules.files.refusal import Refused, not_taken
from register.rules.national_numbers import CODE, EN, NL, national_numbers_in

MOST_BYTES = 4 * 1024 * 1024
MOST_FILES = 20
LONGEST_NAME = 200

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {PDF: (".pdf",), PNG: (".png",), JPEG: (".jpg", ".jpeg"), DOCX: (".docx",)}
NAME_REFUSED = re.compile(r"[/\\:*?\"<>|\u2028\u2029]")
# Control characters, and those that hide or turn the text around them.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def plain_name(name: str) -> str:
    """The name of a file without its folders and without what misleads or breaks a header; at most 200 characters."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in UNSEEN)
    kept = NAME_REFUSED.sub("", seen).strip(". ")
    stem, dot, ending = kept.rpartition(".")
    if len(ending) > 10:
        return kept[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - 1 - len(ending)]}{dot}{ending}" if kept else "bijlage"


def media_type_of(content: bytes, *, name: str, most_bytes: int = MOST_BYTES) -> str:
    """What the file is, by its own bytes; its name has to agree, and holds no BSN. Raises Refused."""
    if any(national_numbers_in(name)):
        raise Refused(CODE, NL, EN)
    if not content:
        raise Refused("empty", "Het bestand is leeg.", "The file is empty.")
    if len(content) > most_bytes:
        raise Refused(
            "too-large",
            f"Een bestand is hoogstens {most_bytes // 1024 // 1024} MB.",
            f"A file is {most_bytes // 1024 // 1024} MB at most.",
        )
    found = _recognise(content)
    if not name.lower().endswith(ENDINGS[found]):
        raise Refused(
            "name-disagrees",
            f"De inhoud is {found}; geef het bestand die uitgang ({ENDINGS[found][0]}).",
            f"The contents are {found}; give the file that ending ({ENDINGS[found][0]}).",
        )
    return found


def cleaned(content: bytes, *, media_type: str) -> bytes:
    """The file without what it tells about where, when and by what it was made, as far as images hold that.

    The picture itself stays byte for byte. Raises Refused for an image that is damaged or holds something else.
    """
    if media_type == PNG:
        return clean_png(content)
    if media_type == JPEG:
        return clean_jpeg(content)
    return content


def _recognise(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        check_pdf(content)
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        clean_png(content)
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        clean_jpeg(content)
        return JPEG
    if content.startswith(b"PK\x03\x04"):
        check_docx(content)
        return DOCX
    raise not_taken()
