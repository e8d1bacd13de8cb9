"""The rows of the world about the dossier as a whole."""

from datetime import timedelta
from typing import Any

from portfolio.models import DossierExport
from register.clock import now


def add_dossiers(world: Any) -> None:
    world.rows["export"] = _export(world)


def add_one_more_dossier(world: Any) -> None:
    """One more row in each list of these."""
    _export(world)


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
