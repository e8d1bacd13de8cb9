"""The provider's steps: submit, answer, withdraw, and accredit oneself within one's level of trust."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accreditation.catalogue import OVER, Action, State
from accreditation.errors import (
    ApplicationIncomplete,
    ApplicationOpen,
    NothingAccredited,
    RepeatTooEarly,
    SelfAccreditationBeyondTrust,
)
from accreditation.models import Application, Assessment, Course, Decision, Question, Submission
from accreditation.rules.worth import Line, lines_of, total_by_unit
from accreditation.selectors import policy_of, trust_level_of
from accreditation.selectors.applications import last_accredited_before, missing_of
from accreditation.services.accreditations import write_granted
from accreditation.services.applications.concluding import conclude_when_advised
from accreditation.services.applications.decisions import validity_of, write_decision
from accreditation.services.applications.drafting import OPEN_TO_CHANGE
from accreditation.services.applications.moving import cannot_move, move
from accreditation.services.fees import charge_fee
from accreditation.services.standing import refuse_blocked, refuse_unauthorised
from register.access import Actor
from register.rules.periods import add_months
from register.services.receipts import give_receipt


@transaction.atomic
def submit_application(*, application: Application, actor: Actor, today: date, now: datetime) -> Application:
    """Put the application as it is now before every register it names, or again before those that sent it back.

    What is missing is named all at once. The provider must be authorised everywhere, and blocked nowhere. Fees fall
    due. The other registers go on with what was submitted to them before.
    """
    locked = Application.objects.select_for_update(of=("self",)).select_related("provider").get(pk=application.pk)
    _refuse_incomplete(locked, today)
    Course.objects.select_for_update(no_key=True).get(pk=locked.course_id)
    open_to_change = _open_to_change(locked)
    if not open_to_change:
        raise cannot_move(locked.assessments.order_by("id")[0], Action.SUBMIT)
    submission = _submission_of(locked, actor, now)
    for assessment in open_to_change:
        _refuse_unfit(assessment, today)
        charge_fee(
            provider=locked.provider,
            register=assessment.register,
            application_uuid=locked.uuid,
            kind=locked.version.kind,
            urgent=locked.urgent,
            repeat=locked.kind == Application.Kind.REPEAT,
            editions=locked.planned_editions or 0,
            on=today,
            now=now,
        )
        _put_forward(submission, assessment)
        move(assessment=assessment, action=Action.SUBMIT, actor=actor, today=today, now=now)
        said = {"number": submission.number, "motivation": submission.motivation}
        give_receipt(
            message="application", of=locked.uuid, said=said, register=assessment.register, actor=actor, now=now
        )
    return locked


@transaction.atomic
def self_accredit(*, assessment: Assessment, reasons: str, actor: Actor, today: date, now: datetime) -> Decision:
    """Accredit one's own course in a register, from today, for what the draft asks, within one's level of trust."""
    application = Application.objects.select_for_update(of=("self",)).get(pk=assessment.application_id)
    _refuse_incomplete(application, today)
    _put_forward(_submission_of(application, actor, now), assessment)
    move(assessment=assessment, action=Action.SELF_ACCREDIT, actor=actor, today=today, now=now)
    Course.objects.select_for_update(no_key=True).get(pk=application.course_id)
    _refuse_unfit(assessment, today)
    lines = lines_of(assessment.requested)
    _refuse_beyond_trust(assessment, lines, today)
    valid_from, valid_before = validity_of(assessment, valid_from=None, valid_before=None, today=today)
    decision = write_decision(
        assessment=assessment,
        basis=Decision.Basis.SELF,
        granted=True,
        lines=lines,
        valid_from=valid_from,
        valid_before=valid_before,
        reasons=reasons,
        actor=actor,
        today=today,
        now=now,
    )
    write_granted(decision=decision, now=now)
    return decision


@transaction.atomic
def answer_question(*, question: Question, answer: str, actor: Actor, today: date, now: datetime) -> Question:
    """Answer what was asked: the assessment goes on where it stood, with the time it had left."""
    assessment = question.assessment
    move(assessment=assessment, action=Action.ANSWER, actor=actor, today=today, now=now)
    Question.objects.filter(pk=question.pk).update(answer=answer, answered_by=actor.user_id, answered_at=now)
    conclude_when_advised(assessment=assessment, today=today, now=now)
    question.refresh_from_db()
    return question


@transaction.atomic
def withdraw_application(
    *, assessment: Assessment, reason: str, actor: Actor, today: date, now: datetime
) -> Assessment:
    """Take the application back from one register; the others go on."""
    remarks = [{"field": "", "text": reason}]
    move(assessment=assessment, action=Action.WITHDRAW, actor=actor, today=today, now=now, remarks=remarks)
    return assessment


def _submission_of(application: Application, actor: Actor, now: datetime) -> Submission:
    """The application as it is now, kept. It is complete, and locked by the caller."""
    assert application.planned_editions is not None
    submission = Submission.objects.create(
        application=application,
        number=application.submissions.count() + 1,
        version_id=application.version_id,
        motivation=application.motivation,
        urgent=application.urgent,
        planned_editions=application.planned_editions,
        submitted_by_id=actor.user_id,
        submitted_at=now,
    )
    submission.attachments.set(application.attachments.in_draft())
    return submission


def _put_forward(submission: Submission, assessment: Assessment) -> None:
    """From now on this register looks at this submission. When it is not the provider's turn, the move refuses."""
    states = [state.value for state in OPEN_TO_CHANGE]
    if Assessment.objects.filter(pk=assessment.pk, state__in=states).update(submission=submission):
        assessment.submission = submission


