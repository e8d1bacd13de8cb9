"""Asking for a commitment or a draw, which takes a worker up to minutes, and telling workers what was asked."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from portfolio.catalogue.audits import UNDER_WAY, RunAction
from portfolio.models import AuditRun
from portfolio.services.audits.moving import move
from portfolio.services.queue import nudge
from register.access import Actor

TASK = "portfolio.tasks.run_audit_step"
SWEEPS_TO_LIVE = 10


def ask(run: AuditRun, action: RunAction, *, actor: Actor, now: datetime, **values: Any) -> None:
    """Note in the caller's transaction that a step is asked, and nudge a worker once that holds."""
    asked: dict[str, Any] = {"asked_by_id": actor.user_id, "asked_at": now, "attempts": 0, "problem": ""}
    move(run, action, actor=actor, now=now, data={}, **asked, **values)
    transaction.on_commit(lambda: hand_out([run.pk]))


def hand_out(run_ids: list[int]) -> int:
    """Queue these for the workers; returns how many."""
    messages = ({"run_id": one} for one in run_ids)
    return nudge(TASK, messages, expires=SWEEPS_TO_LIVE * settings.SWEEP_SECONDS)


def hand_out_asked() -> int:
    """Queue each run of which a step was asked and not taken, the oldest first; returns how many."""
    rows = AuditRun.objects.filter(state__in=sorted(UNDER_WAY))
    return hand_out(list(rows.order_by("asked_at").values_list("pk", flat=True)))


def take_the_time() -> None:
    """Let a statement of this transaction go over a million people; the worker's own limit still holds."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
