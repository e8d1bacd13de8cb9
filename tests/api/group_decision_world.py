"""The rows of the world about decisions for a group: one in each place where something can be done with it."""

from typing import Any

from portfolio.models import GroupDecision, GroupDecisionLine
from portfolio.selectors.group_scopes import scope_digest
from register.clock import today
from tests.factories.register import NOW, UserFactory

SCOPE = {"cycles": {"runsOn": "2026-12-01"}}
TAKEN = {"decided_at": NOW, "scope_digest": "sha256:0"}


def add_group_decisions(world: Any) -> None:
    world.rows["prepared_group_decision"] = _act(world)
    previewed = _act(world, previewed_at=NOW)
    GroupDecision.objects.filter(pk=previewed.pk).update(
        state="PREVIEWED", scope_digest=scope_digest(previewed, on=today())
    )
    _line(previewed, world)
    world.rows["previewed_group_decision"] = previewed
    done = _act(world)
    world.rows["group_decision_line"] = _line(done, world, carried_out_at=NOW)
    GroupDecision.objects.filter(pk=done.pk).update(state="CARRIED_OUT", decided_by=UserFactory(), **TAKEN)
    world.rows["done_group_decision"] = done


def add_one_more_group_decision(world: Any) -> None:
    """One more row in each list of these."""
    _line(_act(world), world, carried_out_at=NOW)


def _act(world: Any, **values: Any) -> GroupDecision:
    made = GroupDecision.objects.create(
        association=world["association"],
        sort="EXTENSION",
        title="Uitstel",
        scope=SCOPE,
        effective_on=NOW.date(),
        legal_basis="Artikel 12",
        reasons="Scholing kon niet doorgaan.",
        prepared_by=UserFactory(),
        prepared_at=NOW,
        **values,
    )
    made.registers.add(world["register"])
    made.refresh_from_db()
    return made


def _line(decision: GroupDecision, world: Any, **values: Any) -> GroupDecisionLine:
    line = GroupDecisionLine.objects.create(decision=decision, registration=world["registration"], **values)
    line.refresh_from_db()
    return line
