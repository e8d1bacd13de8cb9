"""Who has a claim in hand: assessors take one, give it to a colleague, or put it back in the queue."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from portfolio.catalogue import ClaimState
from portfolio.errors import ClaimMoved
from portfolio.models import Claim
from portfolio.services.claims.deciding import refuse_conflict
from portfolio.services.claims.moving import held, record
from register.access import Actor, Permission
from register.errors import FieldProblem, InvalidInput
from register.models import User
from register.selectors import actor_for


@transaction.atomic
def assign_claim(*, claim: Claim, assessor: UUID | None, actor: Actor, today: date, now: datetime) -> Claim:
    """Take a claim in hand, or give it to `assessor`, an account that decides about claims of the register.

    ClaimWithAnother when a colleague has it: they decide, give it on, or put it back.
    """
    waiting = _waiting(claim, actor)
    waiting.assessor_id = actor.user_id if assessor is None else _colleague(assessor, waiting, today)
    waiting.save(update_fields=["assessor"])
    record("claim.assigned", waiting, actor, now)
    return waiting


@transaction.atomic
def release_claim(*, claim: Claim, actor: Actor, now: datetime) -> Claim:
    """Put a claim back in the queue for anybody to take."""
    waiting = _waiting(claim, actor)
    waiting.assessor = None
    waiting.save(update_fields=["assessor"])
    record("claim.released", waiting, actor, now)
    return waiting


def _waiting(claim: Claim, actor: Actor) -> Claim:
    waiting = held(claim)
    refuse_conflict(waiting, actor)
    if waiting.state != ClaimState.SUBMITTED:
        raise ClaimMoved(
            nl=f"Deze claim wacht niet op een besluit; zij staat op {waiting.state}.",
            en=f"This claim does not wait for a decision; it is {waiting.state}.",
        )
    return waiting


def _colleague(assessor: UUID, claim: Claim, today: date) -> int:
    user = User.objects.filter(uuid=assessor, is_active=True).first()
    register_id = claim.registration.register_id
    if user is None or not actor_for(user, on=today).may(Permission.DECIDE_CLAIMS, register_id=register_id):
        nl, en = "Dit account beslist niet over claims van dit register.", "This account does not decide about claims."
    elif user.person_id == claim.registration.person_id:
        nl, en = "Over de eigen claim beslist een ander.", "Somebody else decides about one's own claim."
    else:
        return user.pk
    problem = FieldProblem("#/assessor", "not-an-assessor", nl, en)
    raise InvalidInput(nl=nl, en=en, fields=(problem,))
