"""What is appended to the trail about evidence."""

from datetime import datetime
from typing import Any

from portfolio.models import Evidence
from register.access import Actor
from register.services.events import record_event


def record_evidence(kind: str, evidence: Evidence, actor: Actor | None, now: datetime, **data: Any) -> None:
    """One event about a file and what it shows; of its contents and its name it holds nothing."""
    place = evidence.place
    register = place.registration.register if place else None
    record_event(
        kind=kind,
        subject_type="evidence",
        subject_uuid=evidence.uuid,
        register_id=register.pk if register else None,
        organisation_id=register.association_id if register else None,
        person_id=evidence.person_id,
        actor=actor,
        now=now,
        data={"place": str(place.uuid) if place else None} | data,
    )
