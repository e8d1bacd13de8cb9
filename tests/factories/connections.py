"""Connections of providers' systems, with a key that is known, and what their learning records leave."""

from datetime import date

import factory

from accreditation.models import Provider
from portfolio.models import ActivityIdentifier, AssociationNumber, ClaimDraft, Connection, ConnectionLink
from portfolio.services.connections.keys import make_key
from register.access import Role
from register.models import Association
from tests.factories.accreditation import CourseFactory, ProviderFactory
from tests.factories.register import NOW, AssociationFactory, PersonFactory, RoleGrantFactory, Row, UserFactory

Mode = ConnectionLink.Mode


class ConnectionFactory(Row):
    """A system whose account may report attendance for its provider."""

    class Meta:
        model = Connection
        skip_postgeneration_save = True

    provider = factory.SubFactory(ProviderFactory)
    name = "Leerplein"
    account = factory.SubFactory(UserFactory, is_machine=True)
    added_at = NOW

    @factory.post_generation
    def role(self, create, extracted, **_):
        RoleGrantFactory(
            user=self.account, role=Role.PROVIDER_SUBMITTER, organisation=self.provider, starts_on=date(2020, 1, 1)
        )


class LinkFactory(Row):
    """A connection in test mode with an association."""

    class Meta:
        model = ConnectionLink

    connection = factory.SubFactory(ConnectionFactory)
    association = factory.SubFactory(AssociationFactory)
    mode = Mode.TEST
    changed_at = NOW
    decided_by = factory.LazyAttribute(lambda row: UserFactory() if row.mode == Mode.ACTIVE else None)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        AssociationNumber.objects.get_or_create(association=kwargs["association"])
        return super()._create(model_class, *args, **kwargs)


class ClaimDraftFactory(Row):
    """Three quarters of an hour of e-learning that nothing accredits."""

    class Meta:
        model = ClaimDraft

    person = factory.SubFactory(PersonFactory)
    association = factory.SubFactory(AssociationFactory)
    provider = factory.SubFactory(ProviderFactory)
    title = "Handhygiëne"
    activity = "https://leerplein.example/courses/8001"
    performed_on = date(2025, 11, 12)
    minutes = 45
    drafted_at = NOW


class ActivityIdentifierFactory(Row):
    """An address at which a learning system has a course."""

    class Meta:
        model = ActivityIdentifier

    course = factory.SubFactory(CourseFactory)
    provider = factory.SelfAttribute("course.provider")
    iri = factory.Sequence(lambda n: f"https://leerplein.example/courses/{n}")


def connect(provider: Provider, association: Association, *, mode: str = Mode.ACTIVE) -> tuple[Connection, str]:
    """A connection of a provider with an association, and its key."""
    link = LinkFactory(connection__provider=provider, association=association, mode=mode)
    return link.connection, make_key(connection=link.connection, now=NOW)
