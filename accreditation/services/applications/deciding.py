"""The chair's steps: decide, ask for one more advice, take over another register's decision, reconsider."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from accreditation.catalogue import Action
from accreditation.errors import DecisionNotTakenOver
from accreditation.models import Accreditation, Application, Assessment, Course, Decision
from accreditation.rules.worth import Line
from accreditation.selectors import policy_of
from accreditation.services.accreditations import end_accreditations, write_granted
from accreditation.services.applications.decisions import validity_of, write_decision
from accreditation.services.applications.moving import move
from accreditation.services.interests import refuse_interested_in
from register.access import Actor
from register.services.categories import refuse_unknown_category


@transaction.atomic
def grant_application(
    *,
    assessment: Assessment,
    lines: Sequence[Line],
    reasons: str,
    tags: Sequence[str] = (),
    conditions: str = "",
    valid_from: date | None = None,
    valid_before: date | None = None,
    actor: Actor,
    today: date,
    now: datetime,
) -> Decision:
    """Accredit the course in this register: these lines, in [valid_from, valid_before), under conditions or none.

    Left out, the validity comes from the policy. A changed course is accredited anew from `valid_from` on.
    """
    _begin(assessment, Action.GRANT, actor, lines, today, now)
    starts, ends = validity_of(assessment, valid_from=valid_from, valid_before=valid_before, today=today)
    decision = write_decision(
        assessment=assessment,
        granted=True,
        lines=lines,
        tags=tags,
        valid_from=starts,
        valid_before=ends,
        conditions=conditions,
        reasons=reasons,
        actor=actor,
        today=today,
        now=now,
    )
    _execute(decision, now)
    return decision


@transaction.atomic
def refuse_application(*, assessment: Assessment, reasons: str, actor: Actor, today: date, now: datetime) -> Decision:
    """Refuse, with reasons that the provider reads."""
    _begin(assessment, Action.REFUSE, actor, (), today, now)
    return write_decision(assessment=assessment, granted=False, reasons=reasons, actor=actor, today=today, now=now)


@transaction.atomic
def seek_advice(*, assessment: Assessment, actor: Actor, today: date, now: datetime) -> Assessment:
    """Ask for one more advice, where those that are in do not settle it."""
    move(assessment=assessment, action=Action.SEEK_ADVICE, actor=actor, today=today, now=now)
    assessment.refresh_from_db(fields=["advices_needed"])
    assessment.advices_needed += 1
    assessment.save(update_fields=["advices_needed"])
    return assessment


@transaction.atomic
def take_over_decision(
    *,
    assessment: Assessment,
    source: Accreditation,
    lines: Sequence[Line],
    reasons: str,
    tags: Sequence[str] = (),
    actor: Actor,
    today: date,
    now: datetime,
) -> Decision:
    """Accredit the course because another register did, where the policy allows: for as long as that decision holds."""
    _begin(assessment, Action.TAKE_OVER, actor, lines, today, now)
    policy = policy_of(assessment.register_id, on=today)
    holds = source.replaced_at is None and source.valid_before > today
    known = source.course_id == assessment.application.course_id and source.register.code in policy.reuse_from
    if not (holds and known):
        raise DecisionNotTakenOver(
            nl="Dit besluit is niet over te nemen: het geldt niet meer, gaat over iets anders, of het beleid laat het "
            "voor dat register niet toe.",
            en="This decision cannot be taken over: it no longer holds, is about something else, or the policy does "
            "not allow it for that register.",
        )
    starts, ends = validity_of(assessment, valid_from=None, valid_before=None, today=today)
    decision = write_decision(
        assessment=assessment,
        basis=Decision.Basis.TAKEN_OVER,
        source=source,
        granted=True,
        lines=lines,
        tags=tags,
        valid_from=starts,
        valid_before=min(ends, source.valid_before),
        reasons=reasons,
        actor=actor,
        today=today,
        now=now,
    )
    _execute(decision, now)
    return decision


@transaction.atomic
def reconsider(
    *,
    assessment: Assessment,
    granted: bool,
    reasons: str,
    lines: Sequence[Line] = (),
    tags: Sequence[str] = (),
    conditions: str = "",
    valid_from: date | None = None,
    valid_before: date | None = None,
    actor: Actor,
    today: date,
    now: datetime,
) -> Decision:
    """Decide anew on an objection: by somebody who neither advised nor decided before. What was granted is replaced.

    Left out, the validity is that of the first decision, else from the policy.
    """
    _begin(assessment, Action.RECONSIDER, actor, lines, today, now)
    first = assessment.decisions.get(stage=Decision.Stage.FIRST)
    starts, ends = (None, None)
    if granted:
        starts, ends = validity_of(
            assessment,
            valid_from=valid_from or first.valid_from or today,
            valid_before=valid_before or first.valid_before,
            today=today,
        )
    decision = write_decision(
        assessment=assessment,
        stage=Decision.Stage.RECONSIDERED,
        granted=granted,
        lines=lines,
        tags=tags,
        valid_from=starts,
        valid_before=ends,
        conditions=conditions,
        reasons=reasons,
        actor=actor,
        today=today,
        now=now,
    )
    Accreditation.objects.in_force().filter(decision=first).update(replaced_at=now)
    if granted:
        _execute(decision, now)
    return decision


def _begin(
    assessment: Assessment, action: Action, actor: Actor, lines: Sequence[Line], today: date, now: datetime
) -> None:
    move(assessment=assessment, action=action, actor=actor, today=today, now=now)
    refuse_interested_in(assessment, user_id=actor.user_id, on=today)
    for line in lines:
        refuse_unknown_category(register=assessment.register, category=line.category, on=today)


def _execute(decision: Decision, now: datetime) -> None:
    """Write what was granted; an accreditation of the course before its change ends where the new one begins."""
    assessment = decision.assessment
    application = assessment.application
    Course.objects.select_for_update(no_key=True).get(pk=application.course_id)
    if application.kind == Application.Kind.CHANGE:
        end_accreditations(
            course=application.course,
            register=assessment.register,
            from_day=decision.valid_from,
            decided_by_id=decision.decided_by_id,
            now=now,
        )
    write_granted(decision=decision, now=now)
