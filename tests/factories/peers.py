"""Rows of peer groups, their sessions, and visits."""

from datetime import date

import factory

from portfolio.models import (
    PeerGroup,
    PeerGroupUse,
    PeerMembership,
    PeerPresence,
    PeerSession,
    PeerVisit,
    PeerVisitor,
    PeerVisitUse,
)
from tests.factories.register import NOW, PersonFactory, RegisterFactory, RegistrationFactory, Row, UserFactory


class PeerGroupFactory(Row):
    class Meta:
        model = PeerGroup

    name = factory.Sequence(lambda n: f"Intervisie {n}")
    founded_on = date(2024, 1, 1)
    founded_by = factory.SubFactory(UserFactory)


class PeerGroupUseFactory(Row):
    class Meta:
        model = PeerGroupUse

    group = factory.SubFactory(PeerGroupFactory)
    register = factory.SubFactory(RegisterFactory)
    rule = "intervision"


class PeerMembershipFactory(Row):
    """A member since the first day."""

    class Meta:
        model = PeerMembership

    group = factory.SubFactory(PeerGroupFactory)
    person = factory.SubFactory(PersonFactory)
    state = "MEMBER"
    invited_on = date(2024, 1, 1)
    joined_on = date(2024, 1, 1)


class PeerSessionFactory(Row):
    """An hour and a half, each on a day of its own."""

    class Meta:
        model = PeerSession

    group = factory.SubFactory(PeerGroupFactory)
    held_on = factory.Sequence(lambda n: date.fromordinal(date(2025, 1, 1).toordinal() + n % 300))
    minutes = 90
    subject = "Weerstand"
    report = "Vertrouwelijk besproken."
    recorded_on = NOW.date()
    recorded_by = factory.SubFactory(UserFactory)


class PeerPresenceFactory(Row):
    class Meta:
        model = PeerPresence

    session = factory.SubFactory(PeerSessionFactory)
    person = factory.SubFactory(PersonFactory)


class PeerVisitFactory(Row):
    """Planned, with nobody asked yet."""

    class Meta:
        model = PeerVisit

    person = factory.SubFactory(PersonFactory)
    subject = "Praktijkvoering"
    planned_on = date(2025, 1, 10)
    planned_for = date(2025, 2, 10)
    planned_by = factory.SubFactory(UserFactory)


class PeerVisitorFactory(Row):
    class Meta:
        model = PeerVisitor

    visit = factory.SubFactory(PeerVisitFactory)
    person = factory.SubFactory(PersonFactory)


class PeerVisitUseFactory(Row):
    class Meta:
        model = PeerVisitUse

    visit = factory.SubFactory(PeerVisitFactory)
    registration = factory.SubFactory(RegistrationFactory)
    rule = "practice-visit"
    shows_outcome = True
