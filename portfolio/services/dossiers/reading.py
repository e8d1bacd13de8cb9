"""Reading an archive of a dossier that another installation made: whole and as it says, or not at all."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from jsonschema import Draft202012Validator

from portfolio.errors.dossiers import ArchiveRefused
from portfolio.selectors.parts.columns import DAY
from portfolio.selectors.parts.facts import FACT_SCHEMA
from portfolio.services.dossiers.archive import FORMAT, MANIFEST
from register.errors import FieldProblem

MOST_MEMBERS = 5_000
MOST_JSON = 32 * 1024 * 1024
UNPACKED_TIMES = 4  # JSON packs well; files hardly
MOST_PROBLEMS = 50
PIECE = 1024 * 1024
ID = {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
DAYS = Draft202012Validator.FORMAT_CHECKER
MANIFEST_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["format", "installation", "madeAt", "person", "parts", "files"],
    "properties": {
        "format": {"const": FORMAT},
        "installation": {"type": "string", "pattern": r"^https?://[^/\s]{1,100}$"},
        "madeAt": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T[0-9:.]+Z$"},
        "parts": {
            "type": "array",
            "maxItems": 100,
            "items": {
                "type": "object",
                "required": ["key", "tables"],
                "properties": {
                    "key": {"type": "string", "maxLength": 60},
                    "tables": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["path", "rows"],
                            "properties": {"path": {"type": "string"}, "rows": {"type": "integer", "minimum": 0}},
                        },
                    },
                },
            },
        },
        "files": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path", "sha256", "size"],
                "properties": {
                    "path": {"type": "string", "maxLength": 300},
                    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                    "size": {"type": "integer", "minimum": 0},
                },
            },
        },
    },
}


def _rows(**properties: Any) -> dict[str, Any]:
    """What is read of a row; what else it holds is not looked at."""
    return {"type": "array", "items": {"type": "object", "required": list(properties), "properties": properties}}


READ: dict[str, dict[str, Any]] = {
    "parts/registrations/registrations.json": _rows(
        uuid=ID, register={"type": "string"}, number={"type": "string", "maxLength": 40}, registeredOn=DAY
    ),
    "parts/registrations/attributes.json": _rows(
        registration=ID,
        name={"type": "string", "minLength": 1, "maxLength": 60},
        value={},
        startsOn=DAY,
        endsBefore={"anyOf": [DAY, {"type": "null"}]},
    ),
    "parts/ledger/facts.json": {"type": "array", "items": FACT_SCHEMA},
    "parts/evidence/files.json": _rows(uuid=ID, fileName={"type": "string", "minLength": 1, "maxLength": 200}),
}


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that was found whole: its manifest, the rows that are read, and the paths of its files."""

    manifest: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]

    @property
    def installation(self) -> str:
        return str(self.manifest["installation"])

    @property
    def made_at(self) -> datetime:
        return datetime.fromisoformat(self.manifest["madeAt"])

    def of(self, path: str, registration: UUID) -> list[dict[str, Any]]:
        """The rows of a table about one registration."""
        return [row for row in self.rows[path] if row["registration"] == str(registration)]

    def file_of(self, uuid: str) -> str | None:
        """The path of a file of evidence; None when the archive was made without it."""
        start = f"files/{uuid}/"
        return next((one["path"] for one in self.manifest["files"] if one["path"].startswith(start)), None)


def read_archive(content: IO[bytes]) -> Archive:
    """The archive, if everything in it is as its manifest says. ArchiveRefused with what is wrong."""
    try:
        with zipfile.ZipFile(content) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, RuntimeError, OSError) as error:
        raise _refused("#", "not-an-archive", "Dit is geen heel ZIP-bestand.", "This is no whole ZIP file.") from error


def content_of(content: IO[bytes], path: str) -> bytes:
    """One file of an archive that was read before."""
    with zipfile.ZipFile(content) as archive, archive.open(path) as member:
        return member.read(settings.EVIDENCE_MAX_BYTES + 1)


def _read(archive: zipfile.ZipFile) -> Archive:
    members = archive.infolist()
    names = [member.filename for member in members]
    unpacked = sum(member.file_size for member in members)
    most = UNPACKED_TIMES * settings.DOSSIER_IMPORT_MAX_BYTES
    if len(members) > MOST_MEMBERS or unpacked > most or len(names) != len(set(names)) or MANIFEST not in names:
        nl, en = "Dit is geen archief van een dossier.", "This is no archive of a dossier."
        raise _refused("#", "not-an-archive", nl, en)
    manifest = _json(archive, MANIFEST, MANIFEST_SCHEMA)
    try:
        datetime.fromisoformat(manifest["madeAt"])
    except ValueError as error:
        raise _refused(MANIFEST, "no-moment", "`madeAt` is geen moment.", "`madeAt` is no moment.") from error
    told = {file["path"]: file for file in manifest["files"]}
    if set(told) != set(names) - {MANIFEST}:
        nl = "Het archief bevat andere bestanden dan het zegt."
        raise _refused(MANIFEST, "other-files", nl, "The archive holds other files than it says.")
    if changed := [path for path, file in told.items() if not _as_told(archive, path, file)]:
        nl, en = "Dit bestand is daarna veranderd.", "This file was changed afterwards."
        raise ArchiveRefused.because(*(FieldProblem(path, "changed", nl, en) for path in changed[:MOST_PROBLEMS]))
    rows = {path: _json(archive, path, schema) if path in told else [] for path, schema in READ.items()}
    return Archive(manifest, rows)


def _as_told(archive: zipfile.ZipFile, path: str, file: dict[str, Any]) -> bool:
    digest, size = hashlib.sha256(), 0
    for piece in _pieces(archive, path):
        digest.update(piece)
        size += len(piece)
        if size > file["size"]:
            return False
    return bool(size == file["size"]) and digest.hexdigest() == file["sha256"]


def _pieces(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    with archive.open(path) as member:
        while piece := member.read(PIECE):
            yield piece


def _json(archive: zipfile.ZipFile, path: str, schema: dict[str, Any]) -> Any:
    with archive.open(path) as member:
        text = member.read(MOST_JSON + 1)
    try:
        if len(text) > MOST_JSON or b"\\u0000" in text:
            raise ValueError("too large, or a sign that no text holds")
        value = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _refused(path, "not-json", "Dit is geen leesbare JSON.", "This is no readable JSON.") from error
    problems = list(_problems(path, value, schema))
    if problems:
        raise ArchiveRefused.because(*problems)
    return value


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _problems(path: str, value: Any, schema: dict[str, Any]) -> Iterator[FieldProblem]:
    for count, error in enumerate(Draft202012Validator(schema, format_checker=DAYS).iter_errors(value)):
        if count == MOST_PROBLEMS:
            return
        place = "/".join(str(step) for step in error.absolute_path)
        nl, en = f"Niet zoals het formaat zegt ({error.validator}).", f"Not as the format says ({error.validator})."
        yield FieldProblem(f"{path}#/{place}", "not-as-described", nl, en)


def _refused(location: str, code: str, nl: str, en: str) -> ArchiveRefused:
    return ArchiveRefused.because(FieldProblem(location, code, nl, en))
