"""Simulations: everybody on a register judged by rules that are not law yet, once, wherever a run breaks off."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio.models import LedgerEntry, Simulation, SimulationChange, Standing
from portfolio.services import simulations
from portfolio.services.ledger import record_entry
from portfolio.services.simulations import request_simulation, run_simulation
from portfolio.services.whole_register import RegisterJudge
from register.access import Actor
from register.models import Event
from register.services.regulations import propose_regulation
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import NOW, CycleFactory, RegistrationFactory, RegulationFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 15)
HOURS = [12, 17, 20, 26, 0]


def member(register, hours):
    registration = RegistrationFactory(register=register, registered_on=date(2020, 1, 1))
    CycleFactory(registration=registration, starts_on=date(2025, 4, 1), ends_before=date(2026, 4, 1))
    if hours:
        record_entry(
            person=registration.person,
            registration=registration,
            kind="activity",
            on=date(2025, 6, 2),
            category="legal",
            quantity=Decimal(hours),
            unit="hour",
            source_key=f"simulated/{registration.pk}",
            validation="OFFICE",
            actor=None,
            now=NOW,
        )
    return registration


@pytest.fixture
def in_force():
    return RegulationFactory(register__code="nova")


def draft(in_force, at_least):
    """The rules in force with another number of points."""
    source = in_force.source.replace("at_least: 20\n", f"at_least: {at_least}\n", 1)
    source = source.replace("from: 2020-07-15", "from: 2027-01-01")
    return propose_regulation(
        register=in_force.register, source=source, proposed_by=Actor(user_id=UserFactory().pk), now=NOW
    )


def ask(regulation):
    simulation, new = request_simulation(
        regulation=regulation, on=DAY, actor=Actor(user_id=regulation.proposed_by_id), now=NOW
    )
    assert new
    return simulation


def run(simulation):
    done = run_simulation(simulation_id=simulation.pk, clock=lambda: NOW)
    simulation.refresh_from_db()
    return done


def test_it_counts_who_meets_which_rules_and_who_changes_sides(in_force):
    members = [member(in_force.register, hours) for hours in HOURS]
    simulation = ask(draft(in_force, 24))

    assert run(simulation) == simulation.total == simulation.judged == 5

    assert (simulation.state, simulation.finished_at) == ("DONE", NOW)
    assert simulation.in_force == {"met": 2, "notMet": 3, "short": {"legal": 1, "total": 3}}
    assert simulation.tried == {"met": 1, "notMet": 4, "short": {"legal": 1, "total": 4}}
    assert (simulation.gained, simulation.lost) == (0, 1)
    (change,) = SimulationChange.objects.all()
    assert (change.registration, change.met, change.outcome_tried) == (members[2], False, "not-met")
    assert change.short == {"total": "4"}


def test_rules_that_ask_less_show_who_would_gain(in_force):
    members = [member(in_force.register, hours) for hours in HOURS]
    simulation = ask(draft(in_force, 15))

    run(simulation)

    assert (simulation.gained, simulation.lost) == (1, 0)
    (change,) = SimulationChange.objects.all()
    assert (change.registration, change.met, change.short) == (members[1], True, {"total": "3"})


def test_it_changes_nothing_but_its_own_rows(in_force):
    member(in_force.register, 20)
    simulation = ask(draft(in_force, 24))
    before = [LedgerEntry.objects.count(), Standing.objects.count()]

    run(simulation)

    assert [LedgerEntry.objects.count(), Standing.objects.count()] == before
    assert set(Event.objects.filter(subject_type="simulation").values_list("kind", flat=True)) == {
        "simulation.requested",
        "simulation.done",
    }


def test_a_run_that_breaks_off_goes_on_where_it_stopped(in_force, monkeypatch):
    for hours in HOURS:
        member(in_force.register, hours)
    simulation = ask(draft(in_force, 24))
    monkeypatch.setattr(simulations, "CHUNK", 2)
    judged, whole = [], RegisterJudge.judge

    def breaking(judge, due):
        judged.extend(due)
        if len(judged) > 4:
            raise RuntimeError("the worker was lost")
        return whole(judge, due)

    monkeypatch.setattr(RegisterJudge, "judge", breaking)
    with pytest.raises(RuntimeError):
        run(simulation)
    simulation.refresh_from_db()
    assert (simulation.state, simulation.judged) == ("RUNNING", 2)

    monkeypatch.setattr(RegisterJudge, "judge", whole)
    assert run(simulation) == 3
    assert (simulation.state, simulation.judged, simulation.lost) == ("DONE", 5, 1)
    assert simulation.in_force["met"] + simulation.in_force["notMet"] == 5
    assert run(simulation) == 0


def test_one_that_breaks_every_run_is_parked(in_force, monkeypatch):
    member(in_force.register, 20)
    simulation = ask(draft(in_force, 24))

    def breaking(*_, **__):
        raise RuntimeError("always")

    monkeypatch.setattr(RegisterJudge, "judge", breaking)
    for _ in range(simulations.ATTEMPTS):
        with pytest.raises(RuntimeError):
            run(simulation)
    assert run(simulation) == 0
    assert simulation.state == "PARKED"
    assert not Simulation.objects.unfinished().exists()


def test_a_dossier_that_cannot_be_judged_is_counted_apart(in_force):
    broken = member(in_force.register, 20)
    member(in_force.register, 20)
    LedgerEntryFactory(person=broken.person, unit="furlong")
    simulation = ask(draft(in_force, 24))

    run(simulation)

    assert (simulation.judged, simulation.unjudged, simulation.state) == (1, 1, "DONE")


def test_asking_again_while_it_runs_answers_with_the_same(in_force):
    rules = draft(in_force, 24)
    simulation = ask(rules)

    same, new = request_simulation(regulation=rules, on=DAY, actor=Actor(user_id=rules.proposed_by_id), now=NOW)
    assert (same, new) == (simulation, False)

    run(simulation)
    again, new = request_simulation(regulation=rules, on=DAY, actor=Actor(user_id=rules.proposed_by_id), now=NOW)
    assert new
    assert again != simulation


def test_a_fact_recorded_after_the_request_is_not_seen_halfway(in_force):
    registration = member(in_force.register, 0)
    simulation = ask(draft(in_force, 24))
    LedgerEntryFactory(
        person=registration.person,
        category="legal",
        quantity=30,
        unit="hour",
        recorded_at=NOW.replace(hour=10),
    )

    run(simulation)

    assert simulation.in_force["met"] == 0


def test_a_cycle_that_waits_for_a_longer_window_takes_part(in_force):
    registration = RegistrationFactory(register=in_force.register, registered_on=date(2020, 1, 1))
    CycleFactory(registration=registration, starts_on=date(2024, 1, 1), ends_before=date(2025, 1, 1))
    simulation = ask(draft(in_force, 24))

    assert run(simulation) == simulation.total == 1
