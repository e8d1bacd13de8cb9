"""A provider with one course of each kind, people on a register, and a system that reports for it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from accreditation.models import Course, Provider
from portfolio.models import AssociationNumber, Connection
from register.models import Register
from tests.factories.accreditation import (
    AccreditationFactory,
    AuthorisationFactory,
    CourseFactory,
    EditionFactory,
    MeetingFactory,
    ModuleFactory,
    ProviderFactory,
)
from tests.factories.connections import connect
from tests.factories.register import RegisterFactory, RegistrationFactory
from tests.webservice.entries import Sender

Kind = Course.Kind


@dataclass(frozen=True)
class School:
    """Courses are called after their kind: ELEARN, MODULES, GROUP, MEETINGS, WHOLE; NEVER is accredited nowhere."""

    provider: Provider
    register: Register
    connection: Connection
    sender: Sender

    def course(self, code: str) -> Course:
        return Course.objects.get(provider=self.provider, code=code)


def make_school(*, mode: str = "ACTIVE", organisation: int = 19) -> School:
    provider, register = ProviderFactory(), RegisterFactory()
    AuthorisationFactory(provider=provider, association=register.association)
    for code, kind in (
        ("ELEARN", Kind.E_LEARNING),
        ("MODULES", Kind.E_LEARNING),
        ("GROUP", Kind.PEER_GROUP),
        ("MEETINGS", Kind.PER_MEETING),
        ("WHOLE", Kind.WHOLE),
    ):
        AccreditationFactory(course=CourseFactory(provider=provider, code=code, kind=kind), register=register)
    CourseFactory(provider=provider, code="NEVER", kind=Kind.E_LEARNING)
    # E-learning and groups have a run that is open for long, which nobody names.
    for code in ("ELEARN", "MODULES", "GROUP", "NEVER"):
        course = Course.objects.get(provider=provider, code=code)
        EditionFactory(course=course, code="RUN", starts_on=date(2024, 1, 1), ends_on=date(2027, 12, 31))
    modules = Course.objects.get(provider=provider, code="MODULES")
    for code in ("Module_A", "Module_B"):
        ModuleFactory(course=modules, code=code)
    for code in ("MEETINGS", "WHOLE"):
        edition = EditionFactory(course=Course.objects.get(provider=provider, code=code), code="SPRING")
        for day, meeting in ((12, "FIRST"), (13, "SECOND")):
            MeetingFactory(edition=edition, code=meeting, starts_at=datetime(2025, 5, day, 12, tzinfo=UTC))
    for number in ("0012345", "NIP-00123456", "49012345678"):
        RegistrationFactory(register=register, number=number, registered_on=date(2022, 3, 1))
    AssociationNumber.objects.create(association=register.association, number=organisation)
    connection, key = connect(provider, register.association, mode=mode)
    return School(provider, register, connection, Sender(connection.number, key, organisation))


@pytest.fixture
def school(db) -> School:
    return make_school()


@pytest.fixture
def testing_school(db) -> School:
    return make_school(mode="TEST")
