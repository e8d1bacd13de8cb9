"""Rows of the app `register`."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import factory

from register.access import Role
from register.models import (
    Association,
    Cycle,
    Person,
    Register,
    Registration,
    RegistrationAttribute,
    Regulation,
    RoleGrant,
    StatusChange,
    User,
)
from register.rules.document import load_document
from register.rules.regulation import digest_of

SHIPPED = Path(__file__).parents[2] / "register" / "regulations"
NOW = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)


@cache
def shipped_source(code: str) -> str:
    """The newest shipped regulation of a register, as YAML."""
    return sorted((SHIPPED / code).glob("*.yaml"))[-1].read_text()


class Row(factory.django.DjangoModelFactory):
    """Reads back what the database filled in, such as the uuid."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        row = super()._create(model_class, *args, **kwargs)
        row.refresh_from_db()
        return row


class AssociationFactory(Row):
    class Meta:
        model = Association

    code = factory.Sequence(lambda n: f"association-{n}")
    name = factory.Sequence(lambda n: f"Beroepsvereniging {n}")


class RegisterFactory(Row):
    class Meta:
        model = Register
        django_get_or_create = ("code",)

    association = factory.SubFactory(AssociationFactory)
    code = "venvn"
    name = "Kwaliteitsregister"


class PersonFactory(Row):
    class Meta:
        model = Person

    given_name = "Zoë"
    prefix = "van der"
    family_name = factory.Sequence(lambda n: f"Brûlée{n}")
    email = factory.Sequence(lambda n: f"zoe{n}@person.example")


class UserFactory(Row):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@account.example")


def operator() -> User:
    """Who gave the roles of which a test does not say who did."""
    return User.objects.get_or_create(email="operator@account.example")[0]


class RoleGrantFactory(Row):
    """A role that an account has held for years."""

    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    role = Role.REGISTRAR
    organisation = factory.SubFactory(AssociationFactory)
    starts_on = date(2020, 1, 1)
    ends_before = date(2100, 1, 1)
    reason = "test"
    granted_by = factory.LazyFunction(operator)


class RegulationFactory(Row):
    """An adopted regulation: the newest shipped one of its register."""

    class Meta:
        model = Regulation

    register = factory.SubFactory(RegisterFactory)
    source = factory.LazyAttribute(lambda row: shipped_source(row.register.code))
    document = factory.LazyAttribute(lambda row: load_document(row.source))
    digest = factory.LazyAttribute(lambda row: digest_of(row.document))
    in_force_from = date(2010, 1, 1)
    state = Regulation.State.ADOPTED
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = NOW
    adopted_by = factory.SubFactory(UserFactory)
    adopted_at = NOW


class RegistrationFactory(Row):
    class Meta:
        model = Registration

    register = factory.SubFactory(RegisterFactory)
    person = factory.SubFactory(PersonFactory)
    number = factory.Sequence(lambda n: f"{n:08d}")
    registered_on = date(2022, 3, 1)


class StatusChangeFactory(Row):
    class Meta:
        model = StatusChange

    registration = factory.SubFactory(RegistrationFactory)
    value = "SUSPENDED"
    starts_on = date(2024, 1, 1)
    recorded_at = datetime(2024, 1, 1, tzinfo=UTC)


class AttributeFactory(Row):
    class Meta:
        model = RegistrationAttribute

    registration = factory.SubFactory(RegistrationFactory)
    name = "titles"
    value = ["nurse"]
    starts_on = date(2022, 3, 1)
    recorded_at = NOW


class CycleFactory(Row):
    """A running cycle of five years of a nurse, judged by the shipped regulation."""

    class Meta:
        model = Cycle

    registration = factory.SubFactory(RegistrationFactory)
    regulation = factory.LazyAttribute(
        lambda row: (
            Regulation.objects.filter(register=row.registration.register).first()
            or RegulationFactory(register=row.registration.register)
        )
    )
    starts_on = date(2022, 3, 1)
    ends_before = date(2027, 3, 1)
