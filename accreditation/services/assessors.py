"""What assessors know and how much they take on, as the office keeps it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accreditation.models import Expertise
from register.access import Actor
from register.models import Register, User
from register.services.events import record_event


@transaction.atomic
def note_expertise(
    *, assessor: User, register: Register, known: Mapping[str, Any], actor: Actor, now: datetime
) -> Expertise:
    """Keep what an assessor knows in a register: categories, competences and kinds, and how many at once, if at all."""
    expertise, _ = Expertise.objects.update_or_create(user=assessor, register=register, defaults=dict(known))
    expertise.refresh_from_db()
    record_event(
        kind="assessor.expertise-noted",
        subject_type="expertise",
        subject_uuid=expertise.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        person_id=assessor.person_id,
        actor=actor,
        now=now,
    )
    return expertise
