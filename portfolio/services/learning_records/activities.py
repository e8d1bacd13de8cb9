"""How a provider's learning system calls its courses, and drafts that people make claims of."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from accreditation.models import Course, Edition
from portfolio.errors import ActivityIdentifierTaken, DraftAlreadyClaimed
from portfolio.models import ActivityIdentifier, Claim, ClaimDraft
from portfolio.services.claims.submitting import submit_claim
from register.access import Actor
from register.errors import FieldProblem, InvalidInput, constraint_of
from register.services.events import record_event


@transaction.atomic
def name_activity(
    *, course: Course, iri: str, edition: Edition | None, actor: Actor, now: datetime
) -> ActivityIdentifier:
    """Say by which address the provider's learning system names a course, or one edition of it."""
    if edition is not None and edition.course_id != course.pk:
        problem = FieldProblem(
            "#/edition",
            "of-another-course",
            "Deze uitvoering is van een andere scholing.",
            "This edition is of another course.",
        )
        raise InvalidInput(
            nl="De uitvoering hoort niet bij de scholing.",
            en="The edition does not belong to the course.",
            fields=(problem,),
        )
    try:
        with transaction.atomic():
            row = ActivityIdentifier.objects.create(
                provider_id=course.provider_id, course=course, edition=edition, iri=iri
            )
    except IntegrityError as error:
        if constraint_of(error) != "activity_identifier_once_per_provider":
            raise
        raise ActivityIdentifierTaken(
            nl="Dit adres hoort al bij een scholing van deze aanbieder.",
            en="This address already belongs to a course of this provider.",
        ) from error
    row.refresh_from_db(fields=["uuid"])
    record_event(
        kind="course.activity-named",
        subject_type="course",
        subject_uuid=course.uuid,
        organisation_id=course.provider_id,
        actor=actor,
        now=now,
    )
    return row


@transaction.atomic
def claim_draft(*, draft: ClaimDraft, values: Mapping[str, Any], actor: Actor, today: date, now: datetime) -> Claim:
    """Make a claim of a draft: title and day are the draft's, the rest is what the person says. Once."""
    held = ClaimDraft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    if held.claim_id is not None:
        raise DraftAlreadyClaimed(
            nl="Van dit concept is al een claim gemaakt.", en="A claim was already made of this draft."
        )
    claim = submit_claim(title=held.title, performed_on=held.performed_on, **values, actor=actor, today=today, now=now)
    held.claim = claim
    held.save(update_fields=["claim"])
    return claim
