"""Decisions, about one or for a group."""

from celery import shared_task

from portfolio.services.decisions.becoming_final import finish_decisions as let_decisions_become_final
from portfolio.services.group_decisions.carrying_out import run_group_decision as go_on_with_group_decision
from portfolio.services.group_decisions.handing_out import hand_out_unfinished as hand_out_group_decisions
from register.clock import now, today
from register.services.jobs import recorded


@shared_task
def run_group_decision(decision_id: int) -> None:
    """Go on with the preview of a decision for a group, or with carrying it out."""
    go_on_with_group_decision(decision_id=decision_id, clock=now)


@shared_task
@recorded(clock=now)
def resume_group_decisions() -> int:
    """Hand every decision for a group that is under way to a worker."""
    return hand_out_group_decisions(now=now())


@shared_task
@recorded(clock=now)
def finish_decisions() -> int:
    """Let decisions become final whose term for objection is over."""
    return let_decisions_become_final(today=today(), now=now())
