"""Keeping who looked at whose dossier, and why."""

from datetime import datetime
from uuid import UUID

from register.access import Actor
from register.models import Look


def record_look(
    *,
    person_id: int,
    part: str,
    purpose: str,
    actor: Actor | None,
    organisation_id: int | None = None,
    ground: UUID | None = None,
    now: datetime,
) -> Look | None:
    """Note that somebody read a part of a dossier; nothing when it is their own.

    `part` is a key of the parts of a dossier, `purpose` a role or `share`. No actor: a visitor with the key of a grant.
    """
    if actor is not None and actor.person_id == person_id:
        return None
    return Look.objects.create(
        person_id=person_id,
        part=part,
        purpose=purpose,
        organisation_id=organisation_id,
        account_id=actor.user_id if actor else None,
        ground=ground,
        looked_at=now,
    )
