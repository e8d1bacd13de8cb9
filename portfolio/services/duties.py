"""Personal duties: laid by an office or agreed with somebody, reported as fulfilled, accepted by the other side."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from portfolio.catalogue.reflection import DUTIES
from portfolio.errors import EntryAlreadyReversed, OwnDossier
from portfolio.errors.reflection import DutyMoved
from portfolio.models import Conversation, Duty, LedgerEntry
from portfolio.services.ledger import record_entry, reverse_entry
from register.access import Actor
from register.errors import FieldProblem, InvalidInput, constraint_of
from register.models import Person, Registration
from register.rules.named_facts import named_facts
from register.selectors import regulation_in_force
from register.services.events import record_event

Kind = LedgerEntry.Kind
OFFICE = LedgerEntry.Validation.OFFICE


@dataclass(frozen=True, slots=True)
class Judge:
    """Who says for the other side whether a duty was done: an account, or (actor None) a manager by name."""

    actor: Actor | None
    name: str = ""


@transaction.atomic
def lay_duty(
    *,
    registration: Registration,
    title: str,
    due_on: date,
    explanation: str = "",
    cause: str = "",
    code: str = "",
    source_key: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> Duty:
    """Lay a duty on one person, for the office: after a visit, as a condition of a renewal. Once per `source_key`
    of the registration.

    With a `code` it is a fact too, of the kind decision, in a regulation that counts such duties.
    """
    if actor.person_id == registration.person_id:
        raise OwnDossier(nl="Niemand legt zichzelf een plicht op.", en="Nobody lays a duty on themselves.")
    if due_on <= today:
        nl, en = "Geef een dag die nog komt.", "Give a day that is still to come."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/dueOn", "in-the-past", nl, en),))
    _refuse_uncounted(registration, code, today)
    duty, new = _add(
        person=registration.person,
        registration=registration,
        title=title,
        explanation=explanation,
        cause=cause,
        code=code,
        due_on=due_on,
        source_key=f"registration/{registration.uuid}/{source_key}",
        laid_by_id=actor.user_id,
        begun_at=now,
    )
    if new:
        _book(duty, kind=Kind.DECISION, step="laid", on=today, actor=actor, now=now)
        record_duty("duty.laid", duty, actor, now)
    return duty


@transaction.atomic
def agree_duty(
    *,
    person: Person,
    agreed_with: Person,
    title: str,
    due_on: date,
    cause: str = "",
    source_key: str,
    actor: Actor | None,
    now: datetime,
) -> Duty:
    """Write down a duty that two people agreed, one of them bound by it. Once per `source_key`."""
    duty, new = _add(
        person=person,
        agreed_with=agreed_with,
        title=title,
        due_on=due_on,
        cause=cause,
        source_key=source_key,
        begun_at=now,
    )
    if new:
        record_duty("duty.agreed", duty, actor, now)
    return duty


def agree_duties(*, conversation: Conversation, actor: Actor | None, now: datetime) -> None:
    """Make duties of the agreements that are meant so, once both signed the conversation. In its transaction."""
    for one in conversation.agreements.filter(duty=True):
        duty, _ = _add(
            person=conversation.person,
            agreed_with=conversation.peer,
            conversation=conversation,
            title=one.text,
            due_on=one.due_on,
            source_key=f"conversation/{conversation.uuid}/{one.place}",
            begun_at=now,
        )
        record_duty("duty.agreed", duty, actor, now)


@transaction.atomic
def report_duty(*, duty: Duty, account: str, actor: Actor, now: datetime) -> Duty:
    """The person says that it was done, and how. The other side accepts that or sends it back."""
    return _move(duty, "report", actor, now, account=account, reported_at=now)


@transaction.atomic
def decide_duty(*, duty: Duty, accepted: bool, reason: str, judge: Judge, today: date, now: datetime) -> Duty:
    """The other side accepts that it was done, which settles it, or sends it back with the reason."""
    if not accepted:
        return _move(duty, "return", judge.actor, now, reason=reason)
    done = _move(duty, "accept", judge.actor, now, reason=reason, **_decided(judge, now))
    _book(done, kind=Kind.ARTEFACT, step="fulfilled", on=today, actor=judge.actor, now=now)
    return done


@transaction.atomic
def lift_duty(*, duty: Duty, reason: str, judge: Judge, now: datetime) -> Duty:
    """The other side lets the person off, and says why. It never counted, then."""
    lifted = _move(duty, "lift", judge.actor, now, reason=reason, **_decided(judge, now))
    laid = LedgerEntry.objects.filter(source_key=f"duty/{duty.uuid}/laid").first()
    if laid is not None:
        with suppress(EntryAlreadyReversed):  # by the office, beforehand
            reverse_entry(entry=laid, reason=reason[:300], actor=judge.actor, now=now)
    return lifted


def _add(**values: Any) -> tuple[Duty, bool]:
    try:
        with transaction.atomic():
            duty = Duty.objects.create(**values)
    except IntegrityError as error:
        if "source_key" not in constraint_of(error):
            raise
        return Duty.objects.get(source_key=values["source_key"]), False
    duty.refresh_from_db(fields=["uuid"])
    return duty, True


def _decided(judge: Judge, now: datetime) -> dict[str, Any]:
    named = "" if judge.actor else judge.name
    return {"decided_by_id": judge.actor.user_id if judge.actor else None, "decided_name": named, "decided_at": now}


def _move(duty: Duty, action: str, actor: Actor | None, now: datetime, **values: Any) -> Duty:
    step = DUTIES[action]
    if not Duty.objects.filter(pk=duty.pk, state__in=sorted(step.sources)).update(state=step.target, **values):
        duty.refresh_from_db(fields=["state"])
        raise DutyMoved(
            nl=f"Dit kan niet (meer): de plicht staat op {duty.state}.",
            en=f"This is not possible (any more): the duty is {duty.state}.",
        )
    duty.refresh_from_db()
    record_duty(step.event, duty, actor, now)
    return duty


def _refuse_uncounted(registration: Registration, code: str, today: date) -> None:
    if not code:
        return
    regulation = regulation_in_force(registration.register, on=today)
    asked = named_facts(regulation.document) if regulation else frozenset()
    if not any(one.kind == Kind.DECISION and one.code == code for one in asked):
        nl = "Het reglement telt zulke plichten niet; laat `code` weg."
        en = "The regulation does not count such duties; leave out `code`."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/code", "not-counted", nl, en),))


def _book(duty: Duty, *, kind: str, step: str, on: date, actor: Actor | None, now: datetime) -> None:
    if not duty.code:
        return
    record_entry(
        person=duty.person,
        registration=duty.registration,
        kind=kind,
        code=duty.code,
        source_key=f"duty/{duty.uuid}/{step}",
        validation=OFFICE,
        on=on,
        actor=actor,
        now=now,
    )


def record_duty(kind: str, duty: Duty, actor: Actor | None, now: datetime) -> None:
    """Append an event about the duty; it names the register only when its office laid it."""
    register = duty.registration.register if duty.registration else None
    record_event(
        kind=kind,
        subject_type="duty",
        subject_uuid=duty.uuid,
        register_id=register.pk if register else None,
        organisation_id=register.association_id if register else None,
        person_id=duty.person_id,
        actor=actor,
        now=now,
    )
