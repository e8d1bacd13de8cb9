"""Statements of others: asked by the professional, given or declined by whoever has the key of the link."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from portfolio.catalogue.records import STATEMENTS, RecordState, StatementAction, StatementState
from portfolio.errors.records import RecordNotStanding, StatementAsked, StatementMoved, TooManyStatements
from portfolio.models import Record, RecordStatement
from portfolio.services.records.counting import count, held
from portfolio.services.records.rules import rule_of
from register.access import Actor
from register.errors import FieldProblem, InvalidInput, Limit, constraint_of
from register.models import Registration
from register.services.events import record_event
from register.services.limits import refuse_beyond

OPEN_FOR = timedelta(days=60)
# Mails to strangers in somebody's name: more than this a day, or waiting at once, is no honest use.
A_DAY = Limit("statements", 20, timedelta(days=1))
WAITING = Limit("waiting-statements", 40, OPEN_FOR)


@transaction.atomic
def ask_statement(*, record: Record, role: str, name: str, email: str, actor: Actor, now: datetime) -> RecordStatement:
    """Ask somebody else to state that a record is true. The key of the link goes by mail, and to nobody else.

    StatementAsked when somebody is asked in this role already; TooManyStatements when it looks like a flood.
    """
    standing = _standing(record)
    _refuse_own_address(standing, email)
    _refuse_flood(standing.person_id, now)
    statement = RecordStatement(
        record=standing, role=role, name=name, email=email.lower(), asked_at=now, expires_at=now + OPEN_FOR
    )
    try:
        with transaction.atomic():
            statement.save()
    except IntegrityError as error:
        if constraint_of(error) != "record_statement_asked_once":
            raise
        raise StatementAsked(
            nl="In deze rol is al iemand gevraagd. Trek dat eerst in.",
            en="Somebody is asked in this role already. Withdraw that first.",
        ) from error
    statement.refresh_from_db(fields=["uuid"])
    _record("record-statement.asked", statement, actor, now)
    return statement


@transaction.atomic
def withdraw_statement(*, statement: RecordStatement, actor: Actor, now: datetime) -> RecordStatement:
    """No longer ask: the link stops working."""
    return _move(statement, StatementAction.WITHDRAW, actor, now)


def opened_statement(*, statement: RecordStatement, key: str, now: datetime) -> RecordStatement:
    """The statement, for whoever has its key. StatementMoved with another key, or when it is no longer asked."""
    if not statement.opens_with(key) or statement.state != StatementState.ASKED or statement.expires_at <= now:
        raise _not_open()
    return statement


@transaction.atomic
def give_statement(
    *,
    statement: RecordStatement,
    key: str,
    name: str,
    remark: str = "",
    registration_number: str = "",
    now: datetime,
) -> RecordStatement:
    """State that the record is true. It counts from now on wherever nothing else is asked.

    Where the rule asks for a colleague, `registration_number` is theirs; InvalidInput when it is not one of the
    register on the day the record is about, or the professional's own.
    """
    opened_statement(statement=statement, key=key, now=now)
    standing = _standing(statement.record)
    colleague = _colleague(statement, standing, registration_number)
    said = {"name": name, "remark": remark, "registration": colleague}
    given = _move(statement, StatementAction.GIVE, None, now, **said)
    count(standing, actor=None, now=now)
    return given


@transaction.atomic
def decline_statement(*, statement: RecordStatement, key: str, remark: str, now: datetime) -> RecordStatement:
    """Say that the record is not true, or that one cannot tell. The professional may correct it, or ask another."""
    opened_statement(statement=statement, key=key, now=now)
    _standing(statement.record)
    return _move(statement, StatementAction.DECLINE, None, now, remark=remark)


def asks_for_number(statement: RecordStatement) -> bool:
    """Whether whoever is asked has to be registered, by the rule of any registration in which the record counts."""
    return bool(_registers_asking(statement))


def _registers_asking(statement: RecordStatement) -> list[int]:
    found = []
    for use in statement.record.uses.select_related("registration__register", "record"):
        rule = rule_of(use)
        needs = rule.needs if rule else ()
        if any(need.registered and need.role == statement.role.lower() for need in needs):
            found.append(use.registration.register_id)
    return found


def _colleague(statement: RecordStatement, record: Record, number: str) -> Registration | None:
    registers = _registers_asking(statement)
    if not registers:
        return None
    on = record.starts_on
    there = Registration.objects.filter(register__in=registers, number=number, registered_on__lte=on)
    colleague = there.filter(Q(ended_before=None) | Q(ended_before__gt=on)).exclude(person=record.person_id).first()
    if colleague is None:
        nl = "Dit is geen nummer van een ander die op die dag in dit register stond."
        en = "This is no number of somebody else who was on this register on that day."
        problem = FieldProblem("#/registrationNumber", "not-registered", nl, en)
        raise InvalidInput(nl=nl, en=en, fields=(problem,))
    return colleague


def _standing(record: Record) -> Record:
    standing = held(record)
    if standing.state != RecordState.STANDING:
        raise RecordNotStanding(
            nl="Deze opgave is ingetrokken of vervangen.", en="This record was withdrawn or replaced."
        )
    return standing


def _refuse_own_address(record: Record, email: str) -> None:
    user = getattr(record.person, "user", None)
    own = {record.person.email.lower(), user.email.lower() if user else ""}
    if email.lower() in own:
        nl, en = "Vraag het iemand anders dan uzelf.", "Ask somebody else than yourself."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/email", "own-address", nl, en),))


def _refuse_flood(person_id: int, now: datetime) -> None:
    own = RecordStatement.objects.filter(record__person=person_id)
    waiting = own.filter(state=StatementState.ASKED, expires_at__gt=now)
    for limit, rows in ((A_DAY, own), (WAITING, waiting)):
        refuse_beyond(
            limit,
            rows,
            moment="asked_at",
            now=now,
            nl="U hebt veel mensen gevraagd. Wacht hun antwoord af, of probeer het morgen weer.",
            en="You have asked many people. Wait for their answers, or try again tomorrow.",
            error=TooManyStatements,
        )


def _move(
    statement: RecordStatement, action: StatementAction, actor: Actor | None, now: datetime, **values: Any
) -> RecordStatement:
    step = STATEMENTS[action]
    here = RecordStatement.objects.filter(pk=statement.pk, state__in=sorted(step.sources))
    if not here.update(state=step.target, answered_at=now, **values):
        raise _not_open()
    statement.refresh_from_db()
    _record(step.event, statement, actor, now)
    return statement


def _not_open() -> StatementMoved:
    return StatementMoved(
        nl="Deze link geldt niet (meer). Vraag de professional om een nieuwe.",
        en="This link does not hold (any more). Ask the professional for a new one.",
    )


def _record(kind: str, statement: RecordStatement, actor: Actor | None, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="record-statement",
        subject_uuid=statement.uuid,
        person_id=statement.record.person_id,
        actor=actor,
        now=now,
        data={"record": str(statement.record.uuid)},
    )
