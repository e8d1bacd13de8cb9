"""Writing down a decision: its term for objection, its validity, and who may not take it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from accreditation.errors import SomebodyElseDecides
from accreditation.models import Accreditation, Application, Assessment, CourseChange, Decision
from accreditation.rules.policy import OBJECTION
from accreditation.rules.worth import Line
from accreditation.selectors import policy_of
from accreditation.selectors.applications import last_accredited_before
from register.access import Actor
from register.errors import FieldProblem, InvalidInput, constraint_of
from register.rules.periods import add_months


def write_decision(
    *,
    assessment: Assessment,
    granted: bool,
    reasons: str,
    lines: Sequence[Line] = (),
    tags: Sequence[str] = (),
    valid_from: date | None = None,
    valid_before: date | None = None,
    conditions: str = "",
    stage: str = Decision.Stage.FIRST,
    basis: str = Decision.Basis.ASSESSED,
    source: Accreditation | None = None,
    actor: Actor,
    today: date,
    now: datetime,
) -> Decision:
    """Keep a decision, in the caller's transaction. The term for objection begins on the day after it.

    Raises SomebodyElseDecides for whoever advised on the application, or decided on it before.
    """
    until = policy_of(assessment.register_id, on=today).terms.ends(OBJECTION, began_on=today)
    try:
        with transaction.atomic():
            decision = Decision.objects.create(
                assessment=assessment,
                stage=stage,
                basis=basis,
                granted=granted,
                lines=[line.to_json() for line in lines],
                tags=list(tags),
                valid_from=valid_from,
                valid_before=valid_before,
                conditions=conditions,
                reasons=reasons,
                source=source,
                objection_until=until if stage == Decision.Stage.FIRST else None,
                decided_by_id=actor.user_id,
                decided_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "decision_by_somebody_else":
            raise
        raise SomebodyElseDecides(
            nl="U hebt over deze aanvraag geadviseerd of al eerder beslist. Een ander beslist.",
            en="You advised on this application, or decided on it before. Somebody else decides.",
        ) from error
    decision.refresh_from_db(fields=["uuid"])
    if granted:
        application = assessment.application
        CourseChange.objects.filter(
            version__course=application.course_id,
            version__number__lte=assessment.put_forward.version.number,
            register=assessment.register_id,
            effect=CourseChange.Effect.REASSESS,
            settled_by=None,
        ).update(settled_by=decision)
    return decision


def validity_of(
    assessment: Assessment, *, valid_from: date | None, valid_before: date | None, today: date
) -> tuple[date, date]:
    """From when until when, filled in from the policy: a repeat follows what runs, a change ends with it.

    Raises InvalidInput when it lasts longer than the policy allows.
    """
    policy = policy_of(assessment.register_id, on=today)
    application = assessment.application
    runs_until = last_accredited_before(application, assessment.register_id)
    if valid_from is None:
        follows = application.kind == Application.Kind.REPEAT and runs_until is not None and runs_until > today
        valid_from = runs_until if follows and runs_until else today
    if valid_before is None:
        goes_on = application.kind == Application.Kind.CHANGE and runs_until is not None and runs_until > valid_from
        valid_before = runs_until if goes_on and runs_until else add_months(valid_from, policy.validity_months)
    longest = add_months(valid_from, policy.longest_validity_months)
    if not valid_from < valid_before <= longest:
        problem = FieldProblem(
            "#/validBefore",
            "validity-out-of-range",
            f"Kies een dag na {valid_from} en uiterlijk {longest}.",
            f"Choose a day after {valid_from} and {longest} at the latest.",
        )
        raise InvalidInput(nl="De geldigheid klopt niet.", en="The validity is not right.", fields=(problem,))
    return valid_from, valid_before
