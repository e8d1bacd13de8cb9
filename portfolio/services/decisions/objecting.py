"""Objections: received also when late, heard, and reconsidered by others than who prepared and took the decision."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from portfolio.catalogue.decisions import DecisionAction
from portfolio.errors.decisions import ObjectionNotHeard, ObjectionSettled
from portfolio.models import Decision, DecisionDocument, Objection
from portfolio.services.audit_cases.moving import refuse_auditor
from portfolio.services.decisions.documents import issue
from portfolio.services.decisions.effects import carry_out, undo
from portfolio.services.decisions.moving import held, move, record, refuse_own
from register.access import Actor
from register.errors import FourEyesRequired, InvalidInput, constraint_of
from register.rules.procedure import OBJECTION, RECONSIDERATION
from register.selectors import rules_of
from register.services.receipts import give_receipt


@transaction.atomic
def object_to(
    *, decision: Decision, grounds: str, late_because: str = "", actor: Actor, today: date, now: datetime
) -> Objection:
    """Object to a decision. What comes after the last minute of the last day is marked late; people judge that.

    The day is that of the register. The term for a new decision begins when the term for objection is over (Awb
    7:10). DecisionMoved when there is nothing to object to, ObjectionSettled when an objection was decided already.
    """
    taken = held(decision)
    if taken.objections.filter(decided_at__isnull=False).exists():
        raise _settled()
    procedure = rules_of(taken.regulation).procedure
    known: dict[str, date] = {}
    if taken.made_known_on is None:  # whoever objects has heard of it
        known = {"made_known_on": today, "objection_until": procedure.ends(OBJECTION, known_on=today)}
    move(taken, DecisionAction.OBJECT, actor=actor, now=now, **known)
    assert taken.objection_until is not None
    late = today > taken.objection_until
    begins = max(today, taken.objection_until)
    objection = Objection.objects.create(
        decision=taken,
        grounds=grounds,
        received_at=now,
        late=late,
        late_because=late_because,
        due_on=procedure.ends(RECONSIDERATION, known_on=begins),
        first_prepared_by=taken.prepared_by,
        first_decided_by=taken.decided_by,
    )
    objection.refresh_from_db(fields=["uuid"])
    said = {"grounds": grounds, "lateBecause": late_because}
    register = taken.registration.register
    give_receipt(message="objection", of=taken.uuid, said=said, register=register, actor=actor, now=now)
    return objection


@transaction.atomic
def withdraw_objection(*, objection: Objection, actor: Actor, now: datetime) -> Objection:
    """Take an objection back; the decision stands as it stood."""
    if not Objection.objects.filter(pk=objection.pk, decided_at=None, withdrawn_at=None).update(withdrawn_at=now):
        raise _settled()
    move(held(objection.decision), DecisionAction.WITHDRAW_OBJECTION, actor=actor, now=now)
    objection.refresh_from_db()
    return objection


@transaction.atomic
def take_objection(*, objection: Objection, actor: Actor, now: datetime) -> Objection:
    """Take an objection in hand: not by who prepared or took the decision."""
    _refuse_first_hands(objection, actor)
    rows = Objection.objects.filter(pk=objection.pk, decided_at=None, withdrawn_at=None)
    if not rows.update(handler_id=actor.user_id):
        raise _settled()
    objection.refresh_from_db()
    record("decision.objection-taken", objection.decision, actor, now)
    return objection


@transaction.atomic
def note_hearing(
    *, objection: Objection, on: date | None, report: str = "", none_because: str = "", actor: Actor, now: datetime
) -> Objection:
    """Note when the person is or was heard and what was said, or why there is no hearing (Awb 7:3)."""
    _refuse_first_hands(objection, actor)
    if (on is None) == (none_because == ""):
        raise InvalidInput(
            nl="Geef de dag van de hoorzitting, of zeg waarom er geen is.",
            en="Give the day of the hearing, or say why there is none.",
        )
    rows = Objection.objects.filter(pk=objection.pk, decided_at=None, withdrawn_at=None)
    if not rows.update(hearing_on=on, hearing_report=report, no_hearing_because=none_because):
        raise _settled()
    objection.refresh_from_db()
    record("decision.hearing-noted", objection.decision, actor, now)
    return objection


@transaction.atomic
def reconsider(
    *,
    objection: Objection,
    outcome: Objection.Outcome,
    reasons: str,
    instead: Mapping[str, Any] | None = None,
    actor: Actor,
    now: datetime,
) -> Decision:
    """Decide on an objection. Upheld, another decision takes the place of the first, whose effect is taken back.

    `instead` says what that one is (result, adverse, effective_on, effect, articles). Raises FourEyesRequired for who
    prepared or took the first, ObjectionNotHeard before a hearing or a reason for none, ObjectionSettled when it was.
    """
    _refuse_first_hands(objection, actor)
    refuse_own(objection.decision, actor)
    if (outcome == Objection.Outcome.UPHELD) != (instead is not None):
        raise InvalidInput(
            nl="Bij een gegrond bezwaar hoort wat er in de plaats komt, en alleen dan.",
            en="An objection that is well-founded says what comes instead, and no other does.",
        )
    _settle(objection, outcome, reasons, actor, now)
    first = held(objection.decision)
    if instead is None:
        move(first, DecisionAction.REJECT, actor=actor, now=now)
        if first.effect_waits:
            carry_out(first, actor=actor, now=now)
        issue(first, kind=DecisionDocument.Kind.RECONSIDERED, now=now, objection=objection)
        return first
    move(first, DecisionAction.UPHOLD, actor=actor, now=now)
    return _instead(first, objection, instead, actor, now)


def _settle(objection: Objection, outcome: str, reasons: str, actor: Actor, now: datetime) -> None:
    rows = Objection.objects.filter(pk=objection.pk, decided_at=None, withdrawn_at=None)
    values = {"outcome": outcome, "reasons": reasons, "decided_by_id": actor.user_id, "decided_at": now}
    try:
        with transaction.atomic():
            settled = rows.update(**values)
    except IntegrityError as error:
        if constraint_of(error) != "objection_heard_or_said_why_not":
            raise
        raise ObjectionNotHeard(
            nl="Leg eerst vast wanneer de betrokkene is gehoord, of waarom niet.",
            en="First note when the person was heard, or why not.",
        ) from error
    if not settled:
        raise _settled()
    objection.refresh_from_db()


def _instead(
    first: Decision, objection: Objection, instead: Mapping[str, Any], actor: Actor, now: datetime
) -> Decision:
    """The decision on the objection: prepared by its handler or nobody, taken by who reconsiders, in force at once."""
    handler = objection.handler_id if objection.handler_id != actor.user_id else None
    prepared_by = handler or first.prepared_by_id
    if prepared_by is None:
        raise FourEyesRequired(
            nl="Laat een ander het bezwaar in behandeling nemen; wie beslist, bereidt niet voor.",
            en="Let another take the objection in hand; whoever decides does not prepare.",
        )
    second = Decision.objects.create(
        registration=first.registration,
        cycle=first.cycle,
        question=first.question,
        matter=first.matter,
        state=Decision.State.DECIDED,
        reasons=objection.reasons,
        standing=first.standing,
        regulation=first.regulation,
        by_rule=False,
        prepared_by_id=prepared_by,
        prepared_at=now,
        no_view_because="Beslist op bezwaar. / Decided on objection." if instead["adverse"] else "",
        decided_by_id=actor.user_id,
        decided_at=now,
        replaces=first,
        **instead,
    )
    second.refresh_from_db(fields=["uuid"])
    undo(first, by=second, actor=actor, now=now)
    carry_out(second, actor=actor, now=now)
    record("decision.taken", second, actor, now)
    issue(second, kind=DecisionDocument.Kind.RECONSIDERED, now=now, objection=objection)
    return second


def _refuse_first_hands(objection: Objection, actor: Actor) -> None:
    if actor.user_id in (objection.first_prepared_by_id, objection.first_decided_by_id):
        raise FourEyesRequired(
            nl="Wie het besluit voorbereidde of nam, behandelt het bezwaar niet.",
            en="Whoever prepared or took the decision does not reconsider it.",
        )
    refuse_auditor(objection.decision, actor)


def _settled() -> ObjectionSettled:
    return ObjectionSettled(nl="Dit bezwaar is al afgehandeld.", en="This objection is settled already.")
