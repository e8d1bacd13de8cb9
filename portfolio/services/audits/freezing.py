"""The standing of each dossier at the moment of the draw: written down soon after it, and the same whenever it is."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from portfolio.errors.audits import AuditsNotFrozen
from portfolio.models import Audit
from portfolio.selectors.dossiers import CycleDossier, dossiers
from portfolio.services.past_standings import written
from portfolio.services.queue import nudge
from register.selectors import rules_of

logger = logging.getLogger(__name__)
TASK = "portfolio.tasks.freeze_audits"
AUDITS_A_TASK = 100
SWEEPS_TO_LIVE = 10


def hand_out_unfrozen() -> int:
    """Queue the audits whose standing is still to be written down; returns how many."""
    waiting = list(Audit.objects.filter(standing__isnull=True).order_by("pk").values_list("pk", flat=True))
    starts = range(0, len(waiting), AUDITS_A_TASK)
    nudge(
        TASK,
        ({"audit_ids": waiting[start : start + AUDITS_A_TASK]} for start in starts),
        expires=SWEEPS_TO_LIVE * settings.SWEEP_SECONDS,
    )
    return len(waiting)


def freeze_audits(*, audit_ids: Iterable[int]) -> int:
    """Write down the standings of these as they were known at their draw; returns how many.

    May be broken off and run again, or twice at once: what is written stays, and would be written the same.
    AuditsNotFrozen names dossiers that cannot be judged, after all others were.
    """
    waiting = Audit.objects.filter(pk__in=list(audit_ids), standing__isnull=True)
    of_moment: dict[datetime, list[Audit]] = defaultdict(list)
    for audit in waiting.select_related("cycle__regulation", "cycle__registration__register").order_by("pk"):
        of_moment[audit.drawn_at].append(audit)
    frozen, failed = 0, []
    for moment, audits in of_moment.items():
        done, not_done = _freeze(moment, audits)
        frozen += done
        failed += not_done
    if failed:
        raise AuditsNotFrozen.of([str(audit.cycle.registration) for audit in failed])
    return frozen


def _freeze(moment: datetime, audits: list[Audit]) -> tuple[int, list[Audit]]:
    day = moment.astimezone(ZoneInfo(settings.REGISTER_TIME_ZONE)).date()
    frozen, failed = 0, []
    found = dossiers([audit.cycle for audit in audits], on=day, known_at=moment)
    for audit, dossier in zip(audits, found, strict=True):
        if not isinstance(dossier, CycleDossier):
            failed.append(audit)
            continue
        try:
            standing = rules_of(audit.cycle.regulation).evaluate(dossier.dossier, as_of=day)
        except Exception:  # a dossier that breaks the rules' code must not stop the others
            logger.exception("audit_not_frozen audit=%s", audit.uuid)
            failed.append(audit)
            continue
        position = dossier.ledger_position
        rows = Audit.objects.filter(pk=audit.pk, standing__isnull=True)
        frozen += rows.update(standing=written(standing, position), ledger_position=position)
    return frozen, failed
