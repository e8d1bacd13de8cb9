"""Simulations over HTTP: numbers for who makes the rules, names for who may read the dossiers."""

import pytest

from portfolio.models import Simulation, SimulationChange
from portfolio.services.simulations import run_simulation
from register.services.regulations import propose_regulation
from tests.factories.register import NOW

DESKS = False


@pytest.fixture
def simulated(world):
    """The nurses' rules asking two points, tried by the committee on everybody, and worked out."""
    source = world["source"].replace("at_least: 184", "at_least: 2").replace("nurse: 80", "nurse: 2")
    actor = type("", (), {"user_id": world.users["registrar"].pk})
    rules = propose_regulation(register=world["register"], source=source, proposed_by=actor, now=NOW)
    answer = world.client("committee").post(f"/api/v1/regulations/{rules.uuid}/simulations", {"asOf": "2026-11-22"})
    assert answer.status_code == 202, answer.content
    assert (answer.json()["state"], answer.json()["inForce"]["met"], answer.json()["finishedAt"]) == ("QUEUED", 0, None)
    run_simulation(simulation_id=Simulation.objects.get(uuid=answer.json()["uuid"]).pk, clock=lambda: NOW)
    return answer


def test_a_draft_is_tried_on_everybody_before_it_is_law(world, simulated):
    found = world.client("registrar").get(simulated["Location"]).json()

    assert (found["state"], found["total"], found["judged"]) == ("DONE", 2, 2)
    assert (found["inForce"]["met"], found["tried"]["met"], found["gained"], found["lost"]) == (0, 1, 1, 0)
    assert found["tried"]["short"] == {"accredited": 1, "total": 1}


def test_who_changes_sides_is_listed_for_the_office(world, simulated):
    path = f"{simulated['Location']}/changes"
    (change,) = world.client("registrar").get(path).json()["results"]

    assert change["registration"] == str(world["registration"].uuid)
    assert (change["met"], change["short"]) == (True, {"accredited": "78", "total": "182"})
    assert world.client("registrar").get(f"{path}?side=lost").json()["results"] == []
    assert len(world.client("registrar").get(f"{path}?side=gained").json()["results"]) == 1
    assert world.client("registrar").get(f"{path}?side=both").status_code == 400
    assert world.client("administrator").get(path).status_code == 403
    assert SimulationChange.objects.count() == 1


def test_nobody_else_tries_rules_that_are_public(world):
    path = f"/api/v1/regulations/{world['regulation'].uuid}/simulations"

    assert world.client("committee").post(path, {}).status_code == 202
    assert world.client("assessor").post(path, {}).status_code == 403
    assert world.client("other_committee").post(path, {}).status_code == 403


def test_the_same_question_while_it_is_worked_out_gets_the_same_answer(world):
    path = f"/api/v1/regulations/{world['draft'].uuid}/simulations"
    first = world.client("committee").post(path, {"asOf": "2026-11-22"})
    second = world.client("registrar").post(path, {"asOf": "2026-11-22"})

    assert (first.status_code, second.status_code) == (202, 200)
    assert first["Location"] == second["Location"]
