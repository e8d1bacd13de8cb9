"""What a worker does with a run of which a commitment or a draw was asked: take that step, once, or say why not."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from portfolio.catalogue.audits import UNDER_WAY, RunAction, RunState
from portfolio.errors.audits import AuditRunMoved, AuditStepInterrupted
from portfolio.models import AuditRun
from portfolio.services.audits.committing import commit_run
from portfolio.services.audits.drawing import draw_run
from portfolio.services.audits.moving import move
from register.errors import DomainError

logger = logging.getLogger(__name__)
ATTEMPTS = 3


def take_step(*, run_id: int, clock: Callable[[], datetime]) -> bool:
    """Take the step that was asked; returns whether this run of it did.

    May run many times, also at once: a step is one transaction, taken or not, and whoever holds the run takes it.
    What the rules refuse, and what three workers in a row did not bring to an end, is not asked any more; `problem`
    says why, and it can be asked anew.
    """
    run = _begin(run_id)
    if run is None:
        return False
    if run.attempts > ATTEMPTS:
        logger.error("audit_step_interrupted run=%s", run.uuid)
        return _stop(run, AuditStepInterrupted.code, clock())
    try:
        step = commit_run if run.state == RunState.COMMITTING else draw_run
        step(run=run, now=clock())
    except AuditRunMoved:
        return False  # another worker was quicker
    except DomainError as error:
        return _stop(run, error.code, clock())
    return True


@transaction.atomic
def _begin(run_id: int) -> AuditRun | None:
    rows = AuditRun.objects.filter(pk=run_id, state__in=sorted(UNDER_WAY))
    if not rows.select_for_update(skip_locked=True).exists():
        return None  # it is over, or a worker is at it
    rows.update(attempts=F("attempts") + 1)
    return AuditRun.objects.select_related("register").get(pk=run_id)


@transaction.atomic
def _stop(run: AuditRun, code: str, now: datetime) -> bool:
    values: dict[str, Any] = {"problem": code}
    action = RunAction.STOP_DRAW
    if run.state == RunState.COMMITTING:
        action, values = RunAction.STOP_COMMITMENT, values | {"as_of": None}
    try:
        move(run, action, actor=None, now=now, data={"problem": code}, **values)
    except AuditRunMoved:
        return False  # another worker took the step
    return True
