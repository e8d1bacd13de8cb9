"""Trust: a provider moves between the levels of a register's policy, always with a reason."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from accreditation.errors import TrustCannotMove
from accreditation.models import CourseCheck, Provider, TrustMove
from accreditation.selectors import policy_of, trust_level_of
from register.access import Actor
from register.errors import FieldProblem, FourEyesRequired, InvalidInput, constraint_of
from register.models import Register, User
from register.services.events import record_event

State = TrustMove.State


@transaction.atomic
def move_trust(
    *,
    provider: Provider,
    register: Register,
    level: str,
    reason: str,
    check_found: CourseCheck | None = None,
    actor: Actor,
    today: date,
    now: datetime,
) -> TrustMove:
    """Move a provider to another level of the register's policy: down at once, up once another person confirms it."""
    Provider.objects.select_for_update(of=("self",)).get(pk=provider.pk)  # which way is up depends on where it is
    codes = [one.code for one in policy_of(register, on=today).trust]
    if level not in codes:
        known = ", ".join(codes) or "-"
        problem = FieldProblem(
            "#/level",
            "unknown-level",
            f"Het accreditatiebeleid kent dit niveau niet. Kies uit: {known}.",
            f"The accreditation policy has no such level. Choose from: {known}.",
        )
        raise InvalidInput(nl="Dit niveau bestaat niet.", en="This level does not exist.", fields=(problem,))
    present = trust_level_of(provider, register, on=today)
    if present is None or present.code == level:
        raise TrustCannotMove(
            nl=f"Deze aanbieder staat al op niveau {level}.", en=f"This provider is at level {level} already."
        )
    down = codes.index(level) < codes.index(present.code)
    try:
        with transaction.atomic():
            move = TrustMove.objects.create(
                provider=provider,
                register=register,
                level=level,
                reason=reason,
                state=State.IN_FORCE if down else State.PROPOSED,
                check_found=check_found,
                moved_by_id=actor.user_id,
                moved_at=now,
                effective_on=today if down else None,
            )
    except IntegrityError as error:
        if constraint_of(error) != "trust_move_proposed_once":
            raise
        raise TrustCannotMove(
            nl="Er ligt al een voorstel voor deze aanbieder. Bevestig of weiger dat eerst.",
            en="There is a proposal for this provider already. Confirm or refuse that first.",
        ) from error
    move.refresh_from_db(fields=["uuid"])
    if down:  # who is moved down is not moved up on an older proposal
        waiting = TrustMove.objects.filter(provider=provider, register=register, state=State.PROPOSED)
        waiting.update(state=State.REFUSED, refusal_reason=reason[:500], confirmed_at=now)
    _record("trust.lowered" if down else "trust.raise-proposed", move, actor, now)
    return move


@transaction.atomic
def confirm_trust(*, move: TrustMove, actor: Actor, today: date, now: datetime) -> TrustMove:
    """Confirm a step up, by another person than who proposed it. It holds from today."""
    same_person = (
        actor.person_id is not None and User.objects.filter(pk=move.moved_by_id, person=actor.person_id).exists()
    )
    if move.moved_by_id == actor.user_id or same_person:
        raise FourEyesRequired(
            nl="Wie meer vertrouwen voorstelt, bevestigt het niet zelf. Laat een ander het bevestigen.",
            en="Whoever proposes more trust does not confirm it. Let another person confirm it.",
        )
    return _settle(move, State.IN_FORCE, actor, now, effective_on=today)


@transaction.atomic
def refuse_trust(*, move: TrustMove, reason: str, actor: Actor, now: datetime) -> TrustMove:
    """Refuse a step up, or take one's own proposal back."""
    return _settle(move, State.REFUSED, actor, now, refusal_reason=reason)


def _settle(move: TrustMove, to: str, actor: Actor, now: datetime, **changes: object) -> TrustMove:
    confirmed_by = actor.user_id if actor.user_id != move.moved_by_id else None
    if not TrustMove.objects.filter(pk=move.pk, state=State.PROPOSED).update(
        state=to, confirmed_by_id=confirmed_by, confirmed_at=now, **changes
    ):
        raise TrustCannotMove(nl="Over dit voorstel is al beslist.", en="This proposal has been decided already.")
    move.refresh_from_db()
    _record("trust.raised" if to == State.IN_FORCE else "trust.raise-refused", move, actor, now)
    return move


def _record(kind: str, move: TrustMove, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="trust-move",
        subject_uuid=move.uuid,
        register_id=move.register_id,
        organisation_id=move.provider_id,
        actor=actor,
        now=now,
        data={"level": move.level},
    )
