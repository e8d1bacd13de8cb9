"""Renewals, from their opening to what was promised."""

from celery import shared_task

from portfolio.services.renewals import by_rule as renewals_by_rule
from portfolio.services.renewals import opening, repairing, telling
from register.clock import now, today
from register.services.jobs import recorded


@shared_task
@recorded(clock=now)
def open_renewals() -> int:
    """Open the renewals whose day has come."""
    return opening.open_renewals(on=today(), now=now())


@shared_task
@recorded(clock=now)
def lapse_renewals() -> int:
    """Note of which renewals the last day passed without a request."""
    return opening.lapse_renewals(on=today(), now=now())


@shared_task
@recorded(clock=now)
def hand_out_renewals() -> int:
    """Hand the renewals that may be straightforward to the workers."""
    return renewals_by_rule.hand_out_renewals()


@shared_task
@recorded(clock=now)
def watch_repairs() -> int:
    """Lift the conditions that were met by their day, and tell the office of the others."""
    return repairing.watch_repairs(on=today(), now=now())


@shared_task
@recorded(clock=now)
def tell_of_decisions_by_rule() -> int:
    """Tell each office how many decisions the rule took on the days before today."""
    return telling.tell_of_decisions_by_rule(on=today(), now=now())


@shared_task
@recorded(clock=now, alone=False)
def decide_renewals(renewal_ids: list[int]) -> int:
    """Decide these by rule where they are straightforward; those decided before are left as they are."""
    return renewals_by_rule.decide_renewals(renewal_ids=renewal_ids, on=today(), now=now())
