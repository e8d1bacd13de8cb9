"""What professionals do with their claims: draft, change, submit, submit again, withdraw."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from accreditation.rules.chance import is_drawn
from portfolio.catalogue import STANDING_CLAIM, UNDECIDED, ClaimAction, ClaimState
from portfolio.errors import ClaimMoved
from portfolio.models import Claim
from portfolio.services.claims.booking import Validation, book, take_back, take_the_place
from portfolio.services.claims.checking import form_for
from portfolio.services.claims.drafting import create_draft
from portfolio.services.claims.moving import held, move, record, refuse_unless_open
from portfolio.services.claims.spreading import (
    NOWHERE,
    Elsewhere,
    Other,
    copy_evidence_to,
    draft_elsewhere,
    keep_own_answers,
)
from register.access import Actor
from register.errors import InvalidInput
from register.models import Registration

SPREADABLE = STANDING_CLAIM | UNDECIDED | {ClaimState.REFUSED}
WITHDRAWN = "Ingetrokken door de professional. / Withdrawn by the professional."


@transaction.atomic
def draft_claim(*, registration: Registration, actor: Actor, now: datetime, **values: Any) -> Claim:
    """Keep a claim for later. Its answers are looked at when it is submitted; nobody else sees it until then."""
    claim = create_draft(registration=registration, **values)
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
    elsewhere: Elsewhere = NOWHERE,
    actor: Actor,
    today: date,
    now: datetime,
    **values: Any,
) -> Claim:
    """Enter an activity at once, as a draft that is submitted would be. See `submit_draft`."""
    own = {"category": category, "title": title, "performed_on": performed_on}
    amount = {"quantity": quantity, "unit": unit, "tags": tags}
    draft = create_draft(registration=registration, **own, **amount, **values)
    return _sent(draft, elsewhere, actor, today, now)


@transaction.atomic
def submit_draft(*, claim: Claim, elsewhere: Elsewhere = NOWHERE, actor: Actor, today: date, now: datetime) -> Claim:
    """Put a draft before an assessor; it counts once granted. On a form that counts until sampled, it counts at once.

    With `elsewhere` the same activity is submitted for other registrations too, all of them or none. Each claim is then
    decided by its own register.

    Whether it is drawn follows from the uuid of its ledger entry, which nobody knows beforehand and anybody can check.

    InvalidInput names every field that is wrong.
    """
    draft = held(claim)
    refuse_unless_open(draft, ClaimAction.SUBMIT)
    return _sent(draft, elsewhere, actor, today, now)


@transaction.atomic
def spread_claim(*, claim: Claim, elsewhere: Elsewhere, actor: Actor, today: date, now: datetime) -> Claim:
    """Submit what was submitted for other registrations too. ClaimMoved when it was never submitted, or has ended."""
    sent = held(claim)
    if sent.state not in SPREADABLE:
        raise ClaimMoved(
            nl=f"Dit kan niet (meer): de claim staat op {sent.state}.",
            en=f"This is not possible (any more): the claim is {sent.state}.",
        )
    _send_elsewhere(sent, draft_elsewhere(sent, elsewhere, today=today), actor, today, now)
    return sent


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
def resubmit_claim(*, claim: Claim, elsewhere: Elsewhere = NOWHERE, actor: Actor, today: date, now: datetime) -> Claim:
    """Put a claim that was sent back before the assessor again. The clock stood still meanwhile."""
    returned = held(claim)
    refuse_unless_open(returned, ClaimAction.RESUBMIT)
    form_for(returned, today=today)
    due_on = returned.due_on
    if due_on is not None and returned.returned_at is not None:
        due_on += timedelta(days=(now - returned.returned_at).days)
    sent = move(returned, ClaimAction.RESUBMIT, actor=actor, now=now, due_on=due_on)
    _send_elsewhere(sent, draft_elsewhere(sent, elsewhere, today=today), actor, today, now)
    return sent


@transaction.atomic
def withdraw_claim(*, claim: Claim, actor: Actor, now: datetime) -> Claim:
    """Take back what is not decided. What counted meanwhile no longer does."""
    withdrawn = held(claim)
    refuse_unless_open(withdrawn, ClaimAction.WITHDRAW)
    take_back(withdrawn, reason=WITHDRAWN, actor=actor, now=now)
    return move(withdrawn, ClaimAction.WITHDRAW, actor=actor, now=now, entry=None)


def _sent(draft: Claim, elsewhere: Elsewhere, actor: Actor, today: date, now: datetime) -> Claim:
    others = draft_elsewhere(draft, elsewhere, today=today)
    keep_own_answers(draft, others, today=today)
    sent = _submitted(draft, actor, today, now)
    _send_elsewhere(sent, others, actor, today, now)
    return sent


def _send_elsewhere(claim: Claim, others: list[Other], actor: Actor, today: date, now: datetime) -> None:
    for other in others:
        try:
            _submitted(other.claim, actor, today, now)
        except InvalidInput as error:
            raise other.told(error) from error
    copy_evidence_to(claim, others, actor=actor, now=now)


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
