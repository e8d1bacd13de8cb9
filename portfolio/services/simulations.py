"""Simulating a version of the rules on a whole register: chunk after chunk, from a place that moves with the counts."""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from portfolio.models import Simulation, SimulationChange
from portfolio.services.queue import nudge
from portfolio.services.running_cycles import due_on, registrations_after
from portfolio.services.whole_register import RegisterJudge
from register.access import Actor
from register.errors import constraint_of
from register.models import Cycle, Regulation
from register.rules.amounts import plain
from register.rules.verdict import Verdict
from register.selectors import rules_of
from register.services.events import record_event

logger = logging.getLogger(__name__)
TASK = "portfolio.tasks.run_simulation"
CHUNK = 2_000
ATTEMPTS = 3
SWEEPS_TO_LIVE = 10
Figures = dict[str, Any]


@transaction.atomic
def request_simulation(*, regulation: Regulation, on: date, actor: Actor, now: datetime) -> tuple[Simulation, bool]:
    """Ask for a simulation; returns it and whether it is new. One that is not finished answers for the same day."""
    running = Cycle.objects.to_judge_on(on).filter(registration__register=regulation.register_id)
    try:
        with transaction.atomic():
            simulation = Simulation.objects.create(
                regulation=regulation,
                as_of=on,
                total=running.count(),
                requested_by_id=actor.user_id,
                requested_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "simulation_one_at_a_time":
            raise
        return Simulation.objects.unfinished().get(regulation=regulation, as_of=on), False
    simulation.refresh_from_db()
    _record("simulation.requested", simulation, actor, now)
    transaction.on_commit(lambda: hand_out([simulation.pk]))
    return simulation, True


def hand_out(simulation_ids: list[int]) -> int:
    """Queue simulations for the workers; returns how many."""
    messages = ({"simulation_id": one} for one in simulation_ids)
    return nudge(TASK, messages, expires=SWEEPS_TO_LIVE * settings.SWEEP_SECONDS)


def hand_out_unfinished() -> int:
    """Queue every unfinished simulation, the oldest first; returns how many."""
    return hand_out(list(Simulation.objects.unfinished().order_by("id").values_list("id", flat=True)))


def run_simulation(*, simulation_id: int, clock: Callable[[], datetime]) -> int:
    """Judge what is still to judge; returns how many registrations this run did.

    May run many times, also at once: whoever holds the row goes on, others leave. After three runs without progress
    the simulation is parked.
    """
    if not _begin(simulation_id):
        return 0
    done = 0
    judges = _Judges(Simulation.objects.select_related("regulation__register").get(pk=simulation_id))
    while chunk := _run_chunk(simulation_id, judges, clock()):
        done += chunk
    return done


class _Judges:
    """The judge by the version that each has, and the one by the version that is tried."""

    def __init__(self, simulation: Simulation) -> None:
        register, on, known_at = simulation.regulation.register, simulation.as_of, simulation.requested_at
        self.in_force = RegisterJudge(register, on=on, now=known_at)
        self.tried = RegisterJudge(register, rules_of(simulation.regulation), on=on, now=known_at)


def _claim(simulation_id: int) -> Simulation | None:
    waiting = Simulation.objects.unfinished().filter(pk=simulation_id).select_related("regulation__register")
    return waiting.select_for_update(of=("self",), skip_locked=True, no_key=True).first()


@transaction.atomic
def _begin(simulation_id: int) -> bool:
    simulation = _claim(simulation_id)
    if simulation is None:
        return False
    parked = simulation.attempts >= ATTEMPTS
    state = Simulation.State.PARKED if parked else Simulation.State.RUNNING
    Simulation.objects.filter(pk=simulation_id).update(state=state, attempts=F("attempts") + 1)
    if parked:
        logger.error("simulation_parked simulation=%s", simulation_id)
    return not parked


@transaction.atomic
def _run_chunk(simulation_id: int, judges: _Judges, now: datetime) -> int:
    simulation = _claim(simulation_id)
    if simulation is None:
        return 0
    register = simulation.regulation.register_id
    chunk = registrations_after(simulation.position, register_id=register, at_most=CHUNK)
    due = due_on(chunk, on=simulation.as_of, now=simulation.requested_at)
    tally = _Tally(simulation)
    before, after = judges.in_force.judge(due), judges.tried.judge(due)
    for one in due:
        tally.add(one.registration_id, before[one.registration_id], after[one.registration_id])
    SimulationChange.objects.bulk_create(tally.changes)
    simulation.attempts = 0
    simulation.judged += len(due) - tally.unjudged
    simulation.unjudged += tally.unjudged
    simulation.in_force = _added(simulation.in_force, tally.in_force)
    simulation.tried = _added(simulation.tried, tally.tried)
    simulation.gained += sum(change.met for change in tally.changes)
    simulation.lost += sum(not change.met for change in tally.changes)
    if chunk:
        simulation.position = chunk[-1]
    else:
        simulation.state = Simulation.State.DONE
        simulation.finished_at = now
        _record("simulation.done", simulation, None, now)
    simulation.save()
    return len(chunk)


@dataclass
class _Tally:
    """What one chunk adds to a simulation."""

    simulation: Simulation
    in_force: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    changes: list[SimulationChange] = field(default_factory=list)
    unjudged: int = 0

    def add(self, registration: int, before: Verdict | Exception, after: Verdict | Exception) -> None:
        """Count what both versions make of a registration, or that it could not be judged."""
        if isinstance(before, Exception) or isinstance(after, Exception):
            self.unjudged += 1
            return
        _count(self.in_force, before)
        _count(self.tried, after)
        if before.met != after.met:
            worse = before if after.met else after
            change = SimulationChange(
                simulation=self.simulation,
                registration_id=registration,
                met=after.met,
                outcome_in_force=before.outcome,
                outcome_tried=after.outcome,
                short={one.name: plain(one.short) for one in worse.requirements if one.fails},
            )
            self.changes.append(change)


def _count(counter: Counter[str], verdict: Verdict) -> None:
    counter["met" if verdict.met else "notMet"] += 1
    counter.update(f"short {code}" for code in {one.code for one in verdict.requirements if one.fails})


def _added(figures: Figures, counter: Counter[str]) -> Figures:
    short: Counter[str] = Counter(figures.get("short", {}))
    short.update({name.removeprefix("short "): n for name, n in counter.items() if name.startswith("short ")})
    return {
        "met": figures.get("met", 0) + counter["met"],
        "notMet": figures.get("notMet", 0) + counter["notMet"],
        "short": dict(sorted(short.items())),
    }


def _record(kind: str, simulation: Simulation, actor: Actor | None, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="simulation",
        subject_uuid=simulation.uuid,
        register_id=simulation.regulation.register_id,
        organisation_id=simulation.regulation.register.association_id,
        actor=actor,
        now=now,
        data={"regulation": str(simulation.regulation.uuid), "asOf": str(simulation.as_of)},
    )
