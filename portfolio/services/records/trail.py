"""What is appended to the trail about records."""

from datetime import datetime

from portfolio.models import Record
from register.access import Actor
from register.services.events import record_event


def record_step(kind: str, record: Record, actor: Actor | None, now: datetime, **data: str) -> None:
    """One event about a record and its owner; of what it says the event holds nothing."""
    record_event(
        kind=kind,
        subject_type="record",
        subject_uuid=record.uuid,
        person_id=record.person_id,
        actor=actor,
        now=now,
        data=data,
    )
