"""Asking for renewal: declarations all given, a reason when short, perhaps a new start; taken back until decided."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from portfolio.catalogue.renewals import RENEWALS, ForPeople, RenewalAction, RenewalState
from portfolio.errors.renewals import RenewalMoved
from portfolio.models import LedgerEntry, Renewal
from portfolio.services.ledger import record_entry, reverse_entry
from portfolio.services.past_standings import judged
from portfolio.services.renewals.moving import held, move, refuse_own
from portfolio.services.renewals.opening import extended
from register.access import Actor
from register.errors import FieldProblem, InvalidInput
from register.rules.procedure import RenewalProcedure
from register.selectors import rules_of
from register.services.receipts import give_receipt


@transaction.atomic
def submit_renewal(
    *,
    renewal: Renewal,
    declared: Sequence[str],
    motivation: str = "",
    starts_now: bool = False,
    actor: Actor,
    today: date,
    now: datetime,
) -> Renewal:
    """Ask for renewal, or send what was missing. In time until the last minute of the last day, as the register counts.

    What is supplemented keeps the day on which it was first asked. With `starts_now` the next cycle begins today, where
    the rules let a person choose that: a declaration in the ledger says so. InvalidInput names what is missing.
    """
    asked = held(renewal)
    if asked.state not in RENEWALS[RenewalAction.SUBMIT].sources:
        raise RenewalMoved.of(asked.state, "submit")
    procedure = rules_of(asked.cycle.regulation).procedure.renewal
    if starts_now:
        _start_now(asked, actor, today, now)
    standing, _ = judged(asked.cycle, on=today, known_at=now)
    _refuse_incomplete(procedure, declared, motivation, short=not standing.met)
    supplemented = asked.state == RenewalState.RETURNED
    in_time = bool(asked.in_time) if supplemented else today <= extended(asked)
    move(
        asked,
        RenewalAction.SUBMIT,
        actor=actor,
        now=now,
        submitted_at=asked.submitted_at if supplemented else now,
        in_time=in_time,
        declared=sorted(set(declared)),
        motivation=motivation,
        starts_now=asked.starts_now or starts_now,
        decide_by=procedure.decided_within.after(today),
        for_people=_for_people(in_time, motivation),
    )
    said = {"declared": sorted(set(declared)), "motivation": motivation, "startsNow": starts_now}
    register = asked.cycle.registration.register
    give_receipt(message="renewal", of=asked.uuid, said=said, register=register, actor=actor, now=now)
    return asked


def _for_people(in_time: bool, motivation: str) -> str:
    if motivation:
        return ForPeople.REQUEST
    return "" if in_time else ForPeople.LATE


def _refuse_incomplete(procedure: RenewalProcedure, declared: Sequence[str], motivation: str, *, short: bool) -> None:
    asked = {one.code: one.label for one in procedure.declarations}
    problems = [
        FieldProblem("#/declared", "not-declared", f"Verklaar: {asked[code]['nl']}.", f"Declare: {asked[code]['en']}.")
        for code in asked
        if code not in declared
    ]
    problems += [
        FieldProblem("#/declared", "unknown", f"{code!r} wordt niet gevraagd.", f"{code!r} is not asked.")
        for code in sorted(set(declared) - asked.keys())
    ]
    if short and not motivation:
        problems.append(
            FieldProblem(
                "#/motivation",
                "required",
                "U komt nog te kort. Zeg waarom u toch verlenging vraagt, of vraag het later.",
                "You are still short. Say why you ask for renewal all the same, or ask later.",
            )
        )
    if problems:
        raise InvalidInput(
            nl="Deze aanvraag is niet volledig.", en="This request is not complete.", fields=tuple(problems)
        )


def start_declaration(renewal: Renewal) -> str | None:
    """The code of the declaration by which a person ends the cycle themselves; None where the rules know none."""
    steps = rules_of(renewal.cycle.regulation).document.get("window") or ()
    for step in steps:
        ends = step.get("ends")
        first = ends.get("first") if isinstance(ends, dict) else None
        if isinstance(first, dict) and first.get("kind") == "declaration" and isinstance(first.get("code"), str):
            return str(first["code"])
    return None


def _start_now(renewal: Renewal, actor: Actor, today: date, now: datetime) -> None:
    code = start_declaration(renewal)
    if code is None or renewal.starts_now:
        nl, en = "Dit register kent (hier) geen eerdere start.", "This register knows no earlier start (here)."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/startsNow", "not-allowed", nl, en),))
    record_entry(
        person=renewal.cycle.registration.person,
        registration=renewal.cycle.registration,
        kind="declaration",
        code=code,
        source_key=f"renewal/{renewal.uuid}/{now:%Y%m%d%H%M%S%f}",
        validation=LedgerEntry.Validation.SELF_DECLARED,
        on=today,
        actor=actor,
        now=now,
    )


WITHDRAWN = "De aanvraag is ingetrokken. / The request was withdrawn."


@transaction.atomic
def withdraw_renewal(*, renewal: Renewal, actor: Actor, now: datetime) -> Renewal:
    """Take a request back before it is decided, with the choice of a new start. It may be asked again."""
    asked = held(renewal)
    move(asked, RenewalAction.WITHDRAW, actor=actor, now=now, starts_now=False, completed_at=None, completed_by=None)
    entries = LedgerEntry.objects.filter(source_key__startswith=f"renewal/{asked.uuid}/", reversed_by=None)
    for entry in entries:
        reverse_entry(entry=entry, reason=WITHDRAWN, actor=actor, now=now)
    return asked


@transaction.atomic
def return_renewal(*, renewal: Renewal, reason: str, actor: Actor, today: date, now: datetime) -> Renewal:
    """Send a request back to be completed, until a day that the regulation says."""
    asked = held(renewal)
    refuse_own(asked, actor)
    until = rules_of(asked.cycle.regulation).procedure.renewal.supplement.after(today)
    values = {"returned_because": reason, "supplement_until": until}
    move(asked, RenewalAction.RETURN, actor=actor, now=now, **values)
    return asked


@transaction.atomic
def complete_renewal(*, renewal: Renewal, actor: Actor, now: datetime) -> Renewal:
    """Accept that all is there that is needed to decide, or go on without what was not supplemented."""
    asked = held(renewal)
    refuse_own(asked, actor)
    values = {"completed_at": now, "completed_by_id": actor.user_id}
    move(asked, RenewalAction.COMPLETE, actor=actor, now=now, **values)
    return asked
