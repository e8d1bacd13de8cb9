"""How a claim moves: one row of `portfolio.catalogue.CLAIMS`, one conditional update, one event."""

from datetime import datetime
from typing import Any

from portfolio.catalogue import CLAIMS, ClaimAction
from portfolio.errors import ClaimAlreadyDecided, ClaimMoved
from portfolio.models import Claim
from register.access import Actor
from register.services.events import record_event


def held(claim: Claim) -> Claim:
    """The claim as it is now, kept from everybody else until the end of the transaction."""
    related = ("registration__person", "registration__register__association", "entry", "proposal")
    rows = Claim.objects.select_related(*related)
    return rows.select_for_update(of=("self",)).get(pk=claim.pk)


def refuse_unless_open(claim: Claim, action: ClaimAction) -> None:
    """Raise ClaimAlreadyDecided or ClaimMoved unless the action is possible where the claim stands."""
    if claim.state in CLAIMS[action].sources:
        return
    if claim.decided_at is not None:
        raise ClaimAlreadyDecided(
            nl=f"Over deze claim is al beslist op {claim.decided_at:%d-%m-%Y}.",
            en=f"This claim was already decided on {claim.decided_at:%d-%m-%Y}.",
        )
    raise ClaimMoved(
        nl=f"Dit kan niet (meer): de claim staat op {claim.state}.",
        en=f"This is not possible (any more): the claim is {claim.state}.",
    )


def move(claim: Claim, action: ClaimAction, *, actor: Actor | None, now: datetime, **values: Any) -> Claim:
    """Take one step of the table. ClaimAlreadyDecided or ClaimMoved when somebody was quicker."""
    step = CLAIMS[action]
    if not Claim.objects.filter(pk=claim.pk, state__in=sorted(step.sources)).update(state=step.target, **values):
        claim.refresh_from_db(fields=["state", "decided_at"])
        refuse_unless_open(claim, action)
    claim.refresh_from_db()
    record(step.event, claim, actor, now)
    return claim


def record(kind: str, claim: Claim, actor: Actor | None, now: datetime) -> None:
    """Append an event about the claim."""
    register = claim.registration.register
    record_event(
        kind=kind,
        subject_type="claim",
        subject_uuid=claim.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        person_id=claim.registration.person_id,
        actor=actor,
        now=now,
    )
