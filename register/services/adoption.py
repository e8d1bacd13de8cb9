"""Adopting a document: by another person than its proposer, once, and one version for each day it takes effect."""

from datetime import datetime
from typing import Any, Protocol

from django.db import IntegrityError, models, transaction

from register.access import Actor
from register.errors import Conflict, FourEyesRequired, constraint_of
from register.models import User


class Proposed(Protocol):
    """A row that was proposed and waits to be adopted."""

    proposed_by_id: int
    proposed_by: User


def require_other_person(draft: Proposed, *, actor: Actor, what: tuple[str, str]) -> None:
    """FourEyesRequired when the actor proposed it, from this account or another. `what` names it in nl and en."""
    same_person = actor.person_id is not None and draft.proposed_by.person_id == actor.person_id
    if draft.proposed_by_id == actor.user_id or same_person:
        raise FourEyesRequired(
            nl=f"Wie {what[0]} voorstelt, stelt het niet zelf vast. Laat een ander het vaststellen.",
            en=f"Whoever proposes {what[1]} does not adopt it. Let another person adopt it.",
        )


def adopt_once(
    drafts: models.QuerySet[Any],
    *,
    refusal: Conflict,
    clash: Conflict,
    clashes_on: str,
    actor: Actor,
    now: datetime,
    **changes: Any,
) -> None:
    """Adopt the one draft of `drafts`. `refusal` when none is left, `clash` when the
    constraint `clashes_on` refuses."""
    try:
        with transaction.atomic():
            moved = drafts.update(adopted_by_id=actor.user_id, adopted_at=now, **changes)
    except IntegrityError as error:
        if constraint_of(error) != clashes_on:
            raise
        raise clash from error
    if not moved:
        raise refusal
