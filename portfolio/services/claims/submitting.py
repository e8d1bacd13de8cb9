"""What professionals do with their claims: draft, change, submit, submit again, withdraw."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from accreditation.rules.chance import is_drawn
from portfolio.catalogue import ClaimAction, ClaimState
from portfolio.errors import ClaimMoved, ClaimReplaced
from portfolio.models import Claim
from portfolio.services.claims.booking import Validation, book, take_back, take_the_place
from portfolio.services.claims.checking import form_for
from portfolio.services.claims.moving import held, move, record, refuse_unless_open
from register.access import Actor
from register.errors import constraint_of
from register.models import Registration

WITHDRAWN = "Ingetrokken door de professional. / Withdrawn by the professional."


@transaction.atomic
def draft_claim(*, registration: Registration, actor: Actor, now: datetime, **values: Any) -> Claim:
    """Keep a claim for later. Its answers are looked at when it is submitted; nobody else sees it until then."""
    claim = _created(registration, values)
    record("claim.drafted", claim, actor, now)
    return claim


@transaction.atomic
def submit_claim(
    *,
    registration: Registration,
    category: str,
    title: str,
    performed_on: date,
    quantity: Decimal,
    unit: str,
    tags: list[str],
    actor: Actor,
    today: date,
    now: datetime,
    **values: Any,
) -> Claim:
    """Enter an activity at once, as a draft that is submitted would be. See `submit_draft`."""
    own = {"category": category, "title": title, "performed_on": performed_on}
    amount = {"quantity": quantity, "unit": unit, "tags": tags}
    return _submitted(_created(registration, own | amount | values), actor, today, now)


@transaction.atomic
def submit_draft(*, claim: Claim, actor: Actor, today: date, now: datetime) -> Claim:
    """Put a draft before an assessor; it counts once granted. On a form that counts until sampled, it counts at once.

    Whether it is drawn follows from the uuid of its ledger entry, which nobody knows beforehand and anybody can check.

    InvalidInput names every field that is wrong.
    """
    draft = held(claim)
    refuse_unless_open(draft, ClaimAction.SUBMIT)
    return _submitted(draft, actor, today, now)


@transaction.atomic
def change_claim(*, claim: Claim, changes: Mapping[str, Any], actor: Actor, now: datetime) -> Claim:
    """Change a draft, or what was sent back. ClaimMoved when it lies with an assessor."""
    changed = held(claim)
    if changed.state not in (ClaimState.DRAFT, ClaimState.RETURNED):
        raise ClaimMoved(
            nl="Alleen een concept of een teruggestuurde claim kan worden gewijzigd.",
            en="Only a draft, or a claim that was sent back, can be changed.",
        )
    for name, value in changes.items():
        setattr(changed, name, value)
    changed.save(update_fields=list(changes))
    record("claim.changed", changed, actor, now)
    return changed


@transaction.atomic
def resubmit_claim(*, claim: Claim, actor: Actor, today: date, now: datetime) -> Claim:
    """Put a claim that was sent back before the assessor again. The clock stood still meanwhile."""
    returned = held(claim)
    refuse_unless_open(returned, ClaimAction.RESUBMIT)
    form_for(returned, today=today)
    due_on = returned.due_on
    if due_on is not None and returned.returned_at is not None:
        due_on += timedelta(days=(now - returned.returned_at).days)
    return move(returned, ClaimAction.RESUBMIT, actor=actor, now=now, due_on=due_on)


@transaction.atomic
def withdraw_claim(*, claim: Claim, actor: Actor, now: datetime) -> Claim:
    """Take back what is not decided. What counted meanwhile no longer does."""
    withdrawn = held(claim)
    refuse_unless_open(withdrawn, ClaimAction.WITHDRAW)
    take_back(withdrawn, reason=WITHDRAWN, actor=actor, now=now)
    return move(withdrawn, ClaimAction.WITHDRAW, actor=actor, now=now, entry=None)


def _created(registration: Registration, values: Mapping[str, Any]) -> Claim:
    try:
        with transaction.atomic():
            claim = Claim.objects.create(registration=registration, state=ClaimState.DRAFT, **values)
    except IntegrityError as error:
        if constraint_of(error) != "claim_replaced_by_one":
            raise
        raise ClaimReplaced(
            nl="Er is al een claim die deze vervangt.", en="There is a claim already that replaces this one."
        ) from error
    claim.refresh_from_db(fields=["uuid"])
    return claim


def _submitted(claim: Claim, actor: Actor, today: date, now: datetime) -> Claim:
    form = form_for(claim, today=today)
    if form is None or not form.counts_until_sampled:
        due_on = form.decided_by(today) if form else None
        return move(claim, ClaimAction.SUBMIT, actor=actor, now=now, submitted_at=now, due_on=due_on)
    entry = book(claim, quantity=claim.quantity, validation=Validation.SELF_DECLARED, actor=actor, now=now)
    counting = move(claim, ClaimAction.DECLARE, actor=actor, now=now, submitted_at=now, entry=entry)
    take_the_place(counting, actor=actor, now=now)
    if is_drawn(entry.uuid, share=form.sampled):
        return move(counting, ClaimAction.DRAW, actor=None, now=now, drawn_at=now, due_on=form.decided_by(today))
    return counting
