"""The rows of the world about decisions: one in each place where something can be done with it."""

from typing import Any

from tests.decisions.committee import Office


def add_decisions(world: Any) -> None:
    office = Office(world["member_cycle"])
    harmless = {"result": "granted", "adverse": False, "effect": {}}
    world.rows["prepared_decision"] = office.prepare(**harmless, hardship="Ziek.")
    world.rows["ready_decision"] = office.prepare(**harmless)
    world.rows["intended_decision"] = office.intend(office.prepare(effect={}))
    world.rows["registration_decision"] = office.known(office.take(office.prepare(**harmless)))
    condition = {"result": "conditional", "effect": {"repairBy": "2025-12-01"}, "cycle": world["member_cycle"]}
    world.rows["conditional_decision"] = office.take(office.prepare(**(harmless | condition)))
    world.rows["unknown_decision"] = office.take(office.prepare(**harmless))
    objected = office.known(office.take(office.prepare(**harmless)))
    world.rows["registration_objection"] = office.hear(office.object(objected))


def add_one_more_decision(world: Any) -> None:
    """One more row in each list of these."""
    office = Office(world["stranger_cycle"])
    taken = office.known(office.take(office.prepare(result="granted", adverse=False, effect={})))
    office.object(taken)
