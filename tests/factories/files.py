"""Small whole files of the kinds that are taken, to be sent, bent and broken."""

import io
import struct
import zipfile
import zlib

from accreditation.rules.files.documents import DOCX_MAIN

GOOD_PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n"
PNG_START = b"\x89PNG\r\n\x1a\n"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf_chunk(number: int, words: bytes, content: bytes) -> bytes:
    return b"%d 0 obj <<%b /Length %d>>\nstream\n%b\nendstream endobj\n" % (number, words, len(content), content)


def pdf(*objects: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n" + b"".join(objects) + b"%%EOF\n"


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 10, height: int = 10, *parts: bytes, data: bytes | None = None, interlaced: int = 0) -> bytes:
    """Red, green and blue of eight bits; `parts` stand between the header and the picture."""
    if data is None:
        data = zlib.compress(bytes(height * (1 + 3 * width))) if width * height < 1_000_000 else zlib.compress(b"")
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, interlaced)
    return b"".join([PNG_START, png_chunk(b"IHDR", header), *parts, png_chunk(b"IDAT", data), png_chunk(b"IEND", b"")])


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def jpeg(*parts: bytes, width: int = 32, height: int = 16, scan: bytes = b"\x01\x02\xff\x00\x03") -> bytes:
    """Built right, though nothing to look at; `parts` stand before the frame."""
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    return b"".join([b"\xff\xd8", *parts, frame, segment(0xDA, b"\x01\x01\x00\x00\x3f\x00"), scan, b"\xff\xd9"])


def exif(orientation: int, *, note: bytes = b"52.09 N 5.12 E") -> bytes:
    """An EXIF segment with which side is up and where the picture was made."""
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    return segment(0xE1, b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + b"\0\0\0\0" + note)


def docx(parts: dict[str, bytes] | None = None, **archive_options: int) -> bytes:
    files = {"[Content_Types].xml": b"<Types>" + DOCX_MAIN + b"</Types>", "word/document.xml": b"<w/>"} | (parts or {})
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, **archive_options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return kept.getvalue()


def relations(*, kind: str, target: str, outside: bool = True) -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    one = f'<Relationship Id="r1" Type="{RELATION}/{kind}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="x">{one}</Relationships>'.encode()
