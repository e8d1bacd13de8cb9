"""The assessor's step: advise, independently of the others."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from accreditation.catalogue import Action
from accreditation.errors import NotAssigned, SomebodyElseDecides
from accreditation.models import Advice, Assessment, Assignment
from accreditation.rules.worth import Line
from accreditation.services.applications.concluding import conclude_when_advised
from accreditation.services.applications.moving import move
from accreditation.services.interests import refuse_interested_in
from register.access import Actor
from register.errors import constraint_of
from register.services.categories import refuse_unknown_category


@transaction.atomic
def advise(
    *,
    assessment: Assessment,
    grant: bool,
    lines: Sequence[Line],
    conditions: str,
    reasons: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> Advice:
    """Advise to grant these lines, or to refuse. With the last advice that is needed it becomes the chair's turn.

    Only whoever was asked, and has no interest; once.
    """
    move(assessment=assessment, action=Action.ADVISE, actor=actor, today=today, now=now)
    assignment = Assignment.objects.open().filter(assessment=assessment, assessor=actor.user_id).first()
    if assignment is None:
        raise NotAssigned(
            nl="U bent niet gevraagd over deze aanvraag te adviseren, of deed dat al.",
            en="You were not asked to advise on this application, or did so already.",
        )
    refuse_interested_in(assessment, user_id=actor.user_id, on=today)
    for line in lines:
        refuse_unknown_category(register=assessment.register, category=line.category, on=today)
    try:
        with transaction.atomic():
            advice = Advice.objects.create(
                assignment=assignment,
                grant=grant,
                lines=[line.to_json() for line in lines],
                conditions=conditions,
                reasons=reasons,
                advised_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "advice_by_somebody_else":
            raise
        raise SomebodyElseDecides(
            nl="U had al een aandeel in deze aanvraag. Een ander adviseert.",
            en="You had a part in this application before. Somebody else advises.",
        ) from error
    advice.refresh_from_db(fields=["uuid"])
    conclude_when_advised(assessment=assessment, today=today, now=now)
    return advice
