"""How questions about an attendance move, those that are not listed and those that are booked wrongly alike.

Every move is one row of the table of its sort and one conditional update.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NoReturn, TypeVar

from django.db import transaction

from accreditation.models import Provider
from accreditation.selectors import policy_of
from portfolio.catalogue import MISSING_ATTENDANCE, WRONG_ATTENDANCE, QuestionAction, QuestionTransitions
from portfolio.errors import MissingAttendanceMoved, OwnDossier
from portfolio.errors.questions import WrongAttendanceMoved
from portfolio.models import MissingAttendance, WrongAttendance
from portfolio.models.attendance_question import AttendanceQuestion
from portfolio.services.attendance.verdicts import Verdict
from register.access import Actor
from register.errors import Conflict, FieldProblem, InvalidInput
from register.models import Registration
from register.services.events import record_event

Action = QuestionAction
Asked = TypeVar("Asked", bound=AttendanceQuestion)
# What the provider may no longer report may still be right: then the office decides.
OPEN_TO_OFFICE = frozenset({Verdict.TOO_LATE, Verdict.NOT_AUTHORISED_THEN, Verdict.ARRIVED_LATE})


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of question: its name in events, how it moves, and what stops a step that comes too late."""

    name: str
    moves: QuestionTransitions
    moved: type[Conflict]


SORTS: Mapping[type[AttendanceQuestion], Sort] = {
    MissingAttendance: Sort("missing-attendance", MISSING_ATTENDANCE, MissingAttendanceMoved),
    WrongAttendance: Sort("wrong-attendance", WRONG_ATTENDANCE, WrongAttendanceMoved),
}


def answered_by(registration: Registration, *, since: date, today: date, field: str) -> date:
    """The last day for the provider to answer what is asked today about something of the day `since`.

    InvalidInput about `field` when that is too long ago, by the policy of the register.
    """
    rules = policy_of(registration.register_id, on=today).missing_points
    if since < today - timedelta(days=rules.asked_within_days):
        _refuse_late(field, rules.asked_within_days)
    return today + timedelta(days=rules.answer_within_days)


@transaction.atomic
def deny_question(*, question: Asked, answer: str, actor: Actor, now: datetime) -> Asked:
    """The provider says that it is not so, and why. The professional may put it before the office."""
    return move_question(question, Action.DENY, actor, now, answer=answer, answered_by_id=actor.user_id)


@transaction.atomic
def dispute_denial(*, question: Asked, dispute: str, actor: Actor, now: datetime) -> Asked:
    """The professional disagrees with the provider: the office decides."""
    return move_question(question, Action.DISPUTE, actor, now, dispute=dispute)


@transaction.atomic
def withdraw_question(*, question: Asked, actor: Actor, now: datetime) -> Asked:
    """The professional takes the question back."""
    return move_question(question, Action.WITHDRAW, actor, now)


@transaction.atomic
def decline_question(*, question: Asked, decision: str, actor: Actor, now: datetime) -> Asked:
    """The office decides that it was not so, or can't be shown. The professional reads why."""
    refuse_own(question, actor)
    return move_question(question, Action.DECLINE, actor, now, decision=decision, decided_by_id=actor.user_id)


def settle_asked(model: type[Asked], *, overtaken: Callable[[Asked], bool], on: date, now: datetime) -> int:
    """Close the questions that were `overtaken`, and put before the office what a provider left unanswered.

    Returns how many moved. Twice at once, each moves once.
    """
    moved = 0
    rows = model._default_manager.filter(state=model.State.ASKED)
    for question in rows.select_related("registration__register").order_by("id").iterator():
        try:
            if overtaken(question):
                move_question(question, Action.OVERTAKE, None, now)
            elif question.answer_by < on:
                move_question(question, Action.ESCALATE, None, now)
            else:
                continue
        except SORTS[model].moved:  # somebody was quicker
            continue
        moved += 1
    return moved


@transaction.atomic
def move_question(question: Asked, action: Action, actor: Actor | None, now: datetime, **values: Any) -> Asked:
    """Take one step of the table. The Conflict of its sort when somebody was quicker."""
    sort = SORTS[type(question)]
    step = sort.moves[action]
    here = type(question)._default_manager.filter(pk=question.pk, state__in=sorted(step.sources))
    if not here.update(state=step.target, **values):
        question.refresh_from_db(fields=["state"])
        raise sort.moved(
            nl=f"Dit kan niet meer: de vraag staat op {question.state}.",
            en=f"This is no longer possible: the question is {question.state}.",
        )
    question.refresh_from_db()
    record_question(step.event, question, actor, now)
    return question


def refuse_own(question: AttendanceQuestion, actor: Actor) -> None:
    """Raise OwnDossier about one's own question."""
    if question.registration.person_id == actor.person_id:
        raise OwnDossier(nl="Over uw eigen dossier beslist een ander.", en="Somebody else decides about your dossier.")


def record_question(kind: str, question: AttendanceQuestion, actor: Actor | None, now: datetime) -> None:
    """Append an event about the question."""
    register = question.registration.register
    provider: Provider | None = question.provider
    record_event(
        kind=kind,
        subject_type=SORTS[type(question)].name,
        subject_uuid=question.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        person_id=question.registration.person_id,
        actor=actor,
        now=now,
        data={"provider": str(provider.uuid)} if provider else {},
    )


def _refuse_late(field: str, days: int) -> NoReturn:
    problem = FieldProblem(
        f"#/{field}",
        "asked-too-late",
        f"Dit kan tot {days} dagen na de dag zelf. Neem contact op met het registerbureau.",
        f"This can be asked until {days} days after the day. Contact the register office.",
    )
    raise InvalidInput(nl=problem.nl, en=problem.en, fields=(problem,))
