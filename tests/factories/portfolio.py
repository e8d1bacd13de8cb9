"""Rows of the app `portfolio`, and attendance lists with the people they are about."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import factory

from accreditation.models import Edition, Provider
from portfolio.models import AttendanceBatch, Claim, ClaimProposal, LedgerEntry, Simulation
from portfolio.services.attendance.receiving import ADD, Manner, receive_attendance_list
from register.access import Actor, Grant, Role
from register.models import Person, Register, Registration, User
from tests.factories.accreditation import (
    AccreditationFactory,
    AuthorisationFactory,
    CourseFactory,
    EditionFactory,
    ProviderFactory,
)
from tests.factories.register import NOW, PersonFactory, RegisterFactory, RegistrationFactory, Row, UserFactory

DAY = date(2025, 5, 12)
ON_FORM = {"form": "other-development", "answers": {"about": "Drukplekken bij ouderen"}}  # of the nurses
HEADER = "registration_number,edition,attended_on"


class LedgerEntryFactory(Row):
    """Two points that a professional says to have earned."""

    class Meta:
        model = LedgerEntry

    person = factory.SubFactory(PersonFactory)
    effective_on = DAY
    category = "accredited"
    quantity = 2
    unit = "point"
    validation = LedgerEntry.Validation.SELF_DECLARED
    source_key = factory.Sequence(lambda n: f"test/{n}")
    recorded_at = NOW


class ClaimFactory(Row):
    """Three hours of a nurse, not yet decided."""

    class Meta:
        model = Claim

    registration = factory.SubFactory(RegistrationFactory)
    category = "oda"
    title = "Intervisie wondzorg"
    performed_on = DAY
    quantity = 3
    unit = "hour"
    submitted_at = NOW


class ClaimProposalFactory(Row):
    """Eight hours that a nurse means to spend, not yet answered."""

    class Meta:
        model = ClaimProposal

    registration = factory.SubFactory(RegistrationFactory)
    category = "oda"
    title = "Studiereis wondzorg"
    planned_on = date(2026, 12, 12)
    quantity = 8
    unit = "hour"
    asked_at = NOW


class SimulationFactory(Row):
    """Asked for and not yet begun."""

    class Meta:
        model = Simulation

    as_of = date(2025, 12, 1)
    total = 0
    requested_by = factory.SubFactory(UserFactory)
    requested_at = NOW


class AttendanceBatchFactory(Row):
    """A list of one row that was received and not yet booked."""

    class Meta:
        model = AttendanceBatch

    provider = factory.SubFactory(ProviderFactory)
    content = factory.Sequence(lambda n: f"{HEADER}\n{n:07d},E1,{DAY}\n".encode())
    digest = factory.LazyAttribute(lambda row: hashlib.sha256(row.content).hexdigest())
    encoding = AttendanceBatch.Encoding.UTF_8
    separator = ","
    total_lines = 1
    received_at = datetime(2025, 6, 1, 9, 0, tzinfo=UTC)
    received_by = factory.SubFactory(UserFactory)


@dataclass(frozen=True)
class School:
    """A provider with one edition of an accredited course, on 12 and 13 May 2025, and someone who reports for it."""

    provider: Provider
    edition: Edition
    register: Register
    sender: User

    @property
    def actor(self) -> Actor:
        return Actor(user_id=self.sender.pk, grants=(Grant(Role.PROVIDER_SUBMITTER, self.provider.pk),))

    def send(
        self, content: bytes, *, file_name: str = "list.csv", now: datetime = NOW, manner: Manner = ADD
    ) -> AttendanceBatch:
        batch, _ = receive_attendance_list(
            provider=self.provider, content=content, file_name=file_name, actor=self.actor, now=now, manner=manner
        )
        return batch

    def list_of(self, numbers: Iterable[str], *, day: date = DAY) -> bytes:
        """A list of people who all came to the edition on the same day."""
        rows = "".join(f"{number},{self.edition.code},{day}\n" for number in numbers)
        return f"{HEADER}\n{rows}".encode()


def make_school(*, register: Register | None = None) -> School:
    provider = ProviderFactory()
    course = CourseFactory(provider=provider)
    register = register or RegisterFactory()
    AccreditationFactory(course=course, register=register)
    AuthorisationFactory(provider=provider, association=register.association)
    return School(provider, EditionFactory(course=course), register, UserFactory())


def make_members(register: Register, count: int, *, prefix: str = "00") -> list[str]:
    """Many registered people at once; returns their registration numbers."""
    people = Person.objects.bulk_create(Person(given_name="Noor", family_name=f"Bakker{n}") for n in range(count))
    numbers = [f"{prefix}{n:06d}" for n in range(count)]
    Registration.objects.bulk_create(
        Registration(register=register, person=person, number=number, registered_on=date(2022, 3, 1))
        for person, number in zip(people, numbers, strict=True)
    )
    return numbers
