"""Keeping store and rows alike: files that no row knows go, rows whose file is gone say so until it is back."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from portfolio.models import DisciplinaryOrder, Evidence
from portfolio.services.evidence.storing import FOLDERS, files_in, forget_file, stored_at
from portfolio.services.evidence.trail import record_evidence

logger = logging.getLogger(__name__)
# Long enough to notice that the database was put back to an earlier day before its files are taken for orphans.
ORPHAN_AGE = timedelta(days=7)


def tidy_evidence(*, now: datetime) -> int:
    """Compare store and rows, folder by folder. Returns how many files or rows were touched. Fails without the store.

    A row is never removed here: evidence that is lost is a fact, and comes back with a restored file.
    """
    touched = 0
    for folder in FOLDERS:
        # Rows before files: whatever row is there had its file first.
        rows = Evidence.objects.filter(key__startswith=f"{folder}/").only("id", "key", "lost_at")
        known = {row.key: row for row in rows}
        orders = DisciplinaryOrder.objects.filter(key__startswith=f"{folder}/").values_list("key", flat=True)
        files = files_in(folder) - set(orders)
        touched += sum(_remove_orphan(key, now) for key in sorted(files - known.keys()))
        lost = {row.pk for key, row in known.items() if key not in files and row.lost_at is None}
        found = {row.pk for key, row in known.items() if key in files and row.lost_at is not None}
        touched += _mark(lost, "evidence.lost", now, lost_at=now) + _mark(found, "evidence.found", now, lost_at=None)
    return touched


def _remove_orphan(key: str, now: datetime) -> int:
    if now - stored_at(key) < ORPHAN_AGE or Evidence.objects.filter(key=key).exists():
        return 0
    logger.warning("evidence_orphan_removed key=%s", key)
    forget_file(key)
    return 1


@transaction.atomic
def _mark(ids: set[int], kind: str, now: datetime, *, lost_at: datetime | None) -> int:
    rows = Evidence.objects.select_for_update(of=("self",)).filter(pk__in=ids, lost_at__isnull=lost_at is not None)
    marked = list(rows.select_related("claim__registration__register", "missing_attendance__registration__register"))
    for evidence in marked:
        evidence.lost_at = lost_at
        evidence.save(update_fields=["lost_at"])
        record_evidence(kind, evidence, None, now)
        if lost_at:
            logger.error("evidence_lost evidence=%s", evidence.uuid)
    return len(marked)
