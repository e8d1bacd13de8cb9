"""How a decision moves: one row of `portfolio.catalogue.decisions`, one conditional update, one event."""

from datetime import datetime
from typing import Any

from portfolio.catalogue.decisions import DECISIONS, DecisionAction
from portfolio.errors import OwnDossier
from portfolio.errors.decisions import ClockBehind, DecisionMoved
from portfolio.models import Decision
from register.access import Actor
from register.services.events import record_event


def held(decision: Decision) -> Decision:
    """The decision as it is now, kept from everybody else until the end of the transaction."""
    rows = Decision.objects.select_related(
        "registration__person", "registration__register__association", "regulation", "cycle"
    )
    return rows.select_for_update(of=("self",)).get(pk=decision.pk)


def move(decision: Decision, action: DecisionAction, *, actor: Actor | None, now: datetime, **values: Any) -> None:
    """Take one step of the table, in the caller's transaction. DecisionMoved when it is not, or no longer, there.

    ClockBehind when the clock was set back: nothing is dated before what it rests on.
    """
    if now < decision.prepared_at:
        raise ClockBehind(
            nl="De klok van het systeem staat vóór de voorbereiding van dit besluit. Meld het de beheerder.",
            en="The clock of the system is before the preparation of this decision. Tell the operator.",
        )
    step = DECISIONS[action]
    rows = Decision.objects.filter(pk=decision.pk, state__in=sorted(step.sources))
    if not rows.update(state=step.target, **values):
        decision.refresh_from_db(fields=["state"])
        raise DecisionMoved.of(decision.state, action.value)
    for name, value in {"state": step.target, **values}.items():
        setattr(decision, name, value)
    record(step.event, decision, actor, now)


def record(kind: str, decision: Decision, actor: Actor | None, now: datetime) -> None:
    """Append an event about the decision."""
    register = decision.registration.register
    record_event(
        kind=kind,
        subject_type="decision",
        subject_uuid=decision.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        person_id=decision.registration.person_id,
        actor=actor,
        now=now,
        data={"question": decision.question, "result": decision.result},
    )


def refuse_own(decision: Decision, actor: Actor) -> None:
    """Raise OwnDossier when the actor is the person it is about."""
    if actor.person_id is not None and decision.registration.person_id == actor.person_id:
        raise OwnDossier(nl="Over uw eigen registratie beslist een ander.", en="Somebody else decides about your own.")
