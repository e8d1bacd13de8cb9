"""Registrations and their first cycle; what may not overlap doesn't."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from register.errors import InvalidInput, NoRegulationInForce, NumberTaken, RegistrationOverlaps
from register.models import Cycle, Event, Registration, RegistrationAttribute
from register.selectors import cycle_known_at
from register.services.registrations import register_person
from tests.factories.register import (
    NOW,
    AttributeFactory,
    CycleFactory,
    PersonFactory,
    RegisterFactory,
    RegistrationFactory,
    RegulationFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 15)


def enter(register, **changes):
    fields = {"person": PersonFactory(), "number": "12345678", "registered_on": date(2024, 3, 1)} | changes
    return register_person(register=register, actor=None, today=TODAY, now=NOW, **fields)


@pytest.mark.parametrize(
    ("code", "registered_on", "attributes", "cycle"),
    [
        ("venvn", date(2024, 3, 1), {"titles": ["nurse"]}, (date(2024, 3, 1), date(2029, 3, 1))),
        ("venvn", date(2012, 2, 29), {"titles": ["nurse"]}, (date(2022, 2, 28), date(2027, 2, 28))),
        ("nova", date(2019, 6, 15), {}, (date(2026, 1, 1), date(2027, 1, 1))),
        ("mfn", date(2020, 5, 1), {}, (date(2025, 1, 1), date(2028, 1, 1))),
        ("gdc", date(2023, 5, 1), {"titles": ["dentist"]}, (date(2024, 1, 1), date(2029, 1, 1))),
    ],
)
def test_a_person_enters_with_the_cycle_that_the_rules_say_runs_today(code, registered_on, attributes, cycle):
    register = RegulationFactory(register__code=code).register

    registration = enter(register, registered_on=registered_on, attributes=attributes)

    opened = registration.cycles.get()
    assert (opened.starts_on, opened.ends_before) == cycle
    assert opened.regulation.register == register


def test_the_trail_says_when_the_first_cycle_was_opened_as_of_every_later_one():
    registration = enter(RegulationFactory().register)

    cycle = registration.cycles.get()
    event = Event.objects.get(kind="cycle.opened")
    assert (event.subject_uuid, event.person_id, event.recorded_at) == (cycle.uuid, registration.person_id, NOW)
    assert event.data == {"startsOn": "2024-03-01", "endsBefore": "2029-03-01"}


def test_before_a_person_was_entered_nobody_knew_of_a_cycle():
    registration = enter(RegulationFactory().register)

    def known(moment):
        return cycle_known_at(registration, on=TODAY, known_at=moment)

    assert known(NOW - timedelta(seconds=1)) is None
    assert known(NOW) == registration.cycles.get()


def test_attributes_are_recorded_from_the_day_of_entry():
    registration = enter(RegulationFactory().register, attributes={"titles": ["nurse"]})

    attribute = RegistrationAttribute.objects.get(registration=registration)
    assert (attribute.name, attribute.value, attribute.starts_on) == ("titles", ["nurse"], date(2024, 3, 1))


def test_a_register_without_adopted_rules_enters_nobody():
    with pytest.raises(NoRegulationInForce):
        enter(RegisterFactory())

    assert not Registration.objects.exists()


def test_a_number_is_given_once_per_register():
    register = RegulationFactory().register
    enter(register)

    with pytest.raises(NumberTaken):
        enter(register)


def test_a_person_is_on_a_register_once_at_a_time():
    register = RegulationFactory().register
    person = enter(register).person

    with pytest.raises(RegistrationOverlaps):
        enter(register, person=person, number="2")


def test_a_person_may_come_back_on_the_day_the_earlier_registration_no_longer_holds():
    earlier = RegistrationFactory(registered_on=date(2010, 1, 1), ended_before=date(2020, 1, 1))

    RegistrationFactory(register=earlier.register, person=earlier.person, registered_on=date(2020, 1, 1))

    with pytest.raises(IntegrityError, match="registration_one_at_a_time"), transaction.atomic():
        RegistrationFactory(
            register=earlier.register,
            person=earlier.person,
            registered_on=date(2019, 12, 31),
            ended_before=date(2020, 1, 1),
        )


@pytest.mark.parametrize("day", [date(1850, 1, 1), date(2200, 1, 1)])
def test_a_registration_date_beyond_any_sense_is_refused_by_field(day):
    with pytest.raises(InvalidInput) as refused:
        enter(RegulationFactory().register, registered_on=day)

    assert refused.value.fields[0].location == "#/registeredOn"


def test_cycles_of_a_registration_follow_each_other_without_a_shared_day():
    cycle = CycleFactory()
    fields = {"registration": cycle.registration, "regulation": cycle.regulation}

    CycleFactory(**fields, starts_on=cycle.ends_before, ends_before=cycle.ends_before + timedelta(days=1))

    with pytest.raises(IntegrityError, match="cycle_no_overlap"), transaction.atomic():
        CycleFactory(**fields, starts_on=date(2020, 1, 1), ends_before=cycle.starts_on + timedelta(days=1))
    assert Cycle.objects.count() == 2


def test_a_property_has_one_value_a_day():
    attribute = AttributeFactory(ends_before=date(2025, 1, 1))

    AttributeFactory(registration=attribute.registration, starts_on=date(2025, 1, 1))

    with pytest.raises(IntegrityError, match="attribute_one_value_per_day"), transaction.atomic():
        AttributeFactory(registration=attribute.registration, starts_on=date(2024, 12, 31), ends_before=None)
