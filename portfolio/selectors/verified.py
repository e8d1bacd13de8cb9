"""Whether what counts in a cycle was verified: by the decision on an audit. That says nothing about being met."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from portfolio.catalogue.audit_cases import RESULTS
from portfolio.models import Decision
from register.access import Actor


@dataclass(frozen=True, slots=True)
class Verified:
    """On which day it was decided, and what: `portfolio.catalogue.audit_cases.RESULTS`."""

    on: date
    result: str


def verified_cycles(cycle_ids: Iterable[int], *, actor: Actor, known_at: datetime) -> dict[int, Verified]:
    """Of each cycle that was audited the last decision that stood at the moment, of those that the actor sees."""
    rows: Any = _standing_at(Decision.objects.filter(cycle__in=cycle_ids), known_at)
    return {one.cycle_id: _said(one) for one in rows.visible_to(actor)}


def verified_cycle(*, registration_id: int, starts_on: date, known_at: datetime) -> Verified | None:
    """The same of one cycle; None when no audit of it was decided by then."""
    rows = Decision.objects.filter(registration=registration_id, cycle__starts_on=starts_on)
    last = _standing_at(rows, known_at).last()
    return _said(last) if last is not None else None


def _standing_at(rows: QuerySet[Decision], moment: datetime) -> QuerySet[Decision]:
    """Oldest first, without those that another had replaced by then."""
    taken = rows.filter(question=Decision.Question.AUDIT, result__in=RESULTS, decided_at__lte=moment)
    standing = taken.exclude(replacements__decided_at__lte=moment)
    return standing.only("cycle_id", "result", "decided_at").order_by("decided_at")


def _said(decision: Decision) -> Verified:
    assert decision.decided_at is not None  # only those that were taken are looked for
    return Verified(decision.decided_at.astimezone(ZoneInfo(settings.REGISTER_TIME_ZONE)).date(), decision.result)
