"""What counts: standings, cycles that end, and drafts of rules that are tried."""

from celery import shared_task

from portfolio.services import duty_warnings, simulations
from portfolio.services.closing_runs import close_registrations, hand_out_ended_cycles
from portfolio.services.standings import refresh_stale_standings
from register.clock import now, today
from register.services.jobs import recorded


@shared_task
@recorded(clock=now)
def refresh_standings() -> int:
    """Make the standings anew that facts, or a new day, have made old."""
    return refresh_stale_standings(on=today(), now=now())


@shared_task
@recorded(clock=now)
def close_cycles() -> int:
    """Hand the registrations with an ended cycle to the workers."""
    return hand_out_ended_cycles(on=today())


@shared_task
@recorded(clock=now, alone=False)
def close_cycles_of_registrations(registration_ids: list[int]) -> int:
    """Close the ended cycles of these registrations; those done before are left as they are."""
    return close_registrations(registration_ids=registration_ids, on=today(), now=now())


@shared_task
def run_simulation(simulation_id: int) -> None:
    """Judge what is still to judge of one simulation."""
    simulations.run_simulation(simulation_id=simulation_id, clock=now)


@shared_task
@recorded(clock=now)
def resume_simulations() -> int:
    """Hand every unfinished simulation to a worker."""
    return simulations.hand_out_unfinished()


@shared_task
@recorded(clock=now)
def warn_of_duties() -> int:
    """Warn of the last day of personal duties, and tell that it has passed."""
    return duty_warnings.warn_of_duties(today=today(), now=now())
