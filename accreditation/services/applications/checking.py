"""The office's steps: send back, accept for assessment, ask assessors, set aside; and questions to the provider."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from accreditation.catalogue import Action, State
from accreditation.errors import AssessorAlreadyAssigned, TermNotOver
from accreditation.models import Assessment, Assignment, Question, StateSpan
from accreditation.rules.chance import is_drawn
from accreditation.selectors import policy_of
from accreditation.selectors.applications import candidates_for
from accreditation.services.applications.concluding import conclude_when_advised
from accreditation.services.applications.moving import move
from accreditation.services.interests import refuse_interested_in
from register.access import Actor
from register.errors import FieldProblem, InvalidInput, constraint_of
from register.models import User


@transaction.atomic
def return_application(
    *, assessment: Assessment, shortcomings: Sequence[dict[str, str]], actor: Actor, today: date, now: datetime
) -> Assessment:
    """Send the application back with a list of what is missing: `field` and `text` of each."""
    move(assessment=assessment, action=Action.RETURN, actor=actor, today=today, now=now, remarks=shortcomings)
    return assessment


@transaction.atomic
def accept_application(*, assessment: Assessment, actor: Actor, today: date, now: datetime) -> Assessment:
    """Take the application up for assessment: what was submitted is what is assessed.

    The register's policy says how many advices it takes, and chance whether a blind one measures agreement; whoever
    knows the uuid can repeat the draw.
    """
    move(assessment=assessment, action=Action.ACCEPT, actor=actor, today=today, now=now)
    policy = policy_of(assessment.register_id, on=today)
    assessment.advices_needed = policy.advices
    assessment.blind = is_drawn(assessment.uuid, share=policy.blind_share)
    assessment.save(update_fields=["advices_needed", "blind"])
    return assessment


@transaction.atomic
def assign_assessor(
    *, assessment: Assessment, assessor: User, blind: bool = False, actor: Actor, today: date, now: datetime
) -> Assignment:
    """Ask an assessor of the register to advise; a `blind` one only measures agreement.

    Refused by rule: who has an interest, who advised or decided on it before, who does not assess in this register.
    """
    move(
        assessment=assessment,
        action=Action.ASSIGN,
        actor=actor,
        today=today,
        now=now,
        person_id=assessor.person_id,
    )
    refuse_interested_in(assessment, user_id=assessor.pk, on=today)
    if assessment.assignments.filter(assessor=assessor, released_at=None).exists():
        raise AssessorAlreadyAssigned(nl="Deze beoordelaar is al gevraagd.", en="This assessor was asked already.")
    if assessor.pk not in {one.user.pk for one in candidates_for(assessment, on=today)}:
        problem = FieldProblem(
            "#/assessor",
            "not-a-candidate",
            "Deze persoon beoordeelt hier niet, is niet beschikbaar of heeft al over deze aanvraag beslist.",
            "This person does not assess here, is not available, or decided on this application before.",
        )
        raise InvalidInput(nl="Kies een ander.", en="Choose somebody else.", fields=(problem,))
    try:
        with transaction.atomic():
            assignment = Assignment.objects.create(
                assessment=assessment,
                assessor=assessor,
                round=2 if assessment.state == State.OBJECTED else 1,
                blind=blind,
                assigned_by_id=actor.user_id,
                assigned_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) not in ("assessor_assigned_once", "assessment_has_one_blind_assessor"):
            raise
        raise AssessorAlreadyAssigned(
            nl="Er is al een blinde beoordelaar gevraagd.", en="A blind assessor was asked already."
        ) from error
    assignment.refresh_from_db(fields=["uuid"])
    return assignment


@transaction.atomic
def release_assessor(*, assignment: Assignment, reason: str, actor: Actor, today: date, now: datetime) -> Assignment:
    """Let an assessor go who has not advised yet."""
    assessment = assignment.assessment
    person = assignment.assessor.person_id
    move(assessment=assessment, action=Action.RELEASE, actor=actor, today=today, now=now, person_id=person)
    rows = Assignment.objects.open().filter(pk=assignment.pk)
    if not rows.update(released_at=now, release_reason=reason):
        raise AssessorAlreadyAssigned(
            nl="Deze beoordelaar heeft al geadviseerd of is al vrijgesteld.",
            en="This assessor has advised already, or was released.",
        )
    conclude_when_advised(assessment=assessment, today=today, now=now)
    assignment.refresh_from_db()
    return assignment


@transaction.atomic
def ask_provider(*, assessment: Assessment, text: str, actor: Actor, today: date, now: datetime) -> Question:
    """Ask the provider something. The term of assessment stands still until the answer."""
    move(assessment=assessment, action=Action.ASK, actor=actor, today=today, now=now)
    question = Question.objects.create(assessment=assessment, text=text, asked_by_id=actor.user_id, asked_at=now)
    question.refresh_from_db(fields=["uuid"])
    return question


@transaction.atomic
def set_aside(*, assessment: Assessment, reason: str, actor: Actor, today: date, now: datetime) -> Assessment:
    """Stop dealing with an application whose provider let the term pass without completing or answering."""
    span = StateSpan.objects.select_for_update().get(assessment=assessment, left_at=None)
    waited = span.state in (State.RETURNED, State.QUESTIONED)
    if waited and span.due_on is not None and today <= span.due_on:
        raise TermNotOver(
            nl=f"De aanbieder heeft nog tot en met {span.due_on:%d-%m-%Y}.",
            en=f"The provider has until {span.due_on}, that day included.",
        )
    remarks = [{"field": "", "text": reason}]
    move(assessment=assessment, action=Action.SET_ASIDE, actor=actor, today=today, now=now, remarks=remarks)
    return assessment
