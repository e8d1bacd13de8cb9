"""Registrations: a person is entered on a register, with a first cycle and the rules that judge it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from register.access import Actor
from register.errors import FieldProblem, InvalidInput, NoRegulationInForce, NumberTaken, RegistrationOverlaps
from register.models import Cycle, Person, Register, Registration, RegistrationAttribute
from register.rules.facts import Period
from register.rules.regulation import Regulation as Rules
from register.selectors import regulation_in_force, rules_of
from register.services.events import record_event

EARLIEST = date(1900, 1, 1)


@transaction.atomic
def register_person(
    *,
    register: Register,
    person: Person,
    number: str,
    registered_on: date,
    attributes: Mapping[str, Any] | None = None,
    actor: Actor | None,
    today: date,
    now: datetime,
) -> Registration:
    """Enter a person on a register from a day on, and open the cycle that runs today (the first, if it has not begun).

    `attributes` are the dated properties the rules ask for (titles, …), valid from the same day.
    """
    _check_date(registered_on, today)
    registration = _insert(register, person, number, registered_on)
    for name, value in (attributes or {}).items():
        RegistrationAttribute.objects.create(
            registration=registration,
            name=name,
            value=value,
            starts_on=registered_on,
            recorded_at=now,
            recorded_by_id=actor.user_id if actor else None,
        )
    open_cycle(registration=registration, on=max(today, registered_on))
    record_event(
        kind="registration.entered",
        subject_type="registration",
        subject_uuid=registration.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        person_id=person.pk,
        actor=actor,
        now=now,
    )
    return registration


def open_cycle(*, registration: Registration, on: date) -> Cycle:
    """Open the cycle that contains the day, counted from the registration date by the rules in force that day."""
    regulation = regulation_in_force(registration.register, on=on)
    if regulation is None:
        raise NoRegulationInForce(
            nl=f"Register {registration.register.code} heeft op {on} geen vastgesteld reglement.",
            en=f"Register {registration.register.code} has no adopted regulation on {on}.",
        )
    period = cycle_containing(rules_of(regulation), registration.registered_on, on)
    return Cycle.objects.create(
        registration=registration, regulation=regulation, starts_on=period.start, ends_before=period.end
    )


def cycle_containing(rules: Rules, registered_on: date, day: date) -> Period:
    """The cycle in which a day falls for someone registered on a date."""
    period = rules.first_cycle(registered_on)
    while period.end <= day:
        period = rules.next_cycle(period)
    return period


def _check_date(registered_on: date, today: date) -> None:
    latest = date(today.year + 1, 12, 31)
    if not EARLIEST <= registered_on <= latest:
        problem = FieldProblem(
            "#/registeredOn",
            "date-out-of-range",
            f"Geef een datum van {EARLIEST} tot en met {latest}.",
            f"Give a date from {EARLIEST} to {latest}.",
        )
        raise InvalidInput(
            nl="De registratiedatum kan niet kloppen.", en="The registration date cannot be right.", fields=(problem,)
        )


def _insert(register: Register, person: Person, number: str, registered_on: date) -> Registration:
    try:
        with transaction.atomic():
            registration = Registration.objects.create(
                register=register, person=person, number=number, registered_on=registered_on
            )
    except IntegrityError as error:
        constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        if constraint == "registration_number_once_per_register":
            raise NumberTaken(
                nl=f"Nummer {number} is in dit register al uitgegeven. Kies een ander nummer.",
                en=f"Number {number} is already given in this register. Choose another.",
            ) from error
        if constraint == "registration_one_at_a_time":
            raise RegistrationOverlaps(
                nl="Deze persoon staat in deze periode al in dit register. Beëindig eerst die inschrijving.",
                en="This person is already on this register in this period. End that registration first.",
            ) from error
        raise
    registration.refresh_from_db(fields=["uuid"])
    return registration
