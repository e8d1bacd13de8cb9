"""Keeping who looked at whose dossier, and why."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from register.access import Actor
from register.catalogue import LookPurpose
from register.models import Look


def record_looks(looks: Sequence[Look]) -> None:
    """Leave looks. What a list showed of somebody to the same account before on that day is noted already."""
    Look.objects.bulk_create(looks, ignore_conflicts=True)


def record_look(
    *,
    person_id: int,
    part: str,
    role: str,
    actor: Actor | None,
    organisation_id: int | None = None,
    ground: UUID | None = None,
    now: datetime,
) -> Look | None:
    """Note that somebody read a part of a dossier; nothing when it is their own.

    `part` is a key of the parts of a dossier, `role` is `share` or `webhook`. No actor: a visitor with the key.
    """
    if actor is not None and actor.person_id == person_id:
        return None
    return Look.objects.create(
        person_id=person_id,
        part=part,
        role=role,
        purpose=LookPurpose.SHARED,
        organisation_id=organisation_id,
        account_id=actor.user_id if actor else None,
        ground=ground,
        looked_at=now,
    )
