"""The rows of the world about persons who turn out to be one: two who are, a proposal, and one that was carried out."""

from datetime import date
from typing import Any

from portfolio.models import PersonMerge
from register.models import Person
from tests.factories.register import NOW, PersonFactory, RegistrationFactory, UserFactory


def add_merges(world: Any) -> None:
    world.rows["double"], world.rows["single"] = _once_registered(world), _once_registered(world)
    world.rows["proposed_merge"] = _merge(world, _once_registered(world), _once_registered(world))
    merged, survivor = PersonFactory(), _once_registered(world)
    done = _merge(world, merged, survivor, state="DONE", decided_by=UserFactory(), decided_at=NOW)
    Person.objects.filter(pk=merged.pk).update(merged_into=survivor)
    world.rows["done_merge"] = done


def add_one_more_merge(world: Any) -> None:
    """One more row in the list of these."""
    _merge(world, _once_registered(world), _once_registered(world))


def _once_registered(world: Any) -> Person:
    days = {"registered_on": date(2001, 1, 1), "ended_before": date(2002, 1, 1)}
    return RegistrationFactory(register=world["register"], **days).person


def _merge(world: Any, merged: Person, survivor: Person, **values: Any) -> PersonMerge:
    made = PersonMerge.objects.create(
        register=world["register"],
        merged=merged,
        survivor=survivor,
        reason="Zelfde adres.",
        proposed_by=UserFactory(),
        proposed_at=NOW,
        figures={"registrations": 0, "facts": 0, "doubles": 0, "stays": 0, "shares": 0, "account": "NONE", "rows": {}},
        **values,
    )
    made.refresh_from_db()
    return made
