"""Dossiers: taken out, brought in, forgotten."""

from celery import shared_task

from portfolio.services.dossiers import erasing, exporting, importing
from register.clock import now, today
from register.services.jobs import recorded


@shared_task
def make_dossier_export(export_id: int) -> None:
    """Make the file of one export."""
    exporting.make_export(export_id=export_id, clock=now)


@shared_task
@recorded(clock=now)
def resume_dossier_exports() -> int:
    """Hand every export that waits to a worker."""
    return exporting.hand_out_waiting(now=now())


@shared_task
@recorded(clock=now)
def expire_dossier_exports() -> int:
    """Take the files of exports away whose days are over."""
    return exporting.expire_exports(now=now())


@shared_task
@recorded(clock=now)
def carry_out_erasures() -> int:
    """Forget what was asked to be forgotten and has waited long enough."""
    return erasing.carry_out_erasures(on=today(), now=now())


@shared_task
@recorded(clock=now)
def apply_retention() -> int:
    """Let go of what was kept its term."""
    return erasing.apply_retention(on=today(), now=now())


@shared_task
def book_dossier_import(import_id: int) -> None:
    """Book what one accepted import brings."""
    importing.book_import(import_id=import_id, clock=now)


@shared_task
@recorded(clock=now)
def resume_dossier_imports() -> int:
    """Hand every import that was accepted and is not done to a worker."""
    return importing.hand_out_accepted()
