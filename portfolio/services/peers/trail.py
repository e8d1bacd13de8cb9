"""What is appended to the trail about peer groups, sessions and visits: who and when, never what was said."""

import re
from datetime import datetime

from django.db.models import Model

from register.access import Actor
from register.services.events import record_event


def record_peer_event(
    kind: str, subject: Model, person_id: int | None, actor: Actor | None, now: datetime, **data: str
) -> None:
    """One event about a group, a membership, a session or a visit; `person_id` is whom it concerns."""
    record_event(
        kind=kind,
        subject_type=re.sub(r"(?<!^)(?=[A-Z])", "-", type(subject).__name__).lower(),
        subject_uuid=subject.uuid,  # type: ignore[attr-defined]
        person_id=person_id,
        actor=actor,
        now=now,
        data=data,
    )
