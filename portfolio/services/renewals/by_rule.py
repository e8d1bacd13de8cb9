"""Straightforward renewals decided by rule: only what gives all that was asked; a sample is kept for people."""

import logging
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db import transaction

from accreditation.rules.chance import is_drawn
from portfolio.catalogue.renewals import ForPeople, RenewalAction
from portfolio.errors.renewals import RenewalsNotDecided
from portfolio.models import Decision, Renewal
from portfolio.services.decisions.deciding import take_held
from portfolio.services.past_standings import judged
from portfolio.services.queue import nudge
from portfolio.services.renewals.moving import held_if_free, move
from portfolio.services.renewals.proposing import HARMLESS, propose_on
from register.errors import DomainError
from register.models import Regulation
from register.rules.procedure import RenewalProcedure
from register.rules.standing import Standing
from register.selectors import rules_of

logger = logging.getLogger(__name__)
TASK = "portfolio.tasks.decide_renewals"
RENEWALS_A_TASK = 200
WAITING = ("SUBMITTED", "COMPLETE")


def hand_out_renewals(*, limit: int = 50_000) -> int:
    """Queue the renewals that may be straightforward for the workers; returns how many. The next run finds the rest."""
    by_rule = [one.pk for one in Regulation.objects.adopted() if rules_of(one).procedure.renewal.by_rule]
    rows = Renewal.objects.filter(state__in=WAITING, for_people="", cycle__regulation__in=by_rule)
    waiting = list(rows.order_by("decide_by", "pk").values_list("pk", flat=True)[:limit])
    starts = range(0, len(waiting), RENEWALS_A_TASK)
    nudge(
        TASK,
        ({"renewal_ids": waiting[start : start + RENEWALS_A_TASK]} for start in starts),
        expires=settings.DAILY_SECONDS,
    )
    return len(waiting)


def decide_renewals(*, renewal_ids: Iterable[int], on: date, now: datetime) -> int:
    """Decide these by rule where they are straightforward, each in its own transaction; returns how many were.

    May be broken off and run again, or run twice at once: each is decided once. One that fails leaves the others
    alone; RenewalsNotDecided names them after all others were done.
    """
    decided, failed = 0, []
    for renewal_id in renewal_ids:
        try:
            decided += _decide(renewal_id, on, now)
        except Exception as error:  # one dossier that cannot be read must not stop the others
            if not isinstance(error, DomainError):
                logger.exception("renewal_not_decided renewal=%s", renewal_id)
            failed.append(renewal_id)
    if failed:
        raise RenewalsNotDecided.of(_numbers(failed))
    return decided


@transaction.atomic
def _decide(renewal_id: int, on: date, now: datetime) -> bool:
    renewal = held_if_free(renewal_id)
    if renewal is None or renewal.state not in WAITING or renewal.for_people:
        return False
    if Decision.objects.filter(matter=renewal.uuid, state__in=["PREPARED", "INTENDED"]).exists():
        return False
    judgement = judged(renewal.cycle, on=on, known_at=now)
    reason = kept_for_people(renewal, judgement[0], rules_of(renewal.cycle.regulation).procedure.renewal)
    if reason:
        Renewal.objects.filter(pk=renewal.pk).update(for_people=reason)
        return False
    if renewal.state == Renewal.State.SUBMITTED:
        move(renewal, RenewalAction.COMPLETE, actor=None, now=now, completed_at=now)
    decision = propose_on(judgement, renewal=renewal, actor=None, today=on, now=now)
    take_held(decision, actor=None, today=on, now=now)
    return True


def kept_for_people(renewal: Renewal, standing: Standing, procedure: RenewalProcedure) -> str:
    """Why people decide about it; empty when the rule does. The same answer however often it is asked."""
    if renewal.motivation:
        return ForPeople.REQUEST
    if not renewal.in_time:
        return ForPeople.LATE
    proposal = procedure.proposal_for(standing.outcome, met=standing.met)
    if standing.outcome not in procedure.by_rule or proposal is None or proposal.grants not in HARMLESS:
        return ForPeople.OUTCOME
    return ForPeople.SAMPLE if is_drawn(renewal.uuid, share=Decimal(procedure.sampled) / 100) else ""


def _numbers(renewal_ids: Sequence[int]) -> list[str]:
    rows = Renewal.objects.filter(pk__in=renewal_ids).order_by("pk")
    named = rows.values_list("cycle__registration__register__code", "cycle__registration__number")
    return [f"{code} {number}" for code, number in named]
