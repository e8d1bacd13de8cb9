"""Closing cycles: what was reached is frozen and the next cycle opens. What follows from it, people decide."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from portfolio.errors import EntryNotValid
from portfolio.models import CycleClosing
from portfolio.selectors.dossiers import CycleDossier, dossiers
from register.errors import DomainError
from register.models import Cycle, Registration, Regulation
from register.rules.facts import Period
from register.rules.standing import Standing
from register.selectors import rules_of
from register.services.cycles import goes_on_after, open_next_cycle
from register.services.events import record_event

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of one cycle in a run: closed on a standing, or waiting until a day; and which cycle was opened."""

    cycle: Cycle
    waits_until: date | None
    standing: Standing
    opened: Period | None


@dataclass(frozen=True, slots=True)
class NotClosed:
    """A registration whose cycles could not be closed, and why. Nothing of it was changed."""

    registration_id: int
    error: Exception


def registrations_to_close(*, on: date, register_code: str | None = None) -> list[int]:
    """Ids of the registrations with an open cycle that has ended, by the calendar or by the member's own choice."""
    chosen = [
        one.pk for one in Regulation.objects.adopted() if any(s.verb == "ends" for s in rules_of(one).parts.steps)
    ]
    cycles = Cycle.objects.filter(state=Cycle.State.OPEN).filter(
        Q(ends_before__lte=on)
        | Q(regulation__in=chosen, starts_on__lt=on, standing__document__window__until__lte=on.isoformat())
    )
    if register_code is not None:
        cycles = cycles.filter(registration__register__code=register_code)
    return list(cycles.order_by("registration").values_list("registration", flat=True).distinct())


def close_ended_cycles(
    *, registration_ids: Iterable[int], on: date, now: datetime, dry_run: bool = False
) -> Iterator[Turn | NotClosed]:
    """Close what can be closed, one transaction for each registration; one that fails leaves the others alone.

    May be broken off and run again, or run twice at once: a cycle is closed once. A dry run does the same and takes
    it all back, registration by registration.
    """
    for registration_id in registration_ids:
        try:
            yield from close_cycles_of(registration_id=registration_id, on=on, now=now, dry_run=dry_run)
        except Exception as error:  # a dossier that breaks the rules' code must not stop the others
            if not isinstance(error, DomainError):
                logger.exception("cycles_not_closed registration=%s", registration_id)
            yield NotClosed(registration_id, error)


@transaction.atomic
def close_cycles_of(*, registration_id: int, on: date, now: datetime, dry_run: bool = False) -> list[Turn]:
    """Close the ended cycles of one registration, the oldest first. Empty when another run is at it."""
    held = Registration.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=registration_id)
    if not held.exists():
        return []
    waiting = Cycle.objects.filter(registration=registration_id, state=Cycle.State.OPEN, starts_on__lt=on)
    waiting = waiting.select_related("registration__register", "regulation").order_by("starts_on")
    turns: list[Turn] = []
    # Closing one may open the next, which may have ended as well.
    while cycle := waiting.exclude(pk__in=[turn.cycle.pk for turn in turns]).first():
        turns.append(close_cycle(cycle=cycle, on=on, now=now))
    if dry_run:
        transaction.set_rollback(True)
    return turns


@transaction.atomic
def close_cycle(*, cycle: Cycle, on: date, now: datetime) -> Turn:
    """Open the next cycle when its day has come, and freeze this one when its last deadline has passed.

    Closed already, nothing changes. Nobody is struck off here, whatever the outcome.
    """
    found, standing = _judged(cycle, on, now)
    following = standing.next_cycle
    opened = None
    if following and following.start <= on and goes_on_after(cycle.registration, following.start):
        attributes = found.dossier.person.attributes
        planned = cycle.ends_before
        made = open_next_cycle(cycle=cycle, period=following, attributes=attributes, on=on, now=now)
        opened = Period(made.starts_on, made.ends_before) if made else None
        if cycle.ends_before != planned:
            found, standing = _judged(cycle, on, now)
    due = closes_on(standing)
    if due > on:
        return Turn(cycle, due, standing, opened)
    _freeze(found, standing, now)
    return Turn(cycle, None, standing, opened)


def closes_on(standing: Standing) -> date:
    """The first day on which nothing can be done for a cycle any more: after its window and its last deadline."""
    days = [standing.cycle.end, standing.window.end, *(one.on + timedelta(days=1) for one in standing.deadlines)]
    return max(days)


def _judged(cycle: Cycle, on: date, now: datetime) -> tuple[CycleDossier, Standing]:
    (found,) = dossiers([cycle], on=on, known_at=now)
    if not isinstance(found, CycleDossier):
        raise EntryNotValid.in_dossier(found[1])
    return found, rules_of(cycle.regulation).evaluate(found.dossier, as_of=on)


def _freeze(found: CycleDossier, standing: Standing, now: datetime) -> None:
    cycle = found.cycle
    if not Cycle.objects.filter(pk=cycle.pk, state=Cycle.State.OPEN).update(state=Cycle.State.CLOSED):
        return
    cycle.state = Cycle.State.CLOSED
    document = standing.to_json()
    CycleClosing.objects.create(
        cycle=cycle,
        as_of=standing.as_of,
        met=standing.met,
        outcome=standing.outcome,
        document={**document, "ledgerPosition": found.ledger_position},
        carried_out=carried_out(document),
        regulation_digest=standing.digest,
        ledger_position=found.ledger_position,
        closed_at=now,
    )
    record_event(
        kind="cycle.closed",
        subject_type="cycle",
        subject_uuid=cycle.uuid,
        register_id=cycle.registration.register_id,
        organisation_id=cycle.registration.register.association_id,
        person_id=cycle.registration.person_id,
        actor=None,
        now=now,
        data={"met": standing.met, "outcome": standing.outcome},
    )


def carried_out(document: dict[str, Any]) -> dict[str, str]:
    """What each requirement of a standing passes on to the next cycle, by its name; nothing is left out."""
    return {
        f"{one['code']}[{one['qualifier']}]" if one["qualifier"] else one["code"]: one["carriedOut"]
        for one in document["requirements"]
        if one["carriedOut"] != "0"
    }


def outdated(closing: CycleClosing, *, now: datetime) -> bool:
    """Whether the cycle would have been closed otherwise, had all been known then that is known now."""
    (found,) = dossiers([closing.cycle], on=closing.as_of, known_at=now)
    if not isinstance(found, CycleDossier):
        return True
    # What was recorded later is weighed as recorded on the day of closing: past every deadline, yet known.
    facts = tuple(
        replace(fact, recorded_on=min(fact.recorded_on or closing.as_of, closing.as_of)) for fact in found.dossier.facts
    )
    rules = rules_of(closing.cycle.regulation)
    document = rules.evaluate(replace(found.dossier, facts=facts), as_of=closing.as_of).to_json()
    return any(document[part] != closing.document[part] for part in ("met", "outcome", "window", "requirements"))
