"""Another person than who proposed it carries a joining out; anybody who may can take it off the table."""

from datetime import date, datetime

from django.db import transaction

from portfolio.errors.merging import PersonMergeMoved
from portfolio.models import PersonMerge
from portfolio.services.merging.proposing import carried_out, record_merge, refuse_own
from register.access import Actor
from register.errors import FourEyesRequired
from register.reach import past_the_wall

State = PersonMerge.State


@transaction.atomic
@past_the_wall("Everything moves that is about one of both, whatever registers they are on.")
def confirm_merge(*, merge: PersonMerge, actor: Actor, today: date, now: datetime) -> PersonMerge:
    """Carry out what somebody else proposed: all of it in this transaction, or nothing.

    FourEyesRequired for who proposed it, OwnDossier for who it is about, PersonMergeMoved when it was decided already.
    """
    if merge.proposed_by_id == actor.user_id:
        raise FourEyesRequired(
            nl="Een ander dan wie het voorstelde, voert het uit.",
            en="Somebody else than who proposed it carries it out.",
        )
    refuse_own(actor, merge.merged, merge.survivor)
    waiting = PersonMerge.objects.select_for_update(of=("self",)).filter(pk=merge.pk, state=State.PROPOSED)
    if not waiting.exists():
        raise _moved()
    moved = carried_out(merge, actor=actor, today=today, now=now)
    waiting.update(
        state=State.DONE, decided_by_id=actor.user_id, decided_at=now, figures=moved.figures, moved=moved.keys
    )
    merge.refresh_from_db()
    record_merge("person-merge.undone" if merge.undoes_id else "person-merge.done", merge, actor, now)
    return merge


@transaction.atomic
def refuse_merge(*, merge: PersonMerge, reason: str, actor: Actor, now: datetime) -> PersonMerge:
    """Take it off the table: they are not one, or not like this. PersonMergeMoved when it was decided already."""
    waiting = PersonMerge.objects.filter(pk=merge.pk, state=State.PROPOSED)
    if not waiting.update(state=State.REFUSED, decided_by_id=actor.user_id, decided_at=now, refused_because=reason):
        raise _moved()
    merge.refresh_from_db()
    record_merge("person-merge.refused", merge, actor, now)
    return merge


def _moved() -> PersonMergeMoved:
    return PersonMergeMoved(
        nl="Hierover is al beslist. Lees het opnieuw.", en="This was decided already. Read it again."
    )
