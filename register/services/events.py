"""The trail: what services append when they change something."""

from datetime import datetime
from typing import Any
from uuid import UUID

from register.access import Actor
from register.models import Event


def record_event(
    *,
    kind: str,
    subject_type: str,
    subject_uuid: UUID,
    now: datetime,
    actor: Actor | None,
    register_id: int | None = None,
    organisation_id: int | None = None,
    person_id: int | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    """Append one event, e.g. `claim.granted`. `actor` is None for the system itself; `data` holds no personal data."""
    return Event.objects.create(
        kind=kind,
        subject_type=subject_type,
        subject_uuid=subject_uuid,
        actor_id=actor.user_id if actor else None,
        organisation_id=organisation_id,
        register_id=register_id,
        person_id=person_id,
        data=data or {},
        recorded_at=now,
    )
