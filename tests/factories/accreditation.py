"""Rows of the app `accreditation`."""

from datetime import UTC, date, datetime, time, timedelta

import factory

from accreditation.models import (
    Accreditation,
    AccreditationPolicy,
    Course,
    CourseVersion,
    Edition,
    EvaluationInvitation,
    Meeting,
    Module,
    Provider,
    ProviderAuthorisation,
)
from register.clock import today
from tests.factories.register import NOW, AssociationFactory, PersonFactory, RegisterFactory, Row, UserFactory


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
    """A course in its first version; `version__summary` and the like say more of it."""

    class Meta:
        model = Course
        skip_postgeneration_save = True

    provider = factory.SubFactory(ProviderFactory)
    code = factory.Sequence(lambda n: f"C{n}")
    title = "Wondzorg"
    kind = Course.Kind.WHOLE

    @factory.post_generation
    def version(self, create, extracted, **contents):
        CourseVersionFactory(course=self, number=1, title=self.title, kind=self.kind, **contents)


class CourseVersionFactory(Row):
    """The next version of a course."""

    class Meta:
        model = CourseVersion

    course = factory.SubFactory(CourseFactory)
    number = factory.LazyAttribute(lambda row: row.course.versions.count() + 1)
    title = factory.SelfAttribute("course.title")
    kind = factory.SelfAttribute("course.kind")
    created_at = NOW


class ModuleFactory(Row):
    class Meta:
        model = Module

    course = factory.SubFactory(CourseFactory, kind=Course.Kind.E_LEARNING)
    code = factory.Sequence(lambda n: f"M{n}")
    title = "Module"
    position = factory.LazyAttribute(lambda row: row.course.modules.count() + 1)


class EditionFactory(Row):
    """Two days in Utrecht; online when `place` is empty, as that of e-learning is."""

    class Meta:
        model = Edition

    course = factory.SubFactory(CourseFactory)
    version = factory.LazyAttribute(lambda row: CourseVersion.objects.newest_of(row.course))
    code = factory.Sequence(lambda n: f"E{n}")
    starts_on = date(2025, 5, 12)
    ends_on = date(2025, 5, 13)
    place = factory.LazyAttribute(lambda row: "" if row.course.kind == Course.Kind.E_LEARNING else "Utrecht")
    online = factory.LazyAttribute(lambda row: not row.place)


class MeetingFactory(Row):
    """An afternoon on the first day of the edition, where the edition is."""

    class Meta:
        model = Meeting

    edition = factory.SubFactory(EditionFactory)
    code = factory.Sequence(lambda n: f"B{n}")
    starts_at = factory.LazyAttribute(lambda row: datetime.combine(row.edition.starts_on, time(12), UTC))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(hours=3))
    place = factory.SelfAttribute("edition.place")
    online = factory.SelfAttribute("edition.online")


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


class AccreditationPolicyFactory(Row):
    """A policy that asks participants one question: how useful it was."""

    class Meta:
        model = AccreditationPolicy

    register = factory.SubFactory(RegisterFactory)
    in_force_from = date(2020, 1, 1)
    document = factory.LazyFunction(
        lambda: {"evaluation": {"questions": [{"code": "useful", "text": {"nl": "Bruikbaar?", "en": "Useful?"}}]}}
    )
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = NOW
    adopted_by = factory.SubFactory(UserFactory)
    adopted_at = NOW


class EvaluationInvitationFactory(Row):
    """A member who may say today what an edition was worth; the register asks for a mark."""

    class Meta:
        model = EvaluationInvitation
        skip_postgeneration_save = True

    edition = factory.SubFactory(EditionFactory)
    register = factory.SubFactory(RegisterFactory)
    person = factory.SubFactory(PersonFactory)
    moment = EvaluationInvitation.Moment.AFTER
    opens_on = factory.LazyFunction(today)
    closes_before = factory.LazyFunction(lambda: today() + timedelta(days=30))

    @factory.post_generation
    def policy(self, create, extracted, **fields):
        AccreditationPolicyFactory(register=self.register, **fields)
