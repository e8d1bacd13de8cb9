"""Preparing an audit run, looking at what its population would be, and calling it off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from portfolio.catalogue.audits import RUNS, RunAction
from portfolio.errors.audits import AuditPlanRefused, AuditRunMoved
from portfolio.models import AuditRun
from portfolio.rules.audit_plan import Plan, PlanInvalid
from portfolio.rules.draw import Share
from portfolio.selectors.audit_draws import Counted, count_population
from portfolio.services.audits.moving import move, record
from register.access import Actor
from register.models import Register


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be committed to on a day."""

    as_of: date
    shares: tuple[Share, ...]
    excluded: Mapping[str, int]
    risks: Mapping[str, int]

    @property
    def candidates(self) -> int:
        return sum(share.candidates for share in self.shares)

    @property
    def to_draw(self) -> int:
        return sum(share.to_draw for share in self.shares)


def shares_of(plan: Plan, counted: Counted) -> tuple[Share, ...]:
    """How many are drawn from each stratum, by name."""
    sizes = plan.shares(counted.strata)
    return tuple(Share(name, sizes[name], count) for name, count in sorted(counted.strata.items()))


@transaction.atomic
def prepare_run(*, register: Register, title: str, plan: Mapping[str, Any], actor: Actor, now: datetime) -> AuditRun:
    """Write down a run for another person to commit to. AuditPlanRefused when the plan makes no sense.

    A plan is not changed: what turns out otherwise in the preview is cancelled and prepared anew.
    """
    try:
        Plan.from_json(plan)
    except PlanInvalid as error:
        raise AuditPlanRefused.because(f"plan/{error.field}", nl=error.nl, en=error.en) from error
    run = AuditRun.objects.create(
        register=register, title=title, plan=dict(plan), prepared_by_id=actor.user_id, prepared_at=now
    )
    run.refresh_from_db(fields=["uuid"])
    record("audit-run.prepared", run, actor, now, {})
    return run


def preview_population(*, run: AuditRun, on: date) -> Preview:
    """How many would be in each stratum and be drawn from it, if the run were committed to today. Writes nothing.

    AuditRunMoved once it is not being prepared any more: then the population is what it was.
    """
    if run.state not in RUNS[RunAction.ASK_COMMITMENT].sources:
        raise AuditRunMoved.of(run.state, "preview")
    plan = Plan.from_json(run.plan)
    counted = count_population(run.register, plan, on=on)
    return Preview(on, shares_of(plan, counted), counted.excluded, counted.risks)


@transaction.atomic
def cancel_run(*, run: AuditRun, reason: str, actor: Actor, now: datetime) -> AuditRun:
    """Call a run off before its draw. One that was committed to stays public, with the reason and its seed."""
    values: dict[str, Any] = {"cancelled_at": now, "cancelled_by_id": actor.user_id, "cancelled_because": reason}
    move(run, RunAction.CANCEL, actor=actor, now=now, data={}, **values)
    return run
