"""The rows of the world about roles and machines: one role of the office, and a system of the provider."""

from typing import Any

from register.access import Role
from register.clock import now, today
from register.models import RoleGrant
from register.selectors import actor_for
from register.services.machines import add_machine
from tests.factories.register import RoleGrantFactory


def add_access(world: Any) -> None:
    world.rows["role_grant"] = RoleGrant.objects.get(user=world.users["reader"])
    world.rows["lms"] = _add_system(world, "LMS")


def add_one_more_of_access(world: Any) -> None:
    """One more row in each list of these."""
    RoleGrantFactory(role=Role.READER, organisation=world["association"], granted_by=world.users["administrator"])
    _add_system(world, "Another")


def _add_system(world: Any, name: str) -> Any:
    manager = actor_for(world.users["manager"], on=today())
    provider, scopes = world["provider"], ["attendance:write"]
    return add_machine(name=name, organisation=provider, scopes=scopes, actor=manager, today=today(), now=now()).machine
