"""How a renewal moves: one row of `portfolio.catalogue.renewals`, one conditional update, one event."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from portfolio.catalogue.renewals import RENEWALS, RenewalAction
from portfolio.errors import OwnDossier
from portfolio.errors.renewals import RenewalMoved
from portfolio.models import Decision, Renewal
from register.access import Actor
from register.services.events import record_event


def held(renewal: Renewal) -> Renewal:
    """The renewal as it is now, kept from everybody else until the end of the transaction."""
    return _whole().select_for_update(of=("self",)).get(pk=renewal.pk)


def held_if_free(renewal_id: int) -> Renewal | None:
    """The renewal, kept likewise; None while somebody else has it."""
    return _whole().select_for_update(of=("self",), skip_locked=True).filter(pk=renewal_id).first()


def _whole() -> QuerySet[Renewal]:
    return Renewal.objects.select_related(
        "cycle__regulation", "cycle__registration__person", "cycle__registration__register__association"
    )


def move(renewal: Renewal, action: RenewalAction, *, actor: Actor | None, now: datetime, **values: Any) -> None:
    """Take one step of the table, in the caller's transaction. RenewalMoved when it is not, or no longer, there."""
    step = RENEWALS[action]
    rows = Renewal.objects.filter(pk=renewal.pk, state__in=sorted(step.sources))
    if not rows.update(state=step.target, **values):
        renewal.refresh_from_db(fields=["state"])
        raise RenewalMoved.of(renewal.state, action.value)
    for name, value in {"state": step.target, **values}.items():
        setattr(renewal, name, value)
    record(step.event, renewal, actor, now)


def settle_renewal(decision: Decision, *, actor: Actor | None, now: datetime) -> None:
    """The decision that answers a renewal was taken: it is decided, in the transaction of the decision.

    RenewalMoved when it was withdrawn or submitted anew meanwhile: then the decision is not taken either.
    """
    if decision.question != Decision.Question.RENEWAL or decision.replaces_id is not None:
        return
    renewal = Renewal.objects.select_related("cycle__registration__register").filter(uuid=decision.matter).first()
    if renewal is not None:
        move(renewal, RenewalAction.DECIDE, actor=actor, now=now)


def record(kind: str, renewal: Renewal, actor: Actor | None, now: datetime) -> None:
    """Append an event about the renewal."""
    registration = renewal.cycle.registration
    record_event(
        kind=kind,
        subject_type="renewal",
        subject_uuid=renewal.uuid,
        register_id=registration.register_id,
        organisation_id=registration.register.association_id,
        person_id=registration.person_id,
        actor=actor,
        now=now,
        data={"inTime": renewal.in_time} if kind == "renewal.submitted" else {},
    )


def refuse_own(renewal: Renewal, actor: Actor) -> None:
    """Raise OwnDossier when the actor is the person it is about."""
    if actor.person_id is not None and renewal.cycle.registration.person_id == actor.person_id:
        raise OwnDossier(nl="Over uw eigen registratie beslist een ander.", en="Somebody else decides about your own.")
