"""What is looked at in a workbook before it is unpacked for real: sizes, formulas, merged cells, how far it goes."""

import io
import posixpath
import re
import zipfile
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn
from xml.parsers import expat

from django.conf import settings

from portfolio.services.attendance.encoding import refusal

PARTS, PIECE = 1000, 256 * 1024
# What a list of the largest size that is read can honestly become; reading takes memory for each cell of the area.
UNPACKED_PER_BYTE, CELLS, CHARACTERS = 8, 4_000_000, 100_000_000
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@dataclass
class Sheet:
    """A worksheet by its name and the part it is kept in."""

    name: str
    part: str


def damaged() -> NoReturn:
    raise refusal(
        "row 1",
        "workbook-damaged",
        "Deze werkmap is beschadigd. Sla haar in het rekenblad opnieuw op als XLSX, of als CSV UTF-8.",
        "This workbook is damaged. Save it anew as XLSX in the spreadsheet, or as CSV UTF-8.",
    ) from None


def too_large() -> NoReturn:
    raise refusal(
        "row 1",
        "workbook-too-large",
        "Uitgepakt is deze werkmap groter dan een lijst kan zijn. Laat alleen de lijst staan, of stuur CSV UTF-8.",
        "Unpacked this workbook is larger than a list can be. Leave only the list in it, or send CSV UTF-8.",
    ) from None


def looked_over(content: bytes) -> list[Sheet]:
    """The worksheets of a workbook that unpacks to what it says, no larger than may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_sizes(package)
            return _sheets(package)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, OSError, expat.ExpatError):
        damaged()


def check_cells(content: bytes, sheet: Sheet) -> None:
    """Refuse what cannot be read as a list: formulas without a value, errors, merged cells, cells too far apart."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            texts = _Texts()
            if "xl/sharedStrings.xml" in package.namelist():
                texts.read(package, "xl/sharedStrings.xml")
            _Cells(texts.lengths).read(package, sheet.part)
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, expat.ExpatError):
        damaged()


def _check_sizes(package: zipfile.ZipFile) -> None:
    """Against bombs: what the parts say to be, before one is unpacked; then that they are what they say."""
    parts = package.infolist()
    names = {part.filename for part in parts}
    if len(names) < len(parts):
        damaged()
    if len(parts) > PARTS:
        too_large()
    if sum(part.file_size for part in parts) > UNPACKED_PER_BYTE * settings.ATTENDANCE_FILE_MAX_BYTES:
        too_large()
    for part in parts:
        with package.open(part) as stream:  # reads no more than the size it said, and checks its sum
            while stream.read(PIECE):
                pass


def _sheets(package: zipfile.ZipFile) -> list[Sheet]:
    book, relations = _Elements({"sheet"}), _Elements({"Relationship"})
    book.read(package, "xl/workbook.xml")
    relations.read(package, "xl/_rels/workbook.xml.rels")
    targets = {found["Id"]: posixpath.join("/xl", found["Target"]).lstrip("/") for _, found in relations.found}
    sheets = []
    for _, found in book.found:
        named = found.get(f"{RELATIONS} id") or found.get(f"{STRICT_RELATIONS} id") or ""
        sheets.append(Sheet(found["name"], targets[named]))
    return sheets


class _Reader:
    """Reads one part piece by piece. A document type, and so an entity, is refused."""

    def read(self, package: zipfile.ZipFile, part: str) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.buffer_text = True
        with package.open(part) as stream:
            while piece := stream.read(PIECE):
                parser.Parse(piece, False)
        parser.Parse(b"", True)

    def _doctype(self, *_: Any) -> None:
        damaged()

    def _start(self, name: str, attributes: dict[str, str]) -> None: ...

    def _end(self, name: str) -> None: ...

    def _text(self, text: str) -> None: ...


@dataclass
class _Elements(_Reader):
    """Collects the attributes of some elements."""

    wanted: set[str]
    found: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local in self.wanted:
            self.found.append((local, attributes))


class _Texts(_Reader):
    """How long each shared text is: one that is referred to a million times is unpacked a million times."""

    def __init__(self) -> None:
        self.lengths = array("q")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith(" si"):
            self.lengths.append(0)

    def _text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class _Cells(_Reader):
    """Goes through the cells that hold something."""

    def __init__(self, texts: Sequence[int]) -> None:
        self.texts = texts
        self.characters = 0
        self.place = ""
        self.kind = ""
        self.formula = False
        self.value: str | None = None
        self.rows: list[int] = []
        self.area: tuple[int, int, int, int] | None = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "c":
                self.place, self.kind = attributes.get("r", ""), attributes.get("t", "n")
                self.formula, self.value = False, None
            case "f":
                self.formula = True
            case "v" | "t":
                self.value = self.value or ""
            case "mergeCell":
                self._refuse_merged(attributes.get("ref", ""))

    def _text(self, text: str) -> None:
        if self.value is not None:
            self.value += text

    def _end(self, name: str) -> None:
        if name.endswith(" c"):
            self._check()
            self.value = None

    def _check(self) -> None:
        if self.formula and not self.value:
            raise refusal(
                f"cell {self.place}",
                "formula-without-value",
                f"In {self.place} staat een formule zonder uitkomst. Plak de waarden en sla de werkmap opnieuw op.",
                f"In {self.place} is a formula without a result. Paste the values and save the workbook anew.",
            )
        if self.kind == "e":
            raise refusal(
                f"cell {self.place}",
                "cell-error",
                f"In {self.place} staat een fout in plaats van een waarde. Herstel de cel.",
                f"In {self.place} is an error instead of a value. Mend the cell.",
            )
        if self.value is None:
            return
        self.characters += self.texts[int(self.value)] if self.kind == "s" else len(self.value)
        self._widen()
        if self.characters > CHARACTERS:
            too_large()

    def _widen(self) -> None:
        found = CELL.fullmatch(self.place)
        if found is None:
            damaged()
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - 64
        row = int(found[2])
        top, left, bottom, right = self.area or (row, column, row, column)
        self.area = (min(top, row), min(left, column), max(bottom, row), max(right, column))
        if (self.area[2] - self.area[0] + 1) * (self.area[3] - self.area[1] + 1) > CELLS:
            raise refusal(
                f"cell {self.place}",
                "cells-far-apart",
                f"Tussen {self.place} en de andere cellen zit te veel ruimte. Verwijder cellen buiten de lijst.",
                f"There is too much room between {self.place} and the other cells. Remove cells outside the list.",
            )

    def _refuse_merged(self, area: str) -> None:
        raise refusal(
            f"cells {area}",
            "merged-cells",
            f"De cellen {area} zijn samengevoegd. Splits ze en geef elke regel haar eigen cellen.",
            f"The cells {area} are merged. Split them and give each row cells of its own.",
        )
