"""Importing a dossier: checked as a whole, decided by the office, booked once however often a worker tries."""

import hashlib
import logging
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from portfolio.errors import OwnDossier
from portfolio.errors.dossiers import ArchiveRefused, ImportMoved
from portfolio.models import DossierImport
from portfolio.services.dossiers.booking import book, report_on
from portfolio.services.dossiers.keeping import forget, keep, opened
from portfolio.services.dossiers.reading import Archive, read_archive
from portfolio.services.queue import nudge
from register.access import Actor
from register.errors import FieldProblem, constraint_of
from register.models import Registration
from register.services.events import record_event

logger = logging.getLogger(__name__)
TASK = "portfolio.tasks.book_dossier_import"
ATTEMPTS = 5
SWEEPS_TO_LIVE = 10
REGISTRATIONS = "parts/registrations/registrations.json"
State = DossierImport.State


def bring_in(
    *, registration: Registration, content: IO[bytes], source: UUID | None, actor: Actor, now: datetime
) -> tuple[DossierImport, bool]:
    """Check an archive against a registration here and keep it for the office; returns it and whether it is new.

    `source` is the registration in the archive; that of the same register when it is left out. ArchiveRefused says what
    is wrong; then nothing is kept. The same archive again answers with the first import.
    """
    archive = read_archive(content)
    chosen = _chosen(archive, registration, source)
    content.seek(0)
    digest = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    known = _sent_before(registration, digest).first()
    if known is not None:
        return known, False
    one = DossierImport(
        registration=registration,
        source=archive.installation,
        source_registration=UUID(chosen["uuid"]),
        source_number=chosen["number"],
        made_at=archive.made_at,
        digest=digest,
        key=f"imports/{secrets.token_hex(24)}",
        sent_by_id=actor.user_id,
        sent_at=now,
    )
    one.report = report_on(archive, one)
    keep(one.key, content)
    try:
        with transaction.atomic():
            one.save()
            one.refresh_from_db(fields=["uuid"])
            _record("dossier-import.received", one, actor, now)
    except BaseException as error:
        forget(one.key)
        if isinstance(error, IntegrityError) and constraint_of(error) == "dossier_import_once":
            return _sent_before(registration, digest).get(), False
        raise
    return one, True


@transaction.atomic
def accept_import(*, one: DossierImport, actor: Actor, now: datetime) -> DossierImport:
    """The office takes the facts over as they are; a worker books them. OwnDossier for one's own."""
    _decide(one, State.ACCEPTED, "", actor, now)
    _record("dossier-import.accepted", one, actor, now)
    transaction.on_commit(lambda: hand_out([one.pk]))
    return one


@transaction.atomic
def refuse_import(*, one: DossierImport, reason: str, actor: Actor, now: datetime) -> DossierImport:
    """The office does not take the archive over, and says why; the archive goes."""
    _decide(one, State.REFUSED, reason, actor, now)
    _record("dossier-import.refused", one, actor, now)
    transaction.on_commit(lambda: forget(one.key))
    return one


def hand_out(import_ids: list[int]) -> int:
    """Queue imports for the workers; returns how many."""
    messages = ({"import_id": one} for one in import_ids)
    return nudge(TASK, messages, expires=SWEEPS_TO_LIVE * settings.SWEEP_SECONDS)


def hand_out_accepted() -> int:
    """Queue every import that was accepted and is not done; returns how many."""
    return hand_out(list(DossierImport.objects.accepted().order_by("id").values_list("id", flat=True)))


def book_import(*, import_id: int, clock: Callable[[], datetime]) -> bool:
    """Book what an accepted import brings; whether this run finished it.

    Safe to run again, also at once: each fact has its source key, each file its digest. After some runs it is parked.
    """
    waiting = DossierImport.objects.accepted().filter(pk=import_id)
    if waiting.filter(attempts__gte=ATTEMPTS).update(state=State.PARKED):
        logger.error("dossier_import_parked import=%s", import_id)
    if not waiting.update(attempts=F("attempts") + 1):
        return False
    one = waiting.select_related("registration__person", "registration__register").get()
    with opened(one.key) as content:
        archive = read_archive(content)
        report = book(one, archive, content, now=clock())
    with transaction.atomic():
        now = clock()
        if not waiting.update(state=State.DONE, report=report, finished_at=now):
            return False
        _record("dossier-import.done", one, None, now)
    forget(one.key)
    return True


def _sent_before(registration: Registration, digest: str) -> "QuerySet[DossierImport]":
    return DossierImport.objects.filter(registration=registration, digest=digest).exclude(state=State.REFUSED)


def _chosen(archive: Archive, registration: Registration, source: UUID | None) -> dict[str, Any]:
    rows = archive.rows[REGISTRATIONS]
    code = registration.register.code
    found = [row for row in rows if (row["uuid"] == str(source) if source else row["register"] == code)]
    if len(found) == 1:
        return found[0]
    named = ", ".join(f"{row['register']} {row['number']} ({row['uuid']})" for row in rows) or "-"
    nl = f"Zeg welke inschrijving uit het archief het is: {named}."
    en = f"Say which registration of the archive it is: {named}."
    raise ArchiveRefused.because(FieldProblem("#/sourceRegistration", "which-registration", nl, en))


def _decide(one: DossierImport, to: str, reason: str, actor: Actor, now: datetime) -> None:
    if one.registration.person_id == actor.person_id:
        raise OwnDossier(
            nl="Over uw eigen dossier beslist een ander.", en="Somebody else decides about your own dossier."
        )
    waiting = DossierImport.objects.filter(pk=one.pk, state=State.CHECKED)
    if not waiting.update(state=to, reason=reason, decided_by_id=actor.user_id, decided_at=now):
        raise ImportMoved(nl="Hierover is al beslist.", en="This was decided already.")
    one.refresh_from_db()


def _record(kind: str, one: DossierImport, actor: Actor | None, now: datetime) -> None:
    register = one.registration.register
    record_event(
        kind=kind,
        subject_type="dossier-import",
        subject_uuid=one.uuid,
        person_id=one.registration.person_id,
        register_id=register.pk,
        organisation_id=register.association_id,
        actor=actor,
        now=now,
        data={"source": one.source},
    )
