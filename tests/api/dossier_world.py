"""The rows of the world about the dossier as a whole."""

from datetime import timedelta
from typing import Any

from portfolio.models import DossierExport, Erasure
from register.clock import now
from register.models import Person
from tests.factories.register import RegistrationFactory, UserFactory


def add_dossiers(world: Any) -> None:
    world.rows["export"] = _export(world)
    # By letter, of the other professional: a colleague asked it for them.
    world.rows["erasure"] = _erasure(world["stranger_cycle"].registration.person)


def add_one_more_dossier(world: Any) -> None:
    """One more row in each list of these."""
    _export(world)
    _erasure(RegistrationFactory(register=world["register"]).person)


def _erasure(person: Person) -> Erasure:
    erasure = Erasure.objects.create(
        person=person, asked_by=UserFactory(), asked_at=now(), not_before=now() + timedelta(days=14)
    )
    erasure.refresh_from_db()
    return erasure


def _export(world: Any) -> DossierExport:
    export = DossierExport.objects.create(
        person=world["person"],
        requested_by=world.users["member"],
        requested_at=now(),
        state=DossierExport.State.READY,
        finished_at=now(),
        expires_at=now() + timedelta(days=7),
        size=3,
        digest="0" * 64,
    )
    export.refresh_from_db()
    return export
