"""Taking an accreditation back: proposed by the office, confirmed by the chair, with its effect on given credit."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from accreditation.errors import NothingAccredited, WithdrawalAlreadySettled, WithdrawalOpen
from accreditation.models import Accreditation, Course, Withdrawal
from accreditation.services.accreditations import end_accreditations
from accreditation.services.interests import refuse_interested
from register.access import Actor
from register.errors import FieldProblem, FourEyesRequired, InvalidInput, constraint_of
from register.models import Register
from register.services.events import record_event

Effect, State = Withdrawal.Effect, Withdrawal.State


@transaction.atomic
def propose_withdrawal(
    *,
    course: Course,
    register: Register,
    effect: str,
    withdrawn_from: date | None,
    reasons: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> Withdrawal:
    """Propose to take back what the register decided on the course. The provider is told and can respond.

    KEEPS leaves credit as it was given and ends the accreditation today or later; FROM_DATE takes away what was
    earned from a day on; ALL takes away everything, and has no day.
    """
    _refuse_unfit_day(effect, withdrawn_from, today)
    if not Accreditation.objects.in_force().filter(course=course, register=register).exists():
        raise NothingAccredited(
            nl=f"Deze scholing is bij {register.name} niet geaccrediteerd.",
            en=f"{register.name} does not accredit this course.",
        )
    try:
        with transaction.atomic():
            withdrawal = Withdrawal.objects.create(
                course=course,
                register=register,
                effect=effect,
                withdrawn_from=withdrawn_from,
                reasons=reasons,
                proposed_by_id=actor.user_id,
                proposed_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "withdrawal_proposed_once":
            raise
        raise WithdrawalOpen(
            nl="Er ligt al een voorstel tot intrekking. Bevestig het of laat het vallen.",
            en="A withdrawal is proposed already. Confirm it or drop it.",
        ) from error
    withdrawal.refresh_from_db(fields=["uuid"])
    _record("accreditation.withdrawal-proposed", withdrawal, actor, now)
    return withdrawal


@transaction.atomic
def confirm_withdrawal(*, withdrawal: Withdrawal, actor: Actor, today: date, now: datetime) -> Withdrawal:
    """Take the accreditation back, by another person than who proposed it. Past standings stay as they were known."""
    refuse_interested(user_id=actor.user_id, course=withdrawal.course, on=today)
    _settle(withdrawal, State.CONFIRMED, actor, now)
    from_day = withdrawal.withdrawn_from
    if withdrawal.effect == Effect.KEEPS and from_day is not None:
        from_day = max(from_day, today)
    end_accreditations(
        course=withdrawal.course,
        register=withdrawal.register,
        from_day=from_day,
        decided_by_id=actor.user_id,
        now=now,
    )
    _record("accreditation.withdrawn", withdrawal, actor, now)
    return withdrawal


@transaction.atomic
def drop_withdrawal(*, withdrawal: Withdrawal, actor: Actor, now: datetime) -> Withdrawal:
    """Let the proposal fall: the accreditation stays as it is."""
    _settle(withdrawal, State.DROPPED, actor, now)
    _record("accreditation.withdrawal-dropped", withdrawal, actor, now)
    return withdrawal


def _settle(withdrawal: Withdrawal, to: str, actor: Actor, now: datetime) -> None:
    rows = Withdrawal.objects.filter(pk=withdrawal.pk, state=State.PROPOSED)
    try:
        with transaction.atomic():
            settled = rows.update(state=to, settled_by_id=actor.user_id, settled_at=now)
    except IntegrityError as error:
        if constraint_of(error) != "withdrawal_four_eyes":
            raise
        raise FourEyesRequired(
            nl="U hebt dit zelf voorgesteld. Een ander bevestigt het.",
            en="You proposed this yourself. Somebody else confirms it.",
        ) from error
    if not settled:
        raise WithdrawalAlreadySettled(
            nl="Over deze intrekking is al beslist.", en="This withdrawal was settled already."
        )
    withdrawal.refresh_from_db()


def _refuse_unfit_day(effect: str, day: date | None, today: date) -> None:
    problem = None
    if effect == Effect.ALL and day is not None:
        problem = ("not-here", "Laat de dag weg: alles vervalt.", "Leave the day out: everything falls away.")
    elif effect != Effect.ALL and day is None:
        problem = ("required", "Geef de dag vanaf wanneer.", "Give the day from when.")
    elif effect == Effect.KEEPS and day is not None and day < today:
        problem = (
            "in-the-past",
            "Wat gegeven is blijft: kies vandaag of later.",
            "Choose today or later.",
        )
    if problem:
        code, nl, en = problem
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/withdrawnFrom", code, nl, en),))


def _record(kind: str, withdrawal: Withdrawal, actor: Actor, now: datetime) -> None:
    day = withdrawal.withdrawn_from
    record_event(
        kind=kind,
        subject_type="withdrawal",
        subject_uuid=withdrawal.uuid,
        register_id=withdrawal.register_id,
        organisation_id=withdrawal.register.association_id,
        actor=actor,
        now=now,
        data={
            "provider": str(withdrawal.course.provider.uuid),
            "course": str(withdrawal.course.uuid),
            "effect": withdrawal.effect,
            "from": day.isoformat() if day else None,
        },
    )
