"""Self-assessments: where a professional says to stand on a day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from portfolio.models import SelfAssessment
from portfolio.services.competence.answers import answers_of, profile_on, refuse_unknown
from register.access import Actor
from register.models import Person, Register
from register.services.events import record_event


@transaction.atomic
def assess_oneself(
    *,
    person: Person,
    register: Register,
    assessed_on: date,
    specialisations: Sequence[str],
    answers: Sequence[Mapping[str, Any]],
    actor: Actor,
    now: datetime,
) -> SelfAssessment:
    """Keep where the person stands, in the profile that is in force that day. Competences may be left out."""
    version = profile_on(register, on=assessed_on)
    profile = version.profile
    refuse_unknown(specialisations, known=profile.specialisations, place="#/specialisations")
    said = answers_of(answers, profile=profile, asked=profile.asked_of(specialisations))
    assessment = SelfAssessment.objects.create(
        person=person,
        profile=version,
        assessed_on=assessed_on,
        specialisations=list(specialisations),
        answers=said,
        recorded_at=now,
    )
    assessment.refresh_from_db(fields=["uuid"])
    # No register in the trail: that somebody looks at themselves is nobody else's business.
    record_event(
        kind="self-assessment.recorded",
        subject_type="self-assessment",
        subject_uuid=assessment.uuid,
        person_id=person.pk,
        actor=actor,
        now=now,
    )
    return assessment
