"""What professionals do with their goals: set, change, reach, drop, take up again, remove. Nobody else sees them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from portfolio.catalogue.reflection import GOALS, GoalState
from portfolio.errors.reflection import GoalMoved
from portfolio.models import Goal, GoalStep, LedgerEntry
from register.access import Actor
from register.errors import FieldProblem, InvalidInput
from register.models import Person, Registration
from register.selectors import regulation_in_force, rules_of
from register.services.events import record_event

LINKS = ("entries", "steps")


@transaction.atomic
def set_goal(
    *,
    person: Person,
    title: str,
    steps: Sequence[Mapping[str, Any]] = (),
    entries: Iterable[LedgerEntry] = (),
    actor: Actor,
    today: date,
    now: datetime,
    **values: Any,
) -> Goal:
    """Set a goal of one's own. InvalidInput when the register of the goal has no such requirement."""
    _refuse_unknown(values.get("registration"), values.get("requirements", ()), today)
    goal = Goal.objects.create(person=person, title=title, set_at=now, **values)
    goal.refresh_from_db(fields=["uuid"])
    _link(goal, {"entries": entries, "steps": steps})
    _record("goal.set", goal, actor, now)
    return goal


@transaction.atomic
def change_goal(*, goal: Goal, changes: Mapping[str, Any], actor: Actor, today: date, now: datetime) -> Goal:
    """Change an open goal; `steps` and `entries` as a whole."""
    changed = Goal.objects.select_for_update().get(pk=goal.pk)
    if changed.state != GoalState.OPEN:
        raise _moved(changed)
    own = {name: value for name, value in changes.items() if name not in LINKS}
    for name, value in own.items():
        setattr(changed, name, value)
    _refuse_unknown(changed.registration, changed.requirements, today)
    changed.save(update_fields=list(own))
    _link(changed, changes)
    _record("goal.changed", changed, actor, now)
    return changed


@transaction.atomic
def move_goal(*, goal: Goal, action: str, actor: Actor, now: datetime) -> Goal:
    """`reach` or `drop` an open goal, or `reopen` a closed one. GoalMoved when it is not there (any more)."""
    step = GOALS[action]
    closed_at = None if step.target == GoalState.OPEN else now
    rows = Goal.objects.filter(pk=goal.pk, state__in=sorted(step.sources))
    if not rows.update(state=step.target, closed_at=closed_at):
        goal.refresh_from_db(fields=["state"])
        raise _moved(goal)
    goal.refresh_from_db()
    _record(step.event, goal, actor, now)
    return goal


@transaction.atomic
def remove_goal(*, goal: Goal, actor: Actor, now: datetime) -> None:
    """Remove a goal with its steps. Reflections about it stay, without it."""
    _record("goal.removed", goal, actor, now)
    goal.delete()


def _refuse_unknown(registration: Registration | None, requirements: Sequence[str], today: date) -> None:
    if not requirements:
        return
    known: set[str] = set()
    if registration is not None and (regulation := regulation_in_force(registration.register, on=today)):
        parts = rules_of(regulation).parts
        known = {one.code for top in parts.requirements for one in top.every()}
    if unknown := sorted(set(requirements) - known):
        nl = f"Dit register kent deze eisen niet: {', '.join(unknown)}."
        en = f"This register has no such requirements: {', '.join(unknown)}."
        problem = FieldProblem("#/requirements", "unknown-requirement", nl, en)
        raise InvalidInput(nl=nl, en=en, fields=(problem,))


def _link(goal: Goal, links: Mapping[str, Any]) -> None:
    if "entries" in links:
        goal.entries.set(links["entries"])
    if "steps" in links:
        goal.steps.all().delete()
        GoalStep.objects.bulk_create(GoalStep(goal=goal, place=n, **step) for n, step in enumerate(links["steps"], 1))


def _moved(goal: Goal) -> GoalMoved:
    return GoalMoved(
        nl=f"Dit kan niet (meer): het doel staat op {goal.state}.",
        en=f"This is not possible (any more): the goal is {goal.state}.",
    )


def _record(kind: str, goal: Goal, actor: Actor, now: datetime) -> None:
    # Names no register: whose goals there are is nobody's business.
    record_event(kind=kind, subject_type="goal", subject_uuid=goal.uuid, person_id=goal.person_id, actor=actor, now=now)
