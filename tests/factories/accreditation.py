"""Rows of the app `accreditation`."""

from datetime import date

import factory

from accreditation.models import Accreditation, Course, Edition, Provider, ProviderAuthorisation
from tests.factories.register import NOW, AssociationFactory, RegisterFactory, Row, UserFactory


class ProviderFactory(Row):
    class Meta:
        model = Provider

    code = factory.Sequence(lambda n: f"provider-{n}")
    name = factory.Sequence(lambda n: f"Opleider {n}")


class AuthorisationFactory(Row):
    class Meta:
        model = ProviderAuthorisation

    provider = factory.SubFactory(ProviderFactory)
    association = factory.SubFactory(AssociationFactory)
    starts_on = date(2020, 1, 1)


class CourseFactory(Row):
    class Meta:
        model = Course

    provider = factory.SubFactory(ProviderFactory)
    code = factory.Sequence(lambda n: f"C{n}")
    title = "Wondzorg"


class EditionFactory(Row):
    class Meta:
        model = Edition

    course = factory.SubFactory(CourseFactory)
    code = factory.Sequence(lambda n: f"E{n}")
    starts_on = date(2025, 5, 12)
    ends_on = date(2025, 5, 13)
    place = "Utrecht"


class AccreditationFactory(Row):
    """Six accredited points in the nurses' register."""

    class Meta:
        model = Accreditation

    course = factory.SubFactory(CourseFactory)
    register = factory.SubFactory(RegisterFactory)
    category = "accredited"
    quantity = 6
    unit = "point"
    valid_from = date(2024, 1, 1)
    valid_before = date(2028, 1, 1)
    decided_by = factory.SubFactory(UserFactory)
    decided_at = NOW
