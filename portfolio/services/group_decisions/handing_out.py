"""Telling workers which decisions for a group to go on with."""

from datetime import datetime

from django.conf import settings

from portfolio.models import GroupDecision
from portfolio.services.group_decisions.moving import ATTEMPTS
from portfolio.services.queue import nudge

TASK = "portfolio.tasks.run_group_decision"
SWEEPS_TO_LIVE = 10


def hand_out(decision_ids: list[int]) -> int:
    """Queue these for the workers; returns how many."""
    messages = ({"decision_id": one} for one in decision_ids)
    return nudge(TASK, messages, expires=SWEEPS_TO_LIVE * settings.SWEEP_SECONDS)


def hand_out_unfinished(*, now: datetime) -> int:
    """Queue each that is under way and that no worker is at, the oldest first; returns how many."""
    rows = GroupDecision.objects.to_go_on_with(attempts=ATTEMPTS, now=now)
    return hand_out(list(rows.order_by("id").values_list("id", flat=True)))
