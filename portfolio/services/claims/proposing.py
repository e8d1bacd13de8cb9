"""Proposals: somebody asks beforehand whether an activity would count, and the register answers."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from portfolio.catalogue.proposals import PROPOSALS, ProposalAction
from portfolio.errors import OwnDossier
from portfolio.errors.claims import AnswerBinds, ProposalMoved
from portfolio.models import Claim, ClaimProposal
from portfolio.services.claims.checking import problems_with_proposal, refuse_category_without_form
from register.access import Actor
from register.errors import FieldProblem, InvalidInput
from register.models import Registration
from register.rules.wording import amount_words
from register.services.events import record_event


@transaction.atomic
def propose_activity(
    *, registration: Registration, actor: Actor, today: date, now: datetime, **values: Any
) -> ClaimProposal:
    """Ask whether an activity would count, on the form on which it will be claimed.

    What can only be told afterwards may be left out. InvalidInput names every field that is wrong.
    """
    proposal = ClaimProposal(registration=registration, asked_at=now, **values)
    form = problems_with_proposal(proposal, today=today)
    proposal.due_on = form.decided_by(today) if form else None
    proposal.save()
    proposal.refresh_from_db()
    _record("claim-proposal.asked", proposal, actor, now)
    return proposal


@transaction.atomic
def answer_proposal(
    *,
    proposal: ClaimProposal,
    quantity: Decimal,
    valid_before: date,
    category: str = "",
    binding: bool = False,
    reason: str = "",
    actor: Actor,
    today: date,
    now: datetime,
) -> ClaimProposal:
    """Say that it would count: for how much, in which category (as proposed, unless told), done before which day.

    With `binding` a claim that refers to the answer is granted at least that, unless something else was done.
    """
    _refuse_own(proposal, actor)
    category = category or proposal.category
    register = proposal.registration.register
    refuse_category_without_form(register, category=category, unit=proposal.unit, on=today)
    if valid_before <= proposal.planned_on:
        nl, en = "Het antwoord moet gelden op de dag die is voorgesteld.", "The answer has to hold on the day proposed."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/validBefore", "too-early", nl, en),))
    if quantity != proposal.quantity and not reason:
        raise InvalidInput(
            nl="Zeg waarom het voor een andere hoeveelheid telt.",
            en="Say why it counts for another quantity.",
            fields=(FieldProblem("#/reason", "required", "Zeg waarom.", "Say why."),),
        )
    answer = {"expected_quantity": quantity, "expected_category": category, "binding": binding}
    return _move(proposal, ProposalAction.ANSWER, actor, now, **answer, valid_before=valid_before, reason=reason)


@transaction.atomic
def refuse_proposal(*, proposal: ClaimProposal, reason: str, actor: Actor, now: datetime) -> ClaimProposal:
    """Say that it would not count, and why. It may still be claimed; then what was done is assessed."""
    _refuse_own(proposal, actor)
    return _move(proposal, ProposalAction.REFUSE, actor, now, reason=reason)


@transaction.atomic
def withdraw_proposal(*, proposal: ClaimProposal, actor: Actor, now: datetime) -> ClaimProposal:
    """Take back what was not answered."""
    return _move(proposal, ProposalAction.WITHDRAW, actor, now)


def lapse_proposals(*, on: date, now: datetime) -> int:
    """End the answers that do not hold any more for what is still to be done. Returns how many; twice, each once."""
    lapsed = 0
    for proposal in ClaimProposal.objects.filter(state="ANSWERED", valid_before__lte=on).order_by("id").iterator():
        try:
            with transaction.atomic():
                _move(proposal, ProposalAction.LAPSE, None, now)
        except ProposalMoved:  # somebody was quicker
            continue
        lapsed += 1
    return lapsed


def refuse_below_answer(claim: Claim, amount: Decimal) -> None:
    """Raise AnswerBinds when less would be granted than a binding answer promised for what was claimed."""
    proposal = claim.proposal
    if proposal is None or not proposal.binding or proposal.expected_quantity is None:
        return
    promised = min(claim.quantity, proposal.expected_quantity)
    if amount < promised:
        told = {language: amount_words(promised, claim.unit, language) for language in ("nl", "en")}
        raise AnswerBinds(
            nl=f"Vooraf is bindend geantwoord: dit telt voor {told['nl']}. Zeg in `differs` wat er anders is gedaan.",
            en=f"It was answered bindingly: this counts for {told['en']}. Say in `differs` what was done differently.",
        )


def _move(
    proposal: ClaimProposal, action: ProposalAction, actor: Actor | None, now: datetime, **values: Any
) -> ClaimProposal:
    step = PROPOSALS[action]
    if step.by == "assessor":
        assert actor is not None
        values |= {"answered_by_id": actor.user_id, "answered_at": now}
    here = ClaimProposal.objects.filter(pk=proposal.pk, state__in=sorted(step.sources))
    if not here.update(state=step.target, **values):
        proposal.refresh_from_db(fields=["state"])
        raise ProposalMoved(
            nl=f"Dit kan niet (meer): het voorstel staat op {proposal.state}.",
            en=f"This is not possible (any more): the proposal is {proposal.state}.",
        )
    proposal.refresh_from_db()
    _record(step.event, proposal, actor, now)
    return proposal


def _refuse_own(proposal: ClaimProposal, actor: Actor) -> None:
    if actor.person_id is not None and proposal.registration.person_id == actor.person_id:
        raise OwnDossier(nl="Uw eigen voorstel beantwoordt een ander.", en="Somebody else answers your own proposal.")


def _record(kind: str, proposal: ClaimProposal, actor: Actor | None, now: datetime) -> None:
    register = proposal.registration.register
    record_event(
        kind=kind,
        subject_type="claim-proposal",
        subject_uuid=proposal.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        person_id=proposal.registration.person_id,
        actor=actor,
        now=now,
    )
