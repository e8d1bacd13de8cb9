"""What assessors do with a claim: send it back, grant it whole or in part, refuse it; one at a time or many."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from portfolio.catalogue import ClaimAction
from portfolio.errors import ClaimWithAnother, OwnDossier
from portfolio.models import Claim
from portfolio.services.claims.booking import Validation, book, take_back, take_the_place
from portfolio.services.claims.moving import held, move, refuse_unless_open
from portfolio.services.claims.proposing import refuse_below_answer
from register.access import Actor
from register.errors import DomainError, FieldProblem, InvalidInput


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about one claim: a grant, of what was claimed or another `quantity`, or a refusal."""

    claim: UUID
    granted: bool
    quantity: Decimal | None = None
    reason: str = ""
    differs: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one decision of many: the claim as it is now, or why it could not be decided like this."""

    decision: Decision
    claim: Claim | None = None
    error: DomainError | None = None


@transaction.atomic
def decide_claim(
    *,
    claim: Claim,
    granted: bool,
    quantity: Decimal | None,
    reason: str,
    differs: str = "",
    decided_by: Actor,
    now: datetime,
) -> Claim:
    """Grant a claim, for what was claimed or for another `quantity`, or refuse it. The professional reads `reason`.

    AnswerBinds when a binding answer promised more, unless `differs` says what was done differently.

    What it counted for until now is reversed, and so is the claim that a granted one replaces. Of two deciders at once
    one wins; the other gets ClaimAlreadyDecided and nothing is booked twice.
    """
    open_claim = held(claim)
    refuse_conflict(open_claim, decided_by)
    amount = quantity or open_claim.quantity
    grant = ClaimAction.GRANT if amount >= open_claim.quantity else ClaimAction.GRANT_PARTLY
    action = grant if granted else ClaimAction.REFUSE
    refuse_unless_open(open_claim, action)
    if action is not ClaimAction.GRANT:
        _refuse_without_reason(reason)
    if not differs:
        refuse_below_answer(open_claim, amount if granted else Decimal(0))
    take_back(open_claim, reason=reason or "Beoordeeld. / Assessed.", actor=decided_by, now=now)
    entry = None
    if granted:
        entry = book(open_claim, quantity=amount, validation=Validation.ASSESSED, actor=decided_by, now=now)
    decision = {"entry": entry, "reason": reason, "differs": differs, "decided_by_id": decided_by.user_id}
    decided = move(open_claim, action, actor=decided_by, now=now, decided_at=now, **decision)
    if granted:
        take_the_place(decided, actor=decided_by, now=now)
    return decided


def decide_claims(
    *, decisions: Iterable[Decision], find: Callable[[UUID], Claim], decided_by: Actor, now: datetime
) -> Iterator[Outcome]:
    """Decide about many, each by the rules of one and in its own transaction: a bad one takes no good one along.

    `find` gives the claim of a number, or raises the DomainError that is told of it.
    """
    for one in decisions:
        try:
            decided = decide_claim(
                claim=find(one.claim),
                granted=one.granted,
                quantity=one.quantity,
                reason=one.reason,
                differs=one.differs,
                decided_by=decided_by,
                now=now,
            )
        except DomainError as error:
            yield Outcome(one, error=error)
        else:
            yield Outcome(one, claim=decided)


@transaction.atomic
def return_claim(*, claim: Claim, reason: str, actor: Actor, now: datetime) -> Claim:
    """Send a claim back to be completed; `reason` says with what. The clock stands still until it comes again."""
    submitted = held(claim)
    refuse_conflict(submitted, actor)
    refuse_unless_open(submitted, ClaimAction.RETURN)
    _refuse_without_reason(reason)
    return move(submitted, ClaimAction.RETURN, actor=actor, now=now, reason=reason, returned_at=now)


def refuse_conflict(claim: Claim, actor: Actor) -> None:
    """Raise OwnDossier about one's own claim, ClaimWithAnother about one that a colleague has in hand."""
    if actor.person_id is not None and claim.registration.person_id == actor.person_id:
        raise OwnDossier(nl="Over uw eigen claim beslist een ander.", en="Somebody else decides about your own claim.")
    if claim.assessor_id not in (None, actor.user_id):
        raise ClaimWithAnother(
            nl="Een andere beoordelaar heeft deze claim in behandeling.",
            en="Another assessor has this claim in hand.",
        )


def _refuse_without_reason(reason: str) -> None:
    if not reason:
        problem = FieldProblem("#/reason", "required", "Zeg waarom.", "Say why.")
        raise InvalidInput(nl="De reden ontbreekt.", en="The reason is missing.", fields=(problem,))
