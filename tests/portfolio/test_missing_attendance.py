"""Attendance that a professional misses: asked, answered in time, decided by the office, booked once."""

from datetime import date, timedelta

import pytest

from portfolio.catalogue import MISSING_ATTENDANCE, QuestionAction, QuestionState
from portfolio.errors import (
    AttendanceListed,
    MissingAttendanceAsked,
    MissingAttendanceMoved,
    OwnDossier,
    RowRefused,
)
from portfolio.models import LedgerEntry, MissingAttendance
from portfolio.services import attendance_questions as questions
from portfolio.services import missing_attendance as services
from portfolio.services.attendance.booking import book_attendance_list
from register.access import Actor
from register.errors import InvalidInput
from register.models import Event
from tests.factories.portfolio import DAY, make_school
from tests.factories.register import NOW, PersonFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def member(school):
    return RegistrationFactory(register=school.register, number="0012345", person=PersonFactory())


@pytest.fixture
def office():
    return Actor(user_id=UserFactory().pk)


def actor_of(registration) -> Actor:
    return Actor(user_id=UserFactory(person=registration.person).pk, person_id=registration.person_id)


def ask(school, member, *, on: date = DAY, today: date = DAY + timedelta(days=30)) -> MissingAttendance:
    return services.ask_for_attendance(
        registration=member,
        edition=school.edition,
        attended_on=on,
        statement="Ik tekende de lijst.",
        actor=Actor(user_id=UserFactory().pk, person_id=member.person_id),
        today=today,
        now=NOW,
    )


def booked() -> int:
    return LedgerEntry.objects.live().count()


def book(batch) -> None:
    book_attendance_list(batch_id=batch.pk, clock=lambda: NOW)


def test_what_the_provider_confirms_is_booked_like_every_row_it_reports(school, member):
    missing = ask(school, member)

    confirmed = services.confirm_attendance(question=missing, answer="Vergeten.", actor=school.actor, now=NOW)
    book(confirmed.batch)

    entry = LedgerEntry.objects.get()
    assert (entry.person, entry.edition, entry.validation) == (member.person, school.edition, "PROVIDER_REPORTED")
    book(school.send(school.list_of(["0012345"])))
    assert booked() == 1


def test_what_is_on_the_list_is_not_missing(school, member):
    book(school.send(school.list_of(["0012345"])))

    with pytest.raises(AttendanceListed):
        ask(school, member)


def test_what_no_list_could_bring_is_refused_in_the_words_of_a_list(school, member):
    with pytest.raises(RowRefused) as refused:
        ask(school, member, on=DAY + timedelta(days=9))

    (problem,) = refused.value.fields
    assert (problem.location, problem.code) == ("#/attendedOn", "date-outside-edition")


def test_one_asks_once_while_it_is_open_and_again_after_a_withdrawal(school, member):
    missing = ask(school, member)
    with pytest.raises(MissingAttendanceAsked):
        ask(school, member)

    questions.withdraw_question(question=missing, actor=actor_of(member), now=NOW)

    assert ask(school, member).state == QuestionState.ASKED


def test_a_question_about_long_ago_goes_to_the_office_by_another_way(school, member):
    with pytest.raises(InvalidInput) as refused:
        ask(school, member, today=DAY + timedelta(days=366))

    assert refused.value.fields[0].code == "asked-too-late"


def test_silence_goes_to_the_office_on_the_day_after_the_term(school, member):
    missing = ask(school, member)
    assert missing.answer_by == DAY + timedelta(days=44)

    assert services.settle_waiting(on=missing.answer_by, now=NOW) == 0
    assert services.settle_waiting(on=missing.answer_by + timedelta(days=1), now=NOW) == 1
    assert services.settle_waiting(on=missing.answer_by + timedelta(days=1), now=NOW) == 0

    missing.refresh_from_db()
    assert missing.state == QuestionState.ESCALATED
    assert Event.objects.filter(kind="missing-attendance.escalated", subject_uuid=missing.uuid).count() == 1


