"""Preparing a decision: what it would do, why, on which standing; and telling the person what is intended."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from portfolio.catalogue.decisions import DecisionAction
from portfolio.errors import NoCycleRunning
from portfolio.errors.decisions import DecisionAlreadyOpen
from portfolio.models import Decision, DecisionDocument
from portfolio.services.decisions.documents import issue
from portfolio.services.decisions.moving import held, move, record, refuse_own
from portfolio.services.past_standings import judged, standing_as_known, written
from register.access import Actor
from register.errors import NoRegulationInForce, constraint_of
from register.models import Cycle, Registration
from register.rules.procedure import VIEW
from register.selectors import regulation_in_force, rules_of


@transaction.atomic
def prepare_decision(
    *,
    registration: Registration,
    question: Decision.Question,
    result: str,
    adverse: bool,
    reasons: str,
    effective_on: date,
    effect: Mapping[str, Any] | None = None,
    articles: Sequence[str] = (),
    matter: UUID | None = None,
    cycle: Cycle | None = None,
    hardship: str = "",
    no_view_because: str = "",
    replaces: Decision | None = None,
    standing: Mapping[str, Any] | None = None,
    actor: Actor | None,
    today: date,
    now: datetime,
) -> Decision:
    """Put a decision in order for another person to take. It rests on the standing of today, frozen here.

    With a `cycle` it is that of this cycle, which may be over; `standing` is another one to rest on. `matter` is what
    it answers; a `replaces` keeps that of the one it corrects. `no_view_because` says that others heard the person.
    Without an actor it is prepared by rule. Raises DecisionAlreadyOpen when one of the same matter waits already.
    """
    regulation = regulation_in_force(registration.register, on=today)
    if regulation is None:
        raise NoRegulationInForce(
            nl=f"Register {registration.register.code} heeft geen vastgesteld reglement op {today}.",
            en=f"Register {registration.register.code} has no adopted regulation on {today}.",
        )
    decision = Decision(
        registration=registration,
        cycle=cycle,
        question=question,
        matter=replaces.matter if replaces else matter or uuid4(),
        result=result,
        adverse=adverse,
        effective_on=effective_on,
        effect=dict(effect or {}),
        reasons=reasons,
        articles=list(articles),
        standing=dict(standing) if standing is not None else _standing(registration, cycle, today, now),
        regulation=regulation,
        by_rule=actor is None,
        prepared_by_id=actor.user_id if actor else None,
        prepared_at=now,
        # What a disciplinary body orders holds at once, whatever is brought against it here.
        effect_waits=question != Decision.Question.DISCIPLINE and result in rules_of(regulation).procedure.effect_waits,
        hardship=hardship,
        no_view_because=no_view_because,
        replaces=replaces,
    )
    if actor is not None:
        refuse_own(decision, actor)
    try:
        with transaction.atomic():
            decision.save()
    except IntegrityError as error:
        if constraint_of(error) != "decision_one_open":
            raise
        raise DecisionAlreadyOpen(
            nl="Over deze kwestie ligt al een besluit klaar. Neem dat, of laat het vervallen.",
            en="A decision about this matter is waiting already. Take it, or drop it.",
        ) from error
    # What is decided by rule waits for nobody.
    record("decision.prepared" if actor else "decision.prepared-by-rule", decision, actor, now)
    return decision


def _standing(registration: Registration, cycle: Cycle | None, today: date, now: datetime) -> dict[str, Any] | None:
    """What the decision rests on: the cycle it is about, or the one that runs. None outside every cycle."""
    if cycle is not None:
        return written(*judged(cycle, on=today, known_at=now))
    try:
        return standing_as_known(registration=registration, on=today, known_at=now)
    except NoCycleRunning:
        return None


@transaction.atomic
def intend_decision(*, decision: Decision, actor: Actor, today: date, now: datetime) -> Decision:
    """Tell the person what is intended, and until when they may say what they think of it (Awb 4:8)."""
    open_one = held(decision)
    refuse_own(open_one, actor)
    until = rules_of(open_one.regulation).procedure.ends(VIEW, known_on=today)
    move(open_one, DecisionAction.INTEND, actor=actor, now=now, intended_at=now, view_until=until)
    issue(open_one, kind=DecisionDocument.Kind.INTENDED, now=now)
    return open_one


@transaction.atomic
def drop_decision(*, decision: Decision, reason: str, actor: Actor, now: datetime) -> Decision:
    """Take a decision off the table before it is taken: by who prepared it, or sent back by who would take it."""
    open_one = held(decision)
    refuse_own(open_one, actor)
    move(open_one, DecisionAction.DROP, actor=actor, now=now, dropped_because=reason)
    return open_one
