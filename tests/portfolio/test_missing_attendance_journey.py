"""Journeys over HTTP of a professional whose attendance is not listed, as each of the three parties sees it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from portfolio.models import AttendanceBatch, LedgerEntry, MissingAttendance
from portfolio.services import missing_attendance as services
from portfolio.services.attendance.booking import book_attendance_list
from portfolio.services.attendance.receiving import receive_attendance_list
from register.access import Actor, Role
from register.clock import now, today
from tests.conftest import client_of
from tests.factories.accreditation import AccreditationFactory, AuthorisationFactory, CourseFactory, EditionFactory
from tests.factories.register import PersonFactory, RegistrationFactory, RoleGrantFactory, UserFactory

YESTERDAY = timedelta(days=1)


@pytest.fixture
def edition(db):
    course = CourseFactory()
    accreditation = AccreditationFactory(course=course, valid_before=date(2999, 1, 1))
    AuthorisationFactory(provider=course.provider, association=accreditation.register.association)
    day = today() - YESTERDAY
    return EditionFactory(course=course, starts_on=day, ends_on=day)


@pytest.fixture
def registration(edition):
    register = edition.course.accreditations.get().register
    return RegistrationFactory(register=register, number="0012345", person=PersonFactory())


@pytest.fixture
def professional(registration):
    return client_of(UserFactory(person=registration.person))


@pytest.fixture
def provider(edition):
    return client_of(RoleGrantFactory(role=Role.PROVIDER_SUBMITTER, organisation=edition.course.provider).user)


@pytest.fixture
def office(registration):
    return client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=registration.register.association).user)


def ask(professional, registration, edition) -> str:
    answer = professional.post(
        "/api/v1/missing-attendances",
        {
            "registration": str(registration.uuid),
            "edition": str(edition.uuid),
            "attendedOn": edition.starts_on.isoformat(),
            "statement": "Mijn certificaat heeft nummer 118.",
        },
        format="json",
    )
    assert answer.status_code == 201, answer.content
    return answer["Location"]


def test_the_provider_confirms_and_the_professional_sees_it_booked(professional, provider, registration, edition):
    place = ask(professional, registration, edition)
    (waiting,) = provider.get("/api/v1/missing-attendances?state=ASKED").json()["results"]
    assert waiting["registrationNumber"] == "0012345"

    assert provider.post(f"{place}/confirmations", {"answer": "Hersteld."}, format="json").status_code == 201
    assert professional.get(place).json()["booked"] is None
    book_attendance_list(batch_id=AttendanceBatch.objects.get().pk, clock=now)

    shown = professional.get(place).json()
    assert (shown["state"], shown["booked"], shown["answer"]) == ("CONFIRMED", True, "Hersteld.")


def test_a_dispute_ends_at_the_office(professional, provider, office, registration, edition):
    place = ask(professional, registration, edition)
    provider.post(f"{place}/denials", {"answer": "Niet gezien."}, format="json")
    professional.post(f"{place}/disputes", {"disagreement": "Wel."}, format="json")
    (waiting,) = office.get("/api/v1/missing-attendances?state=ESCALATED").json()["results"]
    assert (waiting["answer"], waiting["disagreement"]) == ("Niet gezien.", "Wel.")

    decided = office.post(f"{place}/grants", {"decision": "Certificaat gezien."}, format="json").json()

    assert (decided["state"], decided["booked"]) == ("GRANTED", True)
    assert LedgerEntry.objects.live().count() == 1
    late = provider.post(f"{place}/confirmations", {"answer": "Toch."}, format="json")
    assert (late.status_code, late.json()["code"]) == (409, "missing-attendance-moved")


def test_what_no_list_could_bring_is_told_with_its_field(professional, registration, edition):
    answer = professional.post(
        "/api/v1/missing-attendances",
        {
            "registration": str(registration.uuid),
            "edition": str(edition.uuid),
            "attendedOn": (edition.starts_on - YESTERDAY).isoformat(),
            "statement": "Ik was er.",
        },
        format="json",
    )

    assert answer.status_code == 400
    assert [(one["location"], one["code"]) for one in answer.json()["errors"]] == [
        ("#/attendedOn", "date-outside-edition")
    ]


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_the_office_and_a_list_at_the_same_moment_book_once(registration, edition):
    missing = MissingAttendance.objects.create(
        registration=registration,
        edition=edition,
        attended_on=edition.starts_on,
        statement="Ik was er.",
        state=MissingAttendance.State.ESCALATED,
        asked_at=now(),
        answer_by=today(),
    )
    sender, officer = UserFactory(), UserFactory()
    content = f"registration_number,edition,attended_on\n0012345,{edition.code},{edition.starts_on}\n".encode()
    batch, _ = receive_attendance_list(
        provider=edition.course.provider, content=content, file_name="x.csv", actor=Actor(sender.pk), now=now()
    )
    start = Barrier(2)

    def at_once(work):
        try:
            start.wait(timeout=10)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        done = list(
            threads.map(
                at_once,
                [
                    lambda: book_attendance_list(batch_id=batch.pk, clock=now),
                    lambda: (
                        services.grant_attendance(
                            question=missing, decision="Gezien.", actor=Actor(officer.pk), now=now()
                        ).state
                    ),
                ],
            )
        )

    assert done[1] in {"GRANTED", "OVERTAKEN"}
    assert LedgerEntry.objects.live().count() == 1
