"""What an import brings: facts with the worth they had, attributes, and files checked like any upload."""

from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import IO, Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import IntegrityError, transaction

from portfolio.errors import EntryAlreadyRecorded, EntryNotValid, EvidenceFull, EvidenceRefused
from portfolio.models import DossierImport, Evidence, LedgerEntry
from portfolio.services.dossiers.reading import Archive, content_of
from portfolio.services.evidence.adding import add_evidence
from portfolio.services.ledger import record_entry
from register.access import Actor
from register.models import RegistrationAttribute

FACTS, ATTRIBUTES = "parts/ledger/facts.json", "parts/registrations/attributes.json"
EVIDENCE = "parts/evidence/files.json"
COMES, KNOWN, REFUSED, LEFT = "comes", "known", "refused", "left"
SAYS = {
    COMES: ("komt mee", "comes along"),
    KNOWN: ("is hier al", "is here already"),
    REFUSED: ("wordt hier niet aangenomen", "is not taken here"),
    LEFT: ("blijft in uw archief", "stays in your archive"),
}
Tally = Counter[tuple[str, str]]


def report_on(archive: Archive, one: DossierImport) -> list[dict[str, Any]]:
    """What of an archive would come, part by part. Nothing is booked."""
    tally: Tally = Counter()
    for row in archive.of(FACTS, one.source_registration):
        tally["ledger", KNOWN if _is_known(row, one) else COMES] += 1
    for row in archive.of(ATTRIBUTES, one.source_registration):
        tally["attributes", KNOWN if _has_attribute(row, one) else COMES] += 1
    for row in archive.rows[EVIDENCE]:
        tally["evidence", COMES if archive.file_of(row["uuid"]) else LEFT] += 1
    return _lines(archive, tally)


def book(one: DossierImport, archive: Archive, content: IO[bytes], *, now: datetime) -> list[dict[str, Any]]:
    """Bring everything in that comes, and say what became of it. Facts in one transaction, then file by file."""
    actor = Actor(user_id=one.decided_by_id or 0)
    tally: Tally = Counter()
    with transaction.atomic():
        for row in archive.of(FACTS, one.source_registration):
            tally["ledger", _book_fact(row, one, actor, now)] += 1
        for row in archive.of(ATTRIBUTES, one.source_registration):
            tally["attributes", _book_attribute(row, one, now)] += 1
    for row in archive.rows[EVIDENCE]:
        path = archive.file_of(row["uuid"])
        tally["evidence", _book_file(row, path, one, content, actor, now) if path else LEFT] += 1
    return _lines(archive, tally)


def source_key(one: DossierImport, fact_id: str) -> str:
    """Names a fact by where it came from: the installation, the registration there, and the fact."""
    named = uuid5(NAMESPACE_URL, f"{one.source}/{one.source_registration}/{fact_id}")
    return f"import/{urlsplit(one.source).netloc[:60]}/{named}"


def _is_known(row: dict[str, Any], one: DossierImport) -> bool:
    entries = LedgerEntry.objects.filter(person=one.registration.person_id)
    own = _uuid_of(row["id"])
    return entries.filter(source_key=source_key(one, row["id"])).exists() or (
        own is not None and entries.filter(uuid=own).exists()
    )


def _book_fact(row: dict[str, Any], one: DossierImport, actor: Actor, now: datetime) -> str:
    if _is_known(row, one):
        return KNOWN
    own, span = _uuid_of(row["id"]), row["during"]
    free = own is not None and not LedgerEntry.objects.filter(uuid=own).exists()
    before = date.fromisoformat(span["before"]) if span and span["before"] else None
    try:
        with transaction.atomic():
            record_entry(
                person=one.registration.person,
                registration=one.registration,
                kind=row["kind"],
                source_key=source_key(one, row["id"]),
                validation=LedgerEntry.Validation.OFFICE,
                on=None if span else date.fromisoformat(row["effectiveOn"]),
                since=date.fromisoformat(span["from"]) if span else None,
                until=before - timedelta(days=1) if before else None,
                category=row["category"] or "",
                code=row["code"] or "",
                quantity=Decimal(row["quantity"]) if row["quantity"] else None,
                unit=row["unit"] or "",
                tags=tuple(row["tags"]),
                details=row["details"],
                uuid=own if free else None,
                actor=actor,
                now=now,
            )
    except EntryAlreadyRecorded:
        return KNOWN
    except (EntryNotValid, ValueError):
        return REFUSED
    return COMES


def _has_attribute(row: dict[str, Any], one: DossierImport) -> bool:
    return RegistrationAttribute.objects.filter(registration=one.registration_id, name=row["name"]).exists()


def _book_attribute(row: dict[str, Any], one: DossierImport, now: datetime) -> str:
    ends = row["endsBefore"]
    try:
        with transaction.atomic():
            RegistrationAttribute.objects.create(
                registration=one.registration,
                name=row["name"],
                value=row["value"],
                starts_on=date.fromisoformat(row["startsOn"]),
                ends_before=date.fromisoformat(ends) if ends else None,
                recorded_at=now,
                recorded_by_id=one.decided_by_id,
            )
    except IntegrityError:  # the register has a value of its own for those days, and that one holds
        return KNOWN
    return COMES


def _book_file(
    row: dict[str, Any], path: str, one: DossierImport, content: IO[bytes], actor: Actor, now: datetime
) -> str:
    person = one.registration.person
    if Evidence.objects.filter(person=person, digest=row.get("digest")).exists():
        return KNOWN
    given = content_of(content, path)
    try:
        add_evidence(person=person, file_name=row["fileName"], content=given, place=None, actor=actor, now=now)
    except EvidenceRefused:
        return REFUSED
    except EvidenceFull:
        return KNOWN
    return COMES


def _uuid_of(fact_id: str) -> UUID | None:
    try:
        return UUID(fact_id)
    except ValueError:  # the second category of an entry: `uuid/2`
        return None


def _lines(archive: Archive, tally: Tally) -> list[dict[str, Any]]:
    for part in archive.manifest["parts"]:
        for table in part["tables"]:
            if table["path"] not in (FACTS, ATTRIBUTES, EVIDENCE):
                tally[str(part["key"]), LEFT] += int(table["rows"])
    return [
        {"part": part, "outcome": outcome, "rows": rows, "says": dict(zip(("nl", "en"), SAYS[outcome], strict=True))}
        for (part, outcome), rows in sorted(tally.items())
        if rows
    ]
