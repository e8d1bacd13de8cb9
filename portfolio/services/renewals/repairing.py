"""Conditions with a day: lifted by rule when what was missing is there, put before people when it is not."""

import logging
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import DateField, Exists, OuterRef, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from portfolio.catalogue.decisions import STANDS
from portfolio.errors.renewals import NothingToRepair
from portfolio.models import Decision
from portfolio.services.decisions.deciding import take_decision
from portfolio.services.decisions.moving import held, record
from portfolio.services.decisions.preparing import prepare_decision
from portfolio.services.decisions.re_entry import returned
from portfolio.services.past_standings import judged
from portfolio.services.renewals.proposing import refusal_statuses
from register.access import Actor
from register.catalogue import Status
from register.models import Event, Registration
from register.rules.procedure import Proposal
from register.selectors import current_cycle, rules_of, status_on

logger = logging.getLogger(__name__)
NONE = Decimal(-1)
REPAIRED, MISSED = "decision.repaired", "decision.repair-missed"
LIFTED = "Wat ontbrak, is er op de afgesproken dag.\nWhat was missing was there on the day agreed."
NOT_THERE = "Wat ontbrak, was er op {} niet.\nWhat was missing was not there on {}."


def matter_of_repair(decision: Decision) -> UUID:
    """What the decision after a condition answers: one of it stands, whoever looks however often."""
    return uuid5(decision.uuid, "repair")


def watch_repairs(*, on: date, now: datetime) -> int:
    """Look at each condition whose day is over, once: lift it, or tell the office. Returns how many."""
    seen = Event.objects.filter(subject_uuid=OuterRef("uuid"), kind__in=(REPAIRED, MISSED))
    due = _conditions(before=on).filter(~Exists(seen)).order_by("pk")
    return sum(_look_at(pk, on, now) for pk in due.values_list("pk", flat=True))


def _conditions(*, before: date) -> QuerySet[Decision]:
    day = Cast(KeyTextTransform("repairBy", "effect"), DateField())
    standing = Decision.objects.filter(state__in=sorted(STANDS), effect__has_key="repairBy")
    return standing.annotate(repair_by=day).filter(repair_by__lt=before)


def _look_at(decision_id: int, on: date, now: datetime) -> bool:
    try:
        return _settle(decision_id, on, now)
    except Exception:  # one dossier that cannot be read must not stop the others
        logger.exception("repair_not_judged decision=%s", decision_id)
        return False


@transaction.atomic
def _settle(decision_id: int, on: date, now: datetime) -> bool:
    decision = held(Decision.objects.get(pk=decision_id))
    if Event.objects.filter(subject_uuid=decision.uuid, kind__in=(REPAIRED, MISSED)).exists():
        return False
    registration = conditional_registration(decision)
    if status_on(registration, on=on) != Status.CONDITIONAL:
        return False  # something else was decided since
    if not is_repaired(decision, now=now):
        record(MISSED, decision, None, now)
        return True
    lifting = prepare_decision(
        registration=registration,
        cycle=decision.cycle,
        question=Decision.Question.STATUS,
        matter=matter_of_repair(decision),
        result="lifted",
        adverse=False,
        reasons=LIFTED,
        articles=decision.articles,
        effective_on=on,
        effect={"statuses": [{"value": Status.REGISTERED.value, "startsOn": on.isoformat()}]},
        actor=None,
        today=on,
        now=now,
    )
    take_decision(decision=lifting, actor=None, today=on, now=now)
    record(REPAIRED, decision, None, now)
    return True


def conditional_registration(decision: Decision) -> Registration:
    """Which registration the condition holds for: of who came back the new one."""
    return returned(decision) or decision.registration


def is_repaired(decision: Decision, *, now: datetime) -> bool:
    """Whether what was missing is there on the day agreed.

    Either the cycle that fell short is met by what came in late, or in the cycle after it so much was counted for each
    requirement as was short of it then.
    """
    if decision.cycle is None:  # there is nothing to measure by: people judge
        return False
    day = date.fromisoformat(decision.effect["repairBy"])
    if judged(decision.cycle, on=day, known_at=now)[0].met:
        return True
    running = current_cycle(conditional_registration(decision), on=day)
    if running is None or running.pk == decision.cycle_id:
        return False
    standing, _ = judged(running, on=day, known_at=now)
    counted = {(one.code, one.qualifier): one.counted for one in standing.requirements}
    frozen = (decision.standing or {}).get("requirements", ())
    short = [one for one in frozen if not one["met"] and not one["advisory"]]
    return bool(short) and all(
        counted.get((one["code"], one["qualifier"]), NONE) >= Decimal(one["short"]) for one in short
    )


@transaction.atomic
def propose_after_repair(
    *, decision: Decision, reasons: str = "", actor: Actor, today: date, now: datetime
) -> Decision:
    """Prepare what follows from a condition that was not met: what the regulation says of a refusal, else lapsing.

    Another person takes it, after the person was heard. Raises NothingToRepair before the day is over or when the
    decision is no condition that stands.
    """
    condition = held(decision)
    day = condition.effect.get("repairBy")
    if condition.state not in STANDS or not day:
        raise NothingToRepair.at_all()
    if date.fromisoformat(day) >= today:
        raise NothingToRepair.before(date.fromisoformat(day))
    rows = rules_of(condition.cycle.regulation if condition.cycle else condition.regulation).procedure.renewal.proposals
    refusal = next((row for row in rows if row.grants == "refused"), Proposal("not-met", "refused"))
    registration = conditional_registration(condition)
    return prepare_decision(
        registration=registration,
        cycle=condition.cycle,
        question=Decision.Question.STATUS,
        matter=matter_of_repair(condition),
        result="refused",
        adverse=True,
        reasons=reasons or NOT_THERE.format(day, day),
        articles=condition.articles,
        effective_on=today,
        effect=refusal_statuses(refusal, status_on(registration, on=today), from_day=today),
        actor=actor,
        today=today,
        now=now,
    )
