"""Workbooks made by a spreadsheet library, and some that no spreadsheet would make."""

import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADER = ("registration_number", "edition", "attended_on")


def workbook(*rows: Iterable[Any], change: Callable[[Workbook, Worksheet], object] | None = None) -> bytes:
    """A workbook whose only sheet has these rows; `change` does something to it before it is saved."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book, sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def repacked(content: bytes, *, without: str = "", **parts: bytes) -> bytes:
    """The same package with some parts exchanged; `__` in a name stands for a slash, `_xml` for its end."""
    given = {name.replace("__", "/").removesuffix("_xml") + ".xml": body for name, body in parts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != without and name not in given:
                new.writestr(name, old.read(name))
        for name, body in given.items():
            new.writestr(name, body)
    return made.getvalue()


def lying_about_sizes(content: bytes, part: str, size: int) -> bytes:
    """The same package, whose directory says that a part unpacks to another size than it does."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        true = package.getinfo(part).file_size
    name = part.encode()
    changed = bytearray(content)
    place = content.rfind(b"PK\x01\x02", 0, content.rfind(name))  # its entry in the directory at the end
    assert int.from_bytes(changed[place + 24 : place + 28], "little") == true
    changed[place + 24 : place + 28] = size.to_bytes(4, "little")
    return bytes(changed)
