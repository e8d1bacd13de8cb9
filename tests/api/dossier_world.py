"""The rows of the world about the dossier as a whole."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from portfolio.models import DossierExport, DossierImport, Erasure
from register.clock import now
from register.models import Person
from tests.factories.register import RegistrationFactory, UserFactory


def add_dossiers(world: Any) -> None:
    world.rows["export"] = _export(world)
    world.rows["import"] = _import(world, 1)
    # By letter, of the other professional: a colleague asked it for them.
    world.rows["erasure"] = _erasure(world["stranger_cycle"].registration.person)


def add_one_more_dossier(world: Any) -> None:
    """One more row in each list of these."""
    _export(world)
    _import(world, DossierImport.objects.count() + 1)
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


def _import(world: Any, n: int) -> DossierImport:
    one = DossierImport.objects.create(
        registration=world["registration"],
        source="https://elders.example",
        source_registration=uuid4(),
        source_number="12",
        made_at=now(),
        digest=f"{n:064x}",
        key=f"imports/{n:048x}",
        sent_by=world.users["member"],
        sent_at=now(),
        report=[],
    )
    one.refresh_from_db()
    return one
