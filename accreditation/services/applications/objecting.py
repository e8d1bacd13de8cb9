"""The provider objects to a decision, within the term, or says why so late."""

from datetime import date, datetime

from django.db import transaction

from accreditation.catalogue import Action
from accreditation.errors import ObjectionTooLate
from accreditation.models import Assessment, Decision, Objection
from accreditation.services.applications.moving import move
from register.access import Actor
from register.services.receipts import give_receipt


@transaction.atomic
def object_to_decision(
    *, assessment: Assessment, grounds: str, late_because: str = "", actor: Actor, today: date, now: datetime
) -> Objection:
    """Object to the register's first decision. Others than those who advised or decided will reconsider it.

    The term runs from the day after the decision until and including its last day. Later it takes a reason, and
    people judge whether that excuses it.
    """
    move(assessment=assessment, action=Action.OBJECT, actor=actor, today=today, now=now)
    decision = assessment.decisions.get(stage=Decision.Stage.FIRST)
    assert decision.objection_until
    late = today > decision.objection_until
    if late and not late_because:
        raise ObjectionTooLate(
            nl=f"Bezwaar kon tot en met {decision.objection_until:%d-%m-%Y}. Zeg waarom het zo laat is; "
            "wie heroverweegt beoordeelt dat.",
            en=f"Objection was possible until and including {decision.objection_until}. Say why it is so late; "
            "whoever reconsiders judges that.",
        )
    objection = Objection.objects.create(
        decision=decision,
        grounds=grounds,
        late_because=late_because if late else "",
        lodged_by_id=actor.user_id,
        lodged_at=now,
    )
    objection.refresh_from_db(fields=["uuid"])
    give_receipt(
        message="accreditation-objection",
        of=assessment.uuid,
        said={"grounds": grounds, "lateBecause": objection.late_because},
        register=assessment.register,
        actor=actor,
        now=now,
    )
    return objection
