"""The rows of the world about competences."""

from datetime import date
from typing import Any

from tests.factories.competence import ProfileFactory


def add_competence(world: Any) -> None:
    register = world["register"]
    world.rows["profile"] = ProfileFactory(register=register)
    world.rows["draft_profile"] = ProfileFactory(
        register=register,
        in_force_from=date(2027, 1, 1),
        proposed_by=world.users["registrar"],
        adopted_by=None,
        adopted_at=None,
    )