def test_a_list_that_comes_meanwhile_answers_the_question(school, member):
    missing = ask(school, member)
    book(school.send(school.list_of(["0012345"])))

    services.settle_waiting(on=TODAY, now=NOW)

    missing.refresh_from_db()
    assert missing.state == QuestionState.OVERTAKEN


def test_a_denial_can_be_put_before_the_office_that_books_it(school, member, office):
    missing = ask(school, member)
    denied = questions.deny_question(question=missing, answer="Niet gezien.", actor=school.actor, now=NOW)
    disputed = questions.dispute_denial(question=denied, dispute="Wel.", actor=actor_of(member), now=NOW)

    granted = services.grant_attendance(question=disputed, decision="Certificaat gezien.", actor=office, now=NOW)

    assert granted.state == QuestionState.GRANTED
    assert LedgerEntry.objects.get().validation == LedgerEntry.Validation.OFFICE
    book(school.send(school.list_of(["0012345"])))
    assert booked() == 1


def test_the_office_finds_what_was_listed_meanwhile_instead_of_booking_it_twice(school, member, office):
    missing = ask(school, member)
    services.settle_waiting(on=missing.answer_by + timedelta(days=1), now=NOW)
    book(school.send(school.list_of(["0012345"])))

    found = services.grant_attendance(question=missing, decision="Ja.", actor=office, now=NOW)

    assert (found.state, booked()) == (QuestionState.OVERTAKEN, 1)


def test_nobody_confirms_or_decides_about_themselves(school, member):
    missing = ask(school, member)

    for step in (
        lambda: services.confirm_attendance(question=missing, answer="x", actor=actor_of(member), now=NOW),
        lambda: services.grant_attendance(question=missing, decision="x", actor=Actor(1, member.person_id), now=NOW),
        lambda: questions.decline_question(question=missing, decision="x", actor=Actor(1, member.person_id), now=NOW),
    ):
        with pytest.raises(OwnDossier):
            step()


STEPS = {
    QuestionAction.CONFIRM: lambda missing, actor: services.confirm_attendance(
        question=missing, answer="Ja.", actor=actor, now=NOW
    ),
    QuestionAction.DENY: lambda missing, actor: questions.deny_question(
        question=missing, answer="Nee.", actor=actor, now=NOW
    ),
    QuestionAction.DISPUTE: lambda missing, actor: questions.dispute_denial(
        question=missing, dispute="Wel.", actor=actor, now=NOW
    ),
    QuestionAction.WITHDRAW: lambda missing, actor: questions.withdraw_question(question=missing, actor=actor, now=NOW),
    QuestionAction.GRANT: lambda missing, actor: services.grant_attendance(
        question=missing, decision="Ja.", actor=actor, now=NOW
    ),
    QuestionAction.DECLINE: lambda missing, actor: questions.decline_question(
        question=missing, decision="Nee.", actor=actor, now=NOW
    ),
}


@pytest.mark.parametrize("action", STEPS)
@pytest.mark.parametrize("state", QuestionState)
def test_each_step_is_possible_from_its_states_and_from_no_other(school, member, state, action):
    missing = ask(school, member)
    actor = school.actor
    fields = {"state": state, "decision": "x", "decided_by": school.sender}
    if state == QuestionState.CONFIRMED:
        fields["batch"] = school.send(b"registration_number,edition,attended_on\n1,x,2025-05-12\n")
    MissingAttendance.objects.filter(pk=missing.pk).update(**fields)
    missing.refresh_from_db()

    if state in MISSING_ATTENDANCE[action].sources:
        assert STEPS[action](missing, actor).state == MISSING_ATTENDANCE[action].target
    else:
        with pytest.raises(MissingAttendanceMoved):
            STEPS[action](missing, actor)
        missing.refresh_from_db()
        assert missing.state == state
        assert booked() == 0
