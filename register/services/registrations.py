"""Registrations: a person is entered on a register, with a first cycle and the rules that judge it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from register.access import Actor
from register.errors import (
    FieldProblem,
    InvalidInput,
    NumberTaken,
    RegistrationOverlaps,
    constraint_of,
)
from register.models import Person, Register, Registration, RegistrationAttribute
from register.selectors import regulation_in_force, rules_of
from register.services.cycles import open_cycle
from register.services.events import record_event
from register.services.people import add_person

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
    _check_attributes(register, attributes or {}, max(today, registered_on))
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
    open_cycle(
        registration=registration, attributes=attributes or {}, on=max(today, registered_on), actor=actor, now=now
    )
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


@transaction.atomic
def register_new_person(
    *,
    register: Register,
    given_name: str,
    family_name: str,
    prefix: str = "",
    email: str = "",
    language: str = "nl",
    number: str,
    registered_on: date,
    attributes: Mapping[str, Any] | None = None,
    actor: Actor | None,
    today: date,
    now: datetime,
) -> Registration:
    """Add a person and enter them on a register, both or neither."""
    person = add_person(
        given_name=given_name,
        prefix=prefix,
        family_name=family_name,
        email=email,
        language=language,
        actor=actor,
        now=now,
    )
    return register_person(
        register=register,
        person=person,
        number=number,
        registered_on=registered_on,
        attributes=attributes,
        actor=actor,
        today=today,
        now=now,
    )


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


def _check_attributes(register: Register, attributes: Mapping[str, Any], on: date) -> None:
    """A name that the rules do not read would change nothing, in silence."""
    regulation = regulation_in_force(register, on=on)
    known = (rules_of(regulation).document.get("attributes") or {}) if regulation else {}
    problems = tuple(
        FieldProblem(
            f"#/attributes/{name}",
            "unknown-attribute",
            f"Het reglement kent dit kenmerk niet. Bekend zijn: {', '.join(known) or 'geen'}.",
            f"The regulation does not have this attribute. Known: {', '.join(known) or 'none'}.",
        )
        for name in attributes
        if name not in known
    )
    if regulation and problems:
        raise InvalidInput(
            nl="Niet elk kenmerk bestaat in dit register.",
            en="Not every attribute exists in this register.",
            fields=problems,
        )


def _insert(register: Register, person: Person, number: str, registered_on: date) -> Registration:
    try:
        with transaction.atomic():
            registration = Registration.objects.create(
                register=register, person=person, number=number, registered_on=registered_on
            )
    except IntegrityError as error:
        if constraint_of(error) == "registration_number_once_per_register":
            raise NumberTaken(
                nl=f"Nummer {number} is in dit register al uitgegeven. Kies een ander nummer.",
                en=f"Number {number} is already given in this register. Choose another.",
            ) from error
        if constraint_of(error) == "registration_one_at_a_time":
            raise RegistrationOverlaps(
                nl="Deze persoon staat in deze periode al in dit register. Beëindig eerst die inschrijving.",
                en="This person is already on this register in this period. End that registration first.",
            ) from error
        raise
    registration.refresh_from_db(fields=["uuid"])
    return registration
