"""How an audit run moves: one row of `portfolio.catalogue.audits`, one conditional update, one event."""

from datetime import datetime
from typing import Any

from portfolio.catalogue.audits import RUNS, RunAction
from portfolio.errors.audits import AuditRunMoved
from portfolio.models import AuditRun
from register.access import Actor
from register.services.events import record_event


def held(run: AuditRun, action: RunAction) -> AuditRun:
    """The run as it is now, kept from everybody else until the end of the transaction.

    AuditRunMoved when it is elsewhere, or when somebody else has it: whoever has it moves it.
    """
    rows = AuditRun.objects.select_related("register").select_for_update(of=("self",), skip_locked=True)
    found = rows.filter(pk=run.pk).first()
    if found is None or found.state not in RUNS[action].sources:
        raise AuditRunMoved.of(found.state if found else run.state, action.value)
    return found


def move(
    run: AuditRun, action: RunAction, *, actor: Actor | None, now: datetime, data: dict[str, Any], **values: Any
) -> None:
    """Take one step of the table, in the caller's transaction. AuditRunMoved when it is not, or no longer, there."""
    step = RUNS[action]
    rows = AuditRun.objects.filter(pk=run.pk, state__in=sorted(step.sources))
    if not rows.update(state=step.target, **values):
        run.refresh_from_db(fields=["state"])
        raise AuditRunMoved.of(run.state, action.value)
    run.refresh_from_db()
    record(step.event, run, actor, now, data)


def record(kind: str, run: AuditRun, actor: Actor | None, now: datetime, data: dict[str, Any]) -> None:
    """Append an event about the run."""
    record_event(
        kind=kind,
        subject_type="audit-run",
        subject_uuid=run.uuid,
        register_id=run.register_id,
        organisation_id=run.register.association_id,
        actor=actor,
        now=now,
        data=data,
    )
