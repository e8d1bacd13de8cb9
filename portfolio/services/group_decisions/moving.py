"""How a decision for a group moves: one row of the table, one conditional update, one event."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from portfolio.catalogue.group_decisions import GROUP_DECISIONS, GroupAction
from portfolio.errors.group_decisions import GroupDecisionMoved
from portfolio.models import GroupDecision, GroupDecisionLine
from register.access import Actor
from register.services.events import record_event

ATTEMPTS = 3
"""So many runs without any progress, and a person has to look."""
UNTRIED: Mapping[str, Any] = {"attempts": 0, "busy_until": None}
"""As if no worker had ever been at it."""
BUSY = timedelta(seconds=30)
"""A worker that was not heard of for so long is lost, and another takes its place."""


def with_all(rows: "QuerySet[GroupDecision]") -> "QuerySet[GroupDecision]":
    """With what every step asks for."""
    return rows.select_related("association", "prepared_by", "decided_by", "undoes")


def held(decision: GroupDecision) -> GroupDecision:
    """The act as it is now, kept from everybody else until the end of the transaction."""
    rows = with_all(GroupDecision.objects.all()).select_for_update(of=("self",), no_key=True)
    return rows.get(pk=decision.pk)


def move(decision: GroupDecision, action: GroupAction, *, actor: Actor | None, now: datetime, **values: Any) -> None:
    """Take one step of the table, in the caller's transaction. GroupDecisionMoved when it is not there any more."""
    step = GROUP_DECISIONS[action]
    rows = GroupDecision.objects.filter(pk=decision.pk, state__in=sorted(step.sources))
    if not rows.update(state=step.target, **values):
        decision.refresh_from_db(fields=["state"])
        raise GroupDecisionMoved.of(decision.state, action.value)
    for name, value in {"state": step.target, **values}.items():
        setattr(decision, name, value)
    record(step.event, decision, actor, now)


def record(kind: str, decision: GroupDecision, actor: Actor | None, now: datetime) -> None:
    """Append an event about the act. One that is about a single register names it."""
    registers = list(decision.registers.values_list("pk", flat=True))
    record_event(
        kind=kind,
        subject_type="group-decision",
        subject_uuid=decision.uuid,
        register_id=registers[0] if len(registers) == 1 else None,
        organisation_id=decision.association_id,
        actor=actor,
        now=now,
        data={"sort": decision.sort},
    )


def record_line(kind: str, line: GroupDecisionLine, actor: Actor | None, now: datetime) -> None:
    """Append an event about what an act did for one person."""
    record_event(
        kind=kind,
        subject_type="group-decision-line",
        subject_uuid=line.uuid,
        register_id=line.registration.register_id,
        organisation_id=line.decision.association_id,
        person_id=line.registration.person_id,
        actor=actor,
        now=now,
        data={"sort": line.decision.sort},
    )
