"""Exports: asked by the one a dossier is about, made by a worker, handed out by link, gone after some days."""

import hashlib
import logging
import tempfile
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import IO

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q

from portfolio.errors.dossiers import PartUnknown
from portfolio.models import DossierExport
from portfolio.models.dossier_export import DossierExportQuerySet
from portfolio.selectors.parts.table import dossier_parts
from portfolio.services.dossiers.archive import write_archive
from portfolio.services.dossiers.keeping import forget, keep
from portfolio.services.dossiers.printing import print_dossier
from portfolio.services.queue import nudge
from register.access import Actor
from register.errors import constraint_of
from register.models import Person
from register.services.events import record_event

logger = logging.getLogger(__name__)
TASK = "portfolio.tasks.make_dossier_export"
ATTEMPTS = 3
LEASE = timedelta(minutes=15)  # longer than a task may take
SWEEPS_TO_LIVE = 10
IN_MEMORY = 8 * 1024 * 1024
State, Form = DossierExport.State, DossierExport.Form


@transaction.atomic
def request_export(
    *, person: Person, form: str, language: str, parts: Iterable[str], actor: Actor, now: datetime
) -> tuple[DossierExport, bool]:
    """Ask for one's dossier, or for these parts of it; returns the export and whether it is new.

    One that is still being made answers for the same form. PartUnknown names the parts there are.
    """
    chosen = sorted(set(parts))
    known = [part.key for part in dossier_parts()]
    if unknown := [key for key in chosen if key not in known]:
        raise PartUnknown.of(unknown, known)
    try:
        with transaction.atomic():
            export = DossierExport.objects.create(
                person=person,
                form=form,
                language=language,
                parts=chosen,
                requested_by_id=actor.user_id,
                requested_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "dossier_export_one_at_a_time":
            raise
        return DossierExport.objects.unfinished().get(person=person, form=form), False
    export.refresh_from_db()
    record_export("dossier-export.requested", export, actor, now)
    transaction.on_commit(lambda: hand_out([export.pk]))
    return export, True


def hand_out(export_ids: list[int]) -> int:
    """Queue exports for the workers; returns how many."""
    messages = ({"export_id": one} for one in export_ids)
    return nudge(TASK, messages, expires=SWEEPS_TO_LIVE * settings.SWEEP_SECONDS)


def hand_out_waiting(*, now: datetime) -> int:
    """Queue every export that waits, or whose worker was lost; returns how many."""
    return hand_out(list(_free(now).order_by("id").values_list("id", flat=True)))


def make_export(*, export_id: int, clock: Callable[[], datetime]) -> bool:
    """Make the file of an export; whether this run did. Begun again from the start when a run broke off."""
    begun_at = clock()
    if not _claim(export_id, begun_at):
        return False
    export = DossierExport.objects.select_related("person").get(pk=export_id)
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as file:
        _write(export, file, begun_at)
        digest, size = _measured(file)
        keep(export.key, file)
    with transaction.atomic():
        now = clock()
        made = DossierExport.objects.filter(pk=export_id, state=State.MAKING, lease_until=begun_at + LEASE).update(
            state=State.READY,
            lease_until=None,
            finished_at=now,
            expires_at=now + timedelta(days=settings.DOSSIER_EXPORT_DAYS),
            digest=digest,
            size=size,
        )
        if made:
            record_export("dossier-export.ready", export, None, now)
    return bool(made)


def expire_exports(*, now: datetime) -> int:
    """Take the files of exports away whose days are over. Returns how many; the others are tried again."""
    expired = 0
    for export in DossierExport.objects.filter(state=State.READY, expires_at__lte=now).order_by("id"):
        if forget(export.key):
            expired += DossierExport.objects.filter(pk=export.pk, state=State.READY).update(state=State.EXPIRED)
    return expired


def record_export(kind: str, export: DossierExport, actor: Actor | None, now: datetime) -> None:
    """One event about an export; of the parts it holds nothing."""
    record_event(
        kind=kind,
        subject_type="dossier-export",
        subject_uuid=export.uuid,
        person_id=export.person_id,
        actor=actor,
        now=now,
        data={"form": export.form},
    )


def _free(now: datetime) -> DossierExportQuerySet:
    return DossierExport.objects.unfinished().filter(Q(lease_until=None) | Q(lease_until__lt=now))


def _claim(export_id: int, now: datetime) -> bool:
    free = _free(now).filter(pk=export_id)
    if free.filter(attempts__gte=ATTEMPTS).update(state=State.PARKED, lease_until=None):
        logger.error("dossier_export_parked export=%s", export_id)
        export = DossierExport.objects.get(pk=export_id)
        forget(export.key)
        return False
    return bool(free.update(state=State.MAKING, attempts=F("attempts") + 1, lease_until=now + LEASE))


def _write(export: DossierExport, file: IO[bytes], now: datetime) -> None:
    if export.form == Form.DOCUMENT:
        file.write(print_dossier(person=export.person, keys=export.parts, language=export.language, now=now))
    else:
        write_archive(person=export.person, keys=export.parts, language=export.language, into=file, now=now)


def _measured(file: IO[bytes]) -> tuple[str, int]:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    return digest, file.tell()
