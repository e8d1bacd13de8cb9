"""Audit runs and those who were drawn."""

from celery import shared_task

from portfolio.services.audit_cases.asking import ask_drawn
from portfolio.services.audit_cases.keeping_time import end_terms
from portfolio.services.audits import freezing as audit_freezing
from portfolio.services.audits.asking import hand_out_asked
from portfolio.services.audits.stepping import take_step
from register.clock import now, today
from register.services.jobs import recorded


@shared_task
@recorded(clock=now, alone=False)
def run_audit_step(run_id: int) -> int:
    """Commit to a run or draw it, as was asked."""
    return int(take_step(run_id=run_id, clock=now))


@shared_task
@recorded(clock=now)
def resume_audit_runs() -> int:
    """Hand the runs of which a commitment or draw was asked to the workers, also where one was lost."""
    return hand_out_asked()


@shared_task
@recorded(clock=now)
def hand_out_unfrozen_audits() -> int:
    """Hand the audits whose standing at the draw is still to be written down to the workers."""
    return audit_freezing.hand_out_unfrozen()


@shared_task
@recorded(clock=now)
def ask_drawn_audits() -> int:
    """Ask those who were drawn to show what counted."""
    return ask_drawn(today=today(), now=now())


@shared_task
@recorded(clock=now)
def end_audit_terms() -> int:
    """End the terms of audits whose last day is over without an answer."""
    return end_terms(today=today(), now=now())


@shared_task
@recorded(clock=now, alone=False)
def freeze_audits(audit_ids: list[int]) -> int:
    """Write down the standings of these audits at their draw; what was written before is left as it is."""
    return audit_freezing.freeze_audits(audit_ids=audit_ids)
