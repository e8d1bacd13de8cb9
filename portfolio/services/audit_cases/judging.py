"""What the auditor does: a verdict on each item, a term for repair where it falls short, and the conclusion."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from portfolio.catalogue.audit_cases import AuditAction, Verdict
from portfolio.errors.audit_cases import ItemsNotJudged, NothingToRepair
from portfolio.models import Audit, AuditItem, AuditRound
from portfolio.services.audit_cases.finding import finding_of
from portfolio.services.audit_cases.keeping_time import refuse_while_deciding
from portfolio.services.audit_cases.moving import (
    held,
    last_round,
    move,
    record,
    refuse_others,
    refuse_own,
    refuse_unless_open,
)
from register.access import Actor
from register.errors import FieldProblem, InvalidInput
from register.selectors import rules_of


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is made of one item: `quantity` is what is accepted of it, in the unit of its entry, where that is less."""

    item: AuditItem
    verdict: str
    quantity: Decimal | None = None
    reason: str = ""


@transaction.atomic
def judge_items(*, audit: Audit, judgements: Iterable[Judgement], actor: Actor, now: datetime) -> Audit:
    """Give a verdict on items, all of them or none; one given before is replaced. Until the audit is concluded."""
    judged = _in_hand(audit, actor, AuditAction.CONCLUDE)
    given = list(judgements)
    if problems := [problem for n, one in enumerate(given) for problem in _problems(judged, n, one)]:
        raise InvalidInput(nl="Deze oordelen kloppen niet.", en="These verdicts are not right.", fields=tuple(problems))
    for one in given:
        AuditItem.objects.filter(pk=one.item.pk).update(
            verdict=one.verdict, quantity=one.quantity, reason=one.reason, judged_by_id=actor.user_id, judged_at=now
        )
    record("audit.items-judged", judged, actor, now)
    return judged


def _problems(audit: Audit, number: int, one: Judgement) -> Iterable[FieldProblem]:
    at, entry = f"#/verdicts/{number}", one.item.entry
    if one.item.audit_id != audit.pk:
        yield FieldProblem(f"{at}/item", "does-not-exist", "Bestaat niet.", "Does not exist.")
    if one.verdict != Verdict.ACCEPTED and not one.reason:
        yield FieldProblem(f"{at}/reason", "required", "Zeg waarom.", "Say why.")
    if (one.verdict == Verdict.PARTLY) != (one.quantity is not None):
        yield FieldProblem(
            f"{at}/quantity",
            "with-partly",
            "Hoort bij PARTLY, en alleen daarbij.",
            "Belongs with PARTLY, and only there.",
        )
    elif one.quantity is not None and (entry.quantity is None or entry.edition_id is not None):
        nl = "Van dit feit ligt de waarde vast: het wordt aanvaard of niet."
        en = "The worth of this fact is fixed: it is accepted or not."
        yield FieldProblem(f"{at}/verdict", "not-in-part", nl, en)
    elif one.quantity is not None and entry.quantity is not None and one.quantity >= entry.quantity:
        nl, en = f"Geef minder dan {entry.quantity}.", f"Give less than {entry.quantity}."
        yield FieldProblem(f"{at}/quantity", "not-less", nl, en)


@transaction.atomic
def ask_repair(*, audit: Audit, asks: str, until: date | None, actor: Actor, today: date, now: datetime) -> Audit:
    """Let the person repair what falls short, within the term of the regulation or until another day.

    Raises ItemsNotJudged, and NothingToRepair when nothing falls short or it was repaired as often as the rules say.
    """
    judged = _in_hand(audit, actor, AuditAction.ASK_REPAIR)
    procedure = rules_of(judged.cycle.regulation).procedure
    last = _found(judged, actor, today, now)
    if (last.finding or {})["met"] or last.number > procedure.audit.repairs:
        raise NothingToRepair(
            nl="Er schiet niets tekort, of herstel kan niet (meer) volgens het reglement. Rond de steekproef af.",
            en="Nothing falls short, or the regulation gives no (more) repair. Conclude the audit.",
        )
    if until is not None and until <= today:
        nl, en = "Noem een dag na vandaag.", "Name a day after today."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/until", "too-early", nl, en),))
    AuditRound.objects.create(
        audit=judged,
        number=last.number + 1,
        asks=asks,
        opened_at=now,
        reply_by=until or procedure.last_day_of(procedure.audit.repair, known_on=today),
    )
    move(judged, AuditAction.ASK_REPAIR, actor=actor, now=now)
    return judged


@transaction.atomic
def conclude_audit(*, audit: Audit, actor: Actor, today: date, now: datetime) -> Audit:
    """Say that this is the finding. The office puts the decision in order, others take it."""
    judged = _in_hand(audit, actor, AuditAction.CONCLUDE)
    _found(judged, actor, today, now)
    move(judged, AuditAction.CONCLUDE, actor=actor, now=now)
    return judged


@transaction.atomic
def return_audit(*, audit: Audit, reason: str, actor: Actor, now: datetime) -> Audit:
    """Send a concluded audit back to its auditor; a decision that was prepared is taken off the table first."""
    concluded = held(audit)
    refuse_own(concluded, actor)
    refuse_while_deciding(concluded, "return")
    move(concluded, AuditAction.RETURN, actor=actor, now=now, returned_because=reason)
    return concluded


def _in_hand(audit: Audit, actor: Actor, action: AuditAction) -> Audit:
    found = held(audit)
    refuse_others(found, actor)
    refuse_own(found, actor)
    refuse_unless_open(found, action)
    return found


def _found(audit: Audit, actor: Actor, today: date, now: datetime) -> AuditRound:
    """Write the finding down with the term that ended."""
    if waiting := AuditItem.objects.filter(audit=audit, verdict="").count():
        raise ItemsNotJudged(
            nl=f"Over {waiting} van wat is gevraagd is nog niet geoordeeld.",
            en=f"Of what was asked {waiting} are not judged yet.",
        )
    last = last_round(audit)
    last.finding, last.found_at, last.found_by_id = finding_of(audit, today=today, now=now), now, actor.user_id
    last.save(update_fields=["finding", "found_at", "found_by"])
    return last
