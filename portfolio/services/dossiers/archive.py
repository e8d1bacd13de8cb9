"""The archive of a dossier: a ZIP with JSON per table, the files, and a manifest with the digest of everything.

Format: docs/dossier.md, `leerregister-dossier/1`.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Any

from django.conf import settings

from accreditation.rules.files.recognising import plain_name
from portfolio.errors import EvidenceUnavailable
from portfolio.selectors.parts.columns import written
from portfolio.selectors.parts.part import Files, Made, Part, Table
from portfolio.selectors.parts.schema import archive_schema
from portfolio.selectors.parts.table import dossier_parts
from portfolio.services.evidence.storing import read_file
from register.models import Person

FORMAT = "leerregister-dossier/1"
MANIFEST, SCHEMA, README = "manifest.json", "schema.json", "README.txt"
WORDS = """Dit is uw dossier, met alles wat {installation} over u vastlegt.
manifest.json noemt elk bestand met zijn SHA-256; parts/ bevat de gegevens, files/ uw bewijsstukken.
Een andere installatie van Leerregister kan dit bestand inlezen: geef het daar aan het registerbureau.

This is your dossier, with everything that {installation} holds about you.
manifest.json names every file with its SHA-256; parts/ has the data, files/ your evidence.
Another installation of Leerregister can read this file: give it to the register office there.
"""


def parts_of(keys: Iterable[str]) -> tuple[Part, ...]:
    """The parts with these keys; all of them when there are none."""
    chosen = set(keys)
    return tuple(part for part in dossier_parts() if not chosen or part.key in chosen)


def write_archive(*, person: Person, keys: Iterable[str], language: str, into: IO[bytes], now: datetime) -> None:
    """Write the archive of a person's dossier. A file that the store does not have is named as missing."""
    parts = parts_of(keys)
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        writing = _Writing(archive, now)
        writing.add(README, WORDS.format(installation=settings.PUBLIC_URL).encode())
        writing.add(SCHEMA, _json(archive_schema()))
        manifest = {
            "format": FORMAT,
            "installation": settings.PUBLIC_URL,
            "madeAt": written(now),
            "person": str(person.uuid),
            "language": language,
            "parts": [writing.part(part, person) for part in parts],
            "files": writing.members,
            "missing": writing.missing,
        }
        writing.add(MANIFEST, _json(manifest))


class _Writing:
    """An archive that is being written, and the digest of each member so far."""

    def __init__(self, archive: zipfile.ZipFile, now: datetime) -> None:
        self.archive = archive
        self.date_time = now.timetuple()[:6]
        self.members: list[dict[str, Any]] = []
        self.missing: list[str] = []

    def add(self, path: str, content: bytes) -> None:
        self.write(path, iter([content]))

    def write(self, path: str, pieces: Iterator[bytes]) -> None:
        digest, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(path, self.date_time)
        info.compress_type = zipfile.ZIP_DEFLATED
        with self.archive.open(info, "w", force_zip64=True) as member:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                member.write(piece)
        self.members.append({"path": path, "sha256": digest.hexdigest(), "size": size})

    def part(self, part: Part, person: Person) -> dict[str, Any]:
        """Write the tables of a part and their files; returns what the manifest says of it."""
        told = []
        for source in part.sources:
            path, count = f"parts/{part.key}/{source.name}.json", _Count()
            self.write(path, count.array(source, person))
            told.append({"name": source.name, "path": path, "rows": count.rows})
            if isinstance(source, Table) and source.files:
                self._files(source, source.files, person)
        return {"key": part.key, "nl": part.nl, "en": part.en, "tables": told}

    def _files(self, table: Table, named: Files, person: Person) -> None:
        rows = table.of(person).values_list("uuid", named.key, named.digest, named.name)
        for uuid, key, digest, name in list(rows):
            path = f"files/{uuid}/{plain_name(name)}"
            try:
                self.add(path, read_file(key, digest=digest))
            except EvidenceUnavailable:
                self.missing.append(path)


class _Count:
    """Counts the rows of a table while they are written."""

    def __init__(self) -> None:
        self.rows = 0

    def array(self, source: Table | Made, person: Person) -> Iterator[bytes]:
        yield b"["
        for row in source.written(person):
            yield (b",\n" if self.rows else b"\n") + json.dumps(row, ensure_ascii=False).encode()
            self.rows += 1
        yield b"\n]\n"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
