"""Taking a decision for a group, by another than prepared it, on a preview that is still who is in the scope."""

from datetime import date, datetime

from django.db import transaction

from portfolio.catalogue.group_decisions import GroupAction, GroupState
from portfolio.errors.decisions import PersonNotHeard
from portfolio.errors.group_decisions import (
    GroupDecisionMoved,
    GroupDecisionUndoing,
    GroupScopeChanged,
    GroupScopeEmpty,
)
from portfolio.models import GroupDecision
from portfolio.selectors.group_scopes import scope_digest
from portfolio.services.group_decisions.handing_out import hand_out
from portfolio.services.group_decisions.moving import UNTRIED, held, move
from portfolio.services.group_decisions.preparing import refuse_own_line
from register.access import Actor
from register.errors import FourEyesRequired


@transaction.atomic
def take_group_decision(
    *, decision: GroupDecision, no_view_because: str = "", actor: Actor, today: date, now: datetime
) -> GroupDecision:
    """Take a previewed act. From now on it reaches those of the preview and nobody else; a worker carries it out.

    FourEyesRequired for who prepared it, GroupScopeChanged when others are in the scope by now, PersonNotHeard when
    somebody would be worse off and it is not said why they were not heard. Who decides is left out: others decide
    about theirs.
    """
    taken = held(decision)
    if taken.state != GroupState.PREVIEWED:
        raise GroupDecisionMoved.of(taken.state, GroupAction.DECIDE.value)
    if taken.prepared_by_id == actor.user_id:
        raise FourEyesRequired(
            nl="Wie een groepsbesluit voorbereidt, neemt het niet zelf. Laat een ander beslissen.",
            en="Whoever prepares a decision for a group does not take it. Let another person decide.",
        )
    if taken.worse and not no_view_because:
        raise PersonNotHeard(
            nl=f"Van {taken.worse} personen wordt de stand slechter. Zeg waarom zij niet eerst gehoord zijn.",
            en=f"Of {taken.worse} persons the standing gets worse. Say why they were not heard first.",
        )
    if scope_digest(taken, on=today) != taken.scope_digest:
        raise GroupScopeChanged(
            nl="Sinds het voorbeeld vallen anderen onder het bereik. Maak een nieuw voorbeeld.",
            en="Since the preview others are in the scope. Make a new preview.",
        )
    if taken.undoes is not None:
        refuse_own_line(taken.undoes, actor)
    taken.lines.filter(registration__person=actor.person_id).delete()
    if not taken.lines.exists():
        raise GroupScopeEmpty(nl="Er valt niemand onder het bereik.", en="Nobody is in the scope.")
    values = {"decided_by_id": actor.user_id, "decided_at": now, "no_view_because": no_view_because}
    move(taken, GroupAction.DECIDE, actor=actor, now=now, **values, **UNTRIED)
    transaction.on_commit(lambda: hand_out([taken.pk]))
    return taken


@transaction.atomic
def resume_group_decision(*, decision: GroupDecision, actor: Actor, now: datetime) -> GroupDecision:
    """Try again for those for whom it could not be done, or after it got stuck."""
    resumed = held(decision)
    if resumed.undoings.exclude(state=GroupState.DROPPED).exists():
        raise GroupDecisionUndoing(nl="Dit besluit wordt teruggenomen.", en="This decision is being taken back.")
    move(resumed, GroupAction.RESUME, actor=actor, now=now, carried_out_at=None, **UNTRIED)
    resumed.lines.filter(carried_out_at=None).update(problem="")
    transaction.on_commit(lambda: hand_out([resumed.pk]))
    return resumed
