"""Pictures: walked part by part, never decoded into pixels, so that no image library reads what strangers send.

What is not needed to show the picture is left out: places, dates, devices, thumbnails, comments, and whatever else
was put there. Sources: PNG third edition (W3C), JPEG ITU-T T.81, EXIF 2.32.
"""

from __future__ import annotations

import struct
import zlib

from accreditation.rules.files.refusal import Refused, damaged, more_behind

MOST_PIXELS = 50_000_000
PNG_START = b"\x89PNG\r\n\x1a\n"
# Needed for the picture: its size, palette, transparency, colours and data. Never text, time, place or profile.
PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
)
PNG_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PNG_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
# First column and row, and steps, of the seven passes of an interlaced PNG.
PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
PIECE = 64 * 1024

SOI, EOI, SOS, APP0, APP1, APP14 = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xEE
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Tables, frames, scans and restarts; of the application's own segments those that say how colours were written.
JPEG_KEPT = FRAMES | {0xC4, 0xCC, SOS, 0xDB, 0xDC, 0xDD}
ADOBE_LENGTH = 12
ORIENTATION = 0x0112


def clean_png(content: bytes) -> bytes:
    """The same picture with only what shows it. Raises Refused when it is damaged, too large, or more than a PNG."""
    place, kept, data = len(PNG_START), [PNG_START], []
    header = b""
    while True:
        if place + 12 > len(content):
            raise damaged()
        length, name = struct.unpack_from(">I4s", content, place)
        body = content[place + 8 : place + 8 + length]
        end = place + 12 + length
        if end > len(content) or zlib.crc32(name + body) != struct.unpack_from(">I", content, end - 4)[0]:
            raise damaged()
        if (name == b"IHDR") is not (place == len(PNG_START)):
            raise damaged()
        if name == b"IHDR":
            header = body
            _check_png_header(header)
        elif name == b"IDAT":
            data.append(body)
        elif name not in PNG_KEPT and not name[0] & 0x20:  # a needed part that nobody knows
            raise damaged()
        if name in PNG_KEPT:
            kept.append(content[place:end])
        place = end
        if name == b"IEND":
            break
    if content[place:]:
        raise more_behind()
    if length or _unpacked(data, most=_png_size(header)) != _png_size(header):
        raise damaged()
    return b"".join(kept)


def _check_png_header(header: bytes) -> None:
    if len(header) != 13:
        raise damaged()
    width, height, depth, colours, packing, filtering, interlaced = struct.unpack(">IIBBBBB", header)
    refuse_pixels(width, height)
    if depth not in PNG_DEPTHS.get(colours, ()) or packing or filtering or interlaced > 1:
        raise damaged()


def _png_size(header: bytes) -> int:
    """How many bytes the picture takes when it is unpacked."""
    width, height, depth, colours, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    bits = depth * PNG_CHANNELS[colours]
    if not interlaced:
        return int(height * (1 + (width * bits + 7) // 8))
    total = 0
    for column, row, across, down in PASSES:
        columns, rows = -(-(width - column) // across), -(-(height - row) // down)
        if columns > 0 and rows > 0:
            total += rows * (1 + (columns * bits + 7) // 8)
    return total


def _unpacked(data: list[bytes], *, most: int) -> int:
    """How many bytes come out, counted piece by piece; -1 when it is more than `most` or something stands behind."""
    unpacking, total = zlib.decompressobj(), 0
    try:
        for part in data:
            while part:
                total += len(unpacking.decompress(part, PIECE))
                part = unpacking.unconsumed_tail
                if total > most or unpacking.unused_data:
                    return -1
        while piece := unpacking.decompress(unpacking.unconsumed_tail, PIECE):
            total += len(piece)
    except zlib.error:
        return -1
    return total if unpacking.eof else -1


def clean_jpeg(content: bytes) -> bytes:
    """The same picture with only what shows it, and which side is up. Raises Refused when it is damaged or too large.

    Phones put more pictures and notes behind the end; whatever stands there is left out as well.
    """
    place, kept, framed, turned = 2, [], False, 1
    while True:
        if content[place : place + 1] != b"\xff" or place + 2 > len(content):
            raise damaged()
        marker = content[place + 1]
        if marker == 0xFF:  # padding
            place += 1
            continue
        if marker == EOI:
            break
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        if place + 4 > len(content) or end > len(content) or end < place + 4:
            raise damaged()
        body = content[place + 4 : end]
        if marker in FRAMES:
            if len(body) < 6:
                raise damaged()
            refuse_pixels(int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big"))
            framed = True
        if marker == SOS:
            if not framed:
                raise damaged()
            end = _end_of_scan(content, end)
        if marker == APP1 and body.startswith(b"Exif\0\0"):
            turned = _orientation(body[6:])
        if marker in JPEG_KEPT or (marker == APP14 and body[:5] == b"Adobe" and len(body) == ADOBE_LENGTH):
            kept.append(content[place:end])
        elif marker not in range(APP0, 0xF0) and marker != 0xFE:
            raise damaged()
        place = end
    if not framed or not any(part[1] == SOS for part in kept):
        raise damaged()
    return b"\xff\xd8" + _upright(turned) + b"".join(kept) + b"\xff\xd9"


def _end_of_scan(content: bytes, place: int) -> int:
    """Where the data of a scan end: at the next marker that is not a restart or an escaped byte."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            raise damaged()
        if content[place + 1] not in (0x00, 0xFF, *range(0xD0, 0xD8)):
            return place
        place += 1 if content[place + 1] == 0xFF else 2


def _orientation(exif: bytes) -> int:
    """Which side is up, 1 to 8 as in EXIF; 1 when it is not said or can't be read."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    try:
        if order is None:
            return 1
        (place,) = struct.unpack_from(order + "I", exif, 4)
        (entries,) = struct.unpack_from(order + "H", exif, place)
        for entry in range(min(entries, 200)):
            tag, kind, _, value = struct.unpack_from(order + "HHIH", exif, place + 2 + 12 * entry)
            if (tag, kind) == (ORIENTATION, 3):
                return value if value in range(1, 9) else 1
    except struct.error:
        pass
    return 1


def _upright(turned: int) -> bytes:
    """An EXIF segment that says which side is up, and nothing else; nothing when the picture stands as it is."""
    if turned == 1:
        return b""
    body = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, turned, 0, 0)
    return struct.pack(">BBH", 0xFF, APP1, len(body) + 2) + body


def refuse_pixels(width: int, height: int) -> None:
    """Refused when there is nothing to see, or more than a viewer can be asked to unpack."""
    if not width or not height:
        raise damaged()
    if width * height > MOST_PIXELS:
        raise Refused("too-many-pixels", "Maak de afbeelding kleiner.", "Make the image smaller.")
