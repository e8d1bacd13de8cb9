"""Feedback: a professional asks, others answer once with the key that was mailed to them, nobody else reads it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from portfolio.errors.competence import FeedbackAskedAlready, FeedbackOver, TooMuchFeedbackAsked
from portfolio.models import FeedbackInvitation, FeedbackRound
from portfolio.services.competence.answers import answers_of, profile_on, refuse_unknown
from register.access import Actor
from register.errors import Limit, constraint_of
from register.models import Person, Register
from register.services.events import record_event
from register.services.limits import refuse_beyond

A_DAY = Limit("feedback", 40, timedelta(days=1))


@transaction.atomic
def ask_feedback(
    *,
    person: Person,
    register: Register,
    competences: Sequence[str],
    question: str,
    closes_before: date,
    invited: Sequence[Mapping[str, str]],
    actor: Actor,
    today: date,
    now: datetime,
) -> FeedbackRound:
    """Ask these people about competences of the profile in force today; about all of them when none are named."""
    version = profile_on(register, on=today)
    refuse_unknown(competences, known=version.profile.competences, place="#/competences")
    asked = FeedbackRound.objects.create(
        person=person,
        profile=version,
        competences=list(competences) or list(version.profile.competences),
        question=question,
        asked_at=now,
        closes_before=closes_before,
    )
    asked.refresh_from_db(fields=["uuid"])
    invite_to_round(asked=asked, invited=invited, actor=actor, today=today, now=now)
    return asked


@transaction.atomic
def invite_to_round(
    *, asked: FeedbackRound, invited: Sequence[Mapping[str, str]], actor: Actor, today: date, now: datetime
) -> list[FeedbackInvitation]:
    """Mail a key to each of these addresses; `invited` are an `email` and a `relation` each."""
    locked = _open_round(asked, today)
    refuse_beyond(
        A_DAY,
        FeedbackInvitation.objects.filter(round__person=locked.person_id),
        moment="invited_at",
        more=len(invited),
        now=now,
        nl=f"U kunt op één dag hoogstens {A_DAY.most} mensen vragen. Vraag de anderen morgen.",
        en=f"You can ask {A_DAY.most} people a day at most. Ask the others tomorrow.",
        error=TooMuchFeedbackAsked,
    )
    try:
        with transaction.atomic():
            made = [FeedbackInvitation.objects.create(round=asked, invited_at=now, **one) for one in invited]
    except IntegrityError as error:
        if constraint_of(error) != "feedback_asked_once_per_address":
            raise
        raise FeedbackAskedAlready(
            nl="Een van deze adressen is in deze ronde al gevraagd. Noem elk adres één keer.",
            en="One of these addresses was asked in this round already. Name each address once.",
        ) from error
    for invitation in made:
        invitation.refresh_from_db(fields=["uuid"])
        _record("feedback.invited", "feedback-invitation", invitation.uuid, asked, actor, now)
    return made


@transaction.atomic
def answer_feedback(
    *, invitation: FeedbackInvitation, answers: Sequence[Mapping[str, Any]], today: date, now: datetime
) -> FeedbackInvitation:
    """Keep what somebody who was asked answers. Once, while the round is open."""
    asked = _open_round(invitation.round, today)
    said = answers_of(answers, profile=asked.profile.profile, asked=asked.competences)
    waiting = FeedbackInvitation.objects.filter(pk=invitation.pk, answered_at=None, withdrawn_at=None)
    if not waiting.update(answers=said, answered_at=now):
        raise _over()
    invitation.refresh_from_db()
    _record("feedback.answered", "feedback-round", asked.uuid, asked, None, now)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: FeedbackInvitation, actor: Actor, now: datetime) -> FeedbackInvitation:
    """Let a key open nothing any more. What was answered stays."""
    waiting = FeedbackInvitation.objects.filter(pk=invitation.pk, answered_at=None, withdrawn_at=None)
    if not waiting.update(withdrawn_at=now):
        raise _over()
    invitation.refresh_from_db()
    _record("feedback.withdrawn", "feedback-invitation", invitation.uuid, invitation.round, actor, now)
    return invitation


@transaction.atomic
def close_round(*, asked: FeedbackRound, actor: Actor, now: datetime) -> FeedbackRound:
    """Take no more answers."""
    if not FeedbackRound.objects.filter(pk=asked.pk, closed_at=None).update(closed_at=now):
        raise _over()
    asked.refresh_from_db()
    _record("feedback.closed", "feedback-round", asked.uuid, asked, actor, now)
    return asked


def open_invitation(*, invitation: FeedbackInvitation, today: date) -> FeedbackInvitation:
    """The invitation, when it can still be answered."""
    _refuse_over(invitation.round, today)
    if invitation.answered_at or invitation.withdrawn_at:
        raise _over()
    return invitation


def _open_round(asked: FeedbackRound, today: date) -> FeedbackRound:
    """The round, held until the end of the transaction: of closing and answering at once, one comes first."""
    locked = FeedbackRound.objects.select_for_update(of=("self",), no_key=True).select_related("profile")
    found = locked.get(pk=asked.pk)
    _refuse_over(found, today)
    return found


def _refuse_over(asked: FeedbackRound, today: date) -> None:
    if asked.closed_at or today >= asked.closes_before:
        raise _over()


def _over() -> FeedbackOver:
    return FeedbackOver(
        nl="Deze vraag om feedback is al beantwoord, ingetrokken of voorbij.",
        en="This request for feedback was answered or withdrawn already, or is over.",
    )


def _record(kind: str, subject: str, uuid: Any, asked: FeedbackRound, actor: Actor | None, now: datetime) -> None:
    # No register and no organisation: that makes it, and the notice about it, the professional's alone.
    record_event(kind=kind, subject_type=subject, subject_uuid=uuid, person_id=asked.person_id, actor=actor, now=now)