def _open_to_change(application: Application) -> Sequence[Assessment]:
    states = [state.value for state in OPEN_TO_CHANGE]
    return list(
        application.assessments.filter(state__in=states)
        .select_related("application__provider", "application__course", "register__association")
        .order_by("register_id")
    )


def _refuse_incomplete(application: Application, on: date) -> None:
    missing = missing_of(application, on=on)
    if missing:
        raise ApplicationIncomplete(
            nl=f"De aanvraag is nog niet compleet: er ontbreekt {len(missing)} keer iets.",
            en=f"The application is not complete yet: {len(missing)} missing.",
            fields=missing,
        )


def _refuse_unfit(assessment: Assessment, on: date) -> None:
    application, register = assessment.application, assessment.register
    refuse_unauthorised(provider=application.provider, register=register, on=on)
    refuse_blocked(provider=application.provider, register=register, on=on)
    over = [state.value for state in (*OVER, State.DRAFT)]
    other = Assessment.objects.filter(application__course=application.course_id, register=register)
    if other.exclude(pk=assessment.pk).exclude(state__in=over).exists():
        raise ApplicationOpen(
            nl=f"Voor deze scholing loopt al een aanvraag bij {register.name}. Wacht die af of trek haar in.",
            en=f"An application for this course is open in {register.name}. Await it or withdraw it.",
        )
    if application.kind != Application.Kind.FIRST:
        _refuse_without_accreditation(application, assessment, on)


def _refuse_without_accreditation(application: Application, assessment: Assessment, on: date) -> None:
    ends = last_accredited_before(application, assessment.register_id)
    if ends is None:
        raise NothingAccredited(
            nl=f"Deze scholing is bij {assessment.register.name} niet geaccrediteerd. Vraag een eerste aan.",
            en=f"{assessment.register.name} does not accredit this course. Apply for a first accreditation.",
        )
    opens = add_months(ends, -policy_of(assessment.register_id, on=on).repeat_months_before)
    if application.kind == Application.Kind.REPEAT and on < opens:
        raise RepeatTooEarly(
            nl=f"Herhaling is aan te vragen vanaf {opens:%d-%m-%Y}; de accreditatie loopt tot {ends:%d-%m-%Y}.",
            en=f"A repeat can be applied for from {opens}; the accreditation runs until {ends}.",
        )


def _refuse_beyond_trust(assessment: Assessment, lines: Sequence[Line], on: date) -> None:
    application = assessment.application
    level = trust_level_of(application.provider, assessment.register, on=on)
    kind = assessment.put_forward.version.kind
    totals: dict[str, Decimal] = total_by_unit(lines)
    within = level is not None and all(
        level.covers(kind=kind, category=line.category, quantity=totals[line.unit]) for line in lines
    )
    if not within:
        raise SelfAccreditationBeyondTrust(
            nl=f"Bij {assessment.register.name} mag u deze scholing niet zelf accrediteren. Dien een aanvraag in.",
            en=f"In {assessment.register.name} you may not accredit this course yourself. Submit an application.",
        )
