"""Proposing that two persons are one, or that they were not after all. Nothing moves until another agrees."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from portfolio.errors import OwnDossier
from portfolio.errors.merging import PersonMergeProposed, PersonsNotMergeable
from portfolio.models import PersonMerge
from portfolio.services.merging.joining import Moved, join
from portfolio.services.merging.parting import part
from register.access import Actor
from register.errors import FieldProblem, constraint_of
from register.models import Person, Register
from register.reach import past_the_wall
from register.services.events import record_event


@transaction.atomic
@past_the_wall("Everything moves that is about one of both, whatever registers they are on.")
def propose_merge(
    *, register: Register, merged: Person, survivor: Person, reason: str, actor: Actor, today: date, now: datetime
) -> PersonMerge:
    """Propose to join `merged` with `survivor`, who goes on. What would move stands in its figures.

    PersonsNotMergeable says what has to happen first, PersonMergeProposed that it was proposed already.
    """
    if merged.pk == survivor.pk:
        nl, en = "Kies twee verschillende personen.", "Choose two different persons."
        raise PersonsNotMergeable.because(FieldProblem("#/survivor", "same-person", nl, en))
    refuse_own(actor, merged, survivor)
    merge = PersonMerge(register=register, merged=merged, survivor=survivor, reason=reason)
    return _propose(merge, actor, today, now)


@transaction.atomic
@past_the_wall("What moved goes back, whatever registers it is about.")
def propose_undoing(*, merge: PersonMerge, reason: str, actor: Actor, today: date, now: datetime) -> PersonMerge:
    """Propose to take a joining back. PersonMergeNotUndoable when that cannot be done as things are."""
    refuse_own(actor, merge.merged, merge.survivor)
    undoing = PersonMerge(
        register=merge.register, merged=merge.merged, survivor=merge.survivor, undoes=merge, reason=reason
    )
    return _propose(undoing, actor, today, now)


def carried_out(merge: PersonMerge, *, actor: Actor, today: date, now: datetime) -> Moved:
    """Join, or part again what was joined, in the transaction of the caller."""
    if merge.undoes_id is None:
        return join(merge=merge, actor=actor, today=today, now=now)
    return part(undoing=merge, actor=actor, now=now)


def refuse_own(actor: Actor, *persons: Person) -> None:
    """Raise OwnDossier for whoever it is about."""
    if actor.person_id in [one.pk for one in persons]:
        raise OwnDossier(nl="Over uzelf beslist een ander.", en="Somebody else decides about you.")


def record_merge(kind: str, merge: PersonMerge, actor: Actor, now: datetime) -> None:
    """Leave an event about it, for who goes on and for the office of the register."""
    record_event(
        kind=kind,
        subject_type="person-merge",
        subject_uuid=merge.uuid,
        register_id=merge.register_id,
        organisation_id=merge.register.association_id,
        person_id=merge.survivor_id,
        actor=actor,
        now=now,
        data={"merged": str(merge.merged.uuid), "survivor": str(merge.survivor.uuid)},
    )


def _propose(merge: PersonMerge, actor: Actor, today: date, now: datetime) -> PersonMerge:
    merge.proposed_by_id, merge.proposed_at = actor.user_id, now
    try:
        with transaction.atomic():
            merge.save()
    except IntegrityError as error:
        if constraint_of(error) != "person_merge_proposed_once":
            raise
        raise PersonMergeProposed(
            nl="Dit is al voorgesteld en wacht op een ander.", en="This was proposed already and waits for another."
        ) from error
    merge.refresh_from_db(fields=["uuid"])
    # The same code that will carry it out says what would move; then all of it is taken back.
    place = transaction.savepoint()
    figures = carried_out(merge, actor=actor, today=today, now=now).figures
    transaction.savepoint_rollback(place)
    PersonMerge.objects.filter(pk=merge.pk).update(figures=figures)
    merge.figures = figures
    record_merge("person-merge.proposed", merge, actor, now)
    return merge
