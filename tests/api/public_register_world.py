"""The rows of the world about the public register."""

from typing import Any

from register.models import OptOut
from tests.factories.publishing import public_register
from tests.factories.register import NOW, RegistrationFactory


def add_public_register(world: Any) -> None:
    register = public_register(association=world["association"])
    world.rows["open_register"] = register
    world.rows["open_registration"] = RegistrationFactory(register=register, person=world["person"])
    closed = public_register("closed", association=world["association"])
    hidden = RegistrationFactory(register=closed, person=world["person"])
    OptOut.objects.create(registration=hidden, recorded_at=NOW, recorded_by=world.users["member"])
    world.rows["hidden_registration"] = hidden
