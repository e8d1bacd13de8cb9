"""Cycles: one opens with the registration, and each next one where the rules say the last one ends."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from register.access import Actor
from register.catalogue import GOES_ON
from register.errors import CycleOverlaps, NoRegulationInForce, constraint_of
from register.models import Cycle, Registration, Regulation
from register.rules.facts import Dossier, Period, Person
from register.rules.regulation import Regulation as Rules
from register.selectors import rules_of, status_on
from register.services.events import record_event


def goes_on_after(registration: Registration, day: date) -> bool:
    """Whether a next cycle can begin on the day: the registration then still holds."""
    ended = registration.ended_before is not None and registration.ended_before <= day
    return not ended and status_on(registration, on=day) in GOES_ON


@transaction.atomic
def open_cycle(
    *, registration: Registration, attributes: Mapping[str, Any], on: date, actor: Actor | None, now: datetime
) -> Cycle:
    """Open the cycle that contains the day, counted from the registration date by the rules in force that day.

    `attributes` as they were on entry: in some registers a title decides on which day of the year a cycle begins.
    """

    def period_under(regulation: Regulation) -> Period:
        return _containing(rules_of(regulation), registration.registered_on, attributes, on)

    found = judging_version(registration, attributes, period_under, as_of=lambda period: on)
    if found is None:
        code = registration.register.code
        raise NoRegulationInForce(
            nl=f"Register {code} heeft geen vastgesteld reglement voor deze inschrijving op {on}.",
            en=f"Register {code} has no adopted regulation for this registration on {on}.",
        )
    return _opened(registration, *found, actor=actor, now=now)


def _containing(rules: Rules, registered_on: date, attributes: Mapping[str, Any], day: date) -> Period:
    period = rules.first_cycle(registered_on, attributes)
    while period.end <= day:
        period = rules.next_cycle(period, registered_on=registered_on, attributes=attributes)
    return period


@transaction.atomic
def open_next_cycle(
    *, cycle: Cycle, period: Period, attributes: Mapping[str, Any], on: date, now: datetime
) -> Cycle | None:
    """Open the cycle after this one. `period` is what the rules of this one expect; None when it is there already.

    The version that judges it is chosen by its own key, and says how long it lasts. A cycle that a member ended
    sooner (a chosen start) is shortened to the day on which the next one begins.
    """
    if Cycle.objects.filter(registration=cycle.registration_id, starts_on__gt=cycle.starts_on).exists():
        return None
    regulation, period = _rules_and_period(cycle, period, attributes, on)
    if period.start < cycle.ends_before:
        _shorten(cycle, period.start, now)
    try:
        with transaction.atomic():
            return _opened(cycle.registration, regulation, period, actor=None, now=now)
    except IntegrityError as error:
        if constraint_of(error) != "cycle_no_overlap":
            raise
        raise CycleOverlaps(
            nl=f"Vanaf {period.start} loopt er al een andere cyclus.",
            en=f"From {period.start} on another cycle is running already.",
        ) from error


def _opened(
    registration: Registration, regulation: Regulation, period: Period, *, actor: Actor | None, now: datetime
) -> Cycle:
    cycle = Cycle.objects.create(
        registration=registration, regulation=regulation, starts_on=period.start, ends_before=period.end
    )
    cycle.refresh_from_db(fields=["uuid"])
    data = {"startsOn": str(period.start), "endsBefore": str(period.end)}
    _record("cycle.opened", cycle, now, data, actor=actor)
    return cycle


def _rules_and_period(
    cycle: Cycle, expected: Period, attributes: Mapping[str, Any], on: date
) -> tuple[Regulation, Period]:
    registration = cycle.registration
    judged = Period(cycle.starts_on, expected.start)

    def period_under(regulation: Regulation) -> Period:
        if regulation.pk == cycle.regulation_id:
            return expected
        rules = rules_of(regulation)
        return rules.next_cycle(judged, registered_on=registration.registered_on, attributes=attributes)

    found = judging_version(registration, attributes, period_under, as_of=lambda period: max(on, period.start))
    if found is None:
        raise NoRegulationInForce(
            nl=f"Register {registration.register.code} heeft geen vastgesteld reglement voor de cyclus van {expected}.",
            en=f"Register {registration.register.code} has no adopted regulation for the cycle of {expected}.",
        )
    return found


def judging_version(
    registration: Registration,
    attributes: Mapping[str, Any],
    period_under: Callable[[Regulation], Period],
    *,
    as_of: Callable[[Period], date],
) -> tuple[Regulation, Period] | None:
    """The newest adopted version that judges the cycle it proposes, by its own key: cycle end, registration date, …

    `period_under` says which cycle a version makes of it, `as_of` on which day that cycle is looked at.
    """
    versions = Regulation.objects.adopted().filter(register=registration.register_id).order_by("-in_force_from")
    for regulation in versions:
        period = period_under(regulation)
        dossier = Dossier(Person(registration.registered_on, attributes), period)
        if rules_of(regulation).holds_for(dossier, as_of=as_of(period)):
            return regulation, period
    return None


def _shorten(cycle: Cycle, day: date, now: datetime) -> None:
    planned = cycle.ends_before
    cycle.ends_before = day
    cycle.save(update_fields=["ends_before"])
    _record("cycle.shortened", cycle, now, {"endsBefore": str(day), "plannedEnd": str(planned)})


def _record(kind: str, cycle: Cycle, now: datetime, data: dict[str, Any], *, actor: Actor | None = None) -> None:
    record_event(
        kind=kind,
        subject_type="cycle",
        subject_uuid=cycle.uuid,
        register_id=cycle.registration.register_id,
        organisation_id=cycle.registration.register.association_id,
        person_id=cycle.registration.person_id,
        actor=actor,
        now=now,
        data=data,
    )
