"""What is booked wrongly: said, answered in time, decided by the office, corrected by reversal and never by change."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portfolio.catalogue import WRONG_ATTENDANCE, QuestionAction, QuestionState
from portfolio.errors import OwnDossier, RowRefused
from portfolio.errors.questions import EntryNotDisputable, WrongAttendanceAsked, WrongAttendanceMoved
from portfolio.models import LedgerEntry, Presence, WrongAttendance
from portfolio.services import attendance_questions as questions
from portfolio.services import wrong_attendance as services
from portfolio.services.attendance.booking import book_attendance_list
from portfolio.services.corrections import take_back
from register.access import Actor
from register.errors import InvalidInput
from register.models import Event
from tests.factories.portfolio import DAY, ClaimFactory, LedgerEntryFactory, make_school
from tests.factories.register import NOW, PersonFactory, RegisterFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
NUMBER = "0012345"
NEXT_DAY = DAY + timedelta(days=1)


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def member(school):
    return RegistrationFactory(register=school.register, number=NUMBER, person=PersonFactory())


@pytest.fixture
def office():
    return Actor(user_id=UserFactory().pk)


@pytest.fixture
def entry(school, member):
    book(school.send(school.list_of([NUMBER])))
    return LedgerEntry.objects.get()


def book(batch) -> None:
    book_attendance_list(batch_id=batch.pk, clock=lambda: NOW)


def actor_of(member) -> Actor:
    return Actor(user_id=UserFactory(person=member.person).pk, person_id=member.person_id)


def ask(member, entry, *, wrong="NOT_MINE", today: date = TODAY, **right) -> WrongAttendance:
    actor = Actor(user_id=UserFactory().pk, person_id=member.person_id)
    told = {"wrong": wrong, "statement": "Ik was er niet.", **right}
    return services.ask_for_correction(registration=member, entry=entry, **told, actor=actor, today=today, now=NOW)


def confirm(question, school):
    return services.correct_as_provider(question=question, answer="Klopt.", actor=school.actor, now=NOW)


def grant(question, office):
    return services.correct_as_office(question=question, decision="Gezien.", actor=office, now=NOW)


def live() -> list[LedgerEntry]:
    return list(LedgerEntry.objects.live().order_by("id"))


def test_what_the_provider_confirms_is_reversed_and_stays_in_sight(school, member, entry):
    Presence.objects.create(edition=school.edition, person=member.person, on=DAY, batch=entry.batch)

    confirmed = confirm(ask(member, entry), school)

    assert (confirmed.state, confirmed.correction, live()) == ("CONFIRMED", None, [])
    assert LedgerEntry.objects.get(reverses=entry).reason == services.REASON
    assert not Presence.objects.exists()


def test_an_attendance_on_another_day_is_booked_on_that_day_as_the_provider_would(school, member, entry):
    confirmed = confirm(ask(member, entry, wrong="WRONG_DAY", right_on=NEXT_DAY), school)

    assert live() == [confirmed.correction]
    right = confirmed.correction
    assert (right.effective_on, right.edition, right.validation) == (NEXT_DAY, school.edition, "PROVIDER_REPORTED")


def test_a_provider_books_nothing_that_no_list_could_bring(school, member, entry):
    question = ask(member, entry, wrong="WRONG_DAY", right_on=DAY + timedelta(days=9))

    with pytest.raises(RowRefused):
        confirm(question, school)

    assert live() == [entry]


def test_what_nobody_reported_goes_to_the_office_at_once_which_books_what_is_right(member, office):
    hours = LedgerEntryFactory(
        person=member.person, registration=member, quantity=2, unit="hour", validation=LedgerEntry.Validation.OFFICE
    )
    question = ask(member, hours, wrong="WRONG_QUANTITY", right_quantity=Decimal(6))
    assert (question.state, question.provider) == ("ESCALATED", None)
    assert Event.objects.get(subject_uuid=question.uuid).kind == "wrong-attendance.escalated"

    granted = grant(question, office)

    assert live() == [granted.correction]
    assert (granted.correction.quantity, granted.correction.validation) == (6, "OFFICE")


def test_silence_goes_to_the_office_on_the_day_after_the_term_once(member, entry):
    question = ask(member, entry)

    days = (question.answer_by, question.answer_by + timedelta(days=1), question.answer_by + timedelta(days=1))
    assert [services.settle_waiting(on=day, now=NOW) for day in days] == [0, 1, 0]

    question.refresh_from_db()
    assert (question.answer_by, question.state) == (TODAY + timedelta(days=14), "ESCALATED")


def test_a_denial_is_explained_and_may_be_put_before_the_office_that_leaves_it(school, member, entry, office):
    question = ask(member, entry)
    denied = questions.deny_question(question=question, answer="U tekende.", actor=school.actor, now=NOW)
    disputed = questions.dispute_denial(question=denied, dispute="Niet.", actor=actor_of(member), now=NOW)

    declined = questions.decline_question(question=disputed, decision="Getekend.", actor=office, now=NOW)

    assert (declined.state, declined.decision, live()) == ("DECLINED", "Getekend.", [entry])


def test_what_was_reversed_meanwhile_needs_no_answer(school, member, entry, office):
    question = ask(member, entry)
    take_back(entry=entry, reason="Dubbel.", actor=office, now=NOW)

    assert services.settle_waiting(on=TODAY, now=NOW) == 1
    question.refresh_from_db()
    assert question.state == "OVERTAKEN"


def test_a_provider_that_confirms_what_was_reversed_meanwhile_reverses_nothing_twice(school, member, entry, office):
    question = ask(member, entry)
    take_back(entry=entry, reason="Dubbel.", actor=office, now=NOW)

    assert confirm(question, school).state == "OVERTAKEN"
    assert LedgerEntry.objects.filter(reverses=entry).count() == 1


def test_one_asks_once_about_an_entry_and_not_about_long_ago(member, entry):
    with pytest.raises(InvalidInput) as late:
        ask(member, entry, today=TODAY + timedelta(days=400))
    assert late.value.fields[0].code == "asked-too-late"
    ask(member, entry)

    with pytest.raises(WrongAttendanceAsked):
        ask(member, entry)


def test_what_cannot_be_wrong_like_that_is_refused_with_what_to_do_instead(school, member, entry):
    claimed = LedgerEntryFactory(person=member.person, registration=member, validation="ASSESSED")
    ClaimFactory(registration=member, state="GRANTED", entry=claimed, decided_at=NOW)
    declared = LedgerEntryFactory(person=member.person, registration=member)
    elsewhere = LedgerEntryFactory(
        registration=RegistrationFactory(register=RegisterFactory(code="nova"), person=member.person),
        person=member.person,
    )
    gone = LedgerEntryFactory(person=member.person, registration=member, validation="OFFICE")
    reversal = take_back(entry=gone, reason="Dubbel.", actor=Actor(UserFactory().pk), now=NOW)
    cases = [
        (claimed, {}, "own-claim"),
        (declared, {}, "own-claim"),
        (elsewhere, {}, "not-of-registration"),
        (gone, {}, "does-not-count"),
        (reversal, {}, "does-not-count"),
        (entry, {"wrong": "WRONG_DAY", "right_on": DAY}, "no-other-day"),
        (entry, {"wrong": "WRONG_QUANTITY", "right_quantity": Decimal(3)}, "no-other-quantity"),
    ]

    for one, right, code in cases:
        with pytest.raises(EntryNotDisputable) as refused:
            ask(member, one, **right)
        assert refused.value.fields[0].code == code
    assert not WrongAttendance.objects.exists()


def test_nobody_corrects_or_decides_about_themselves(member, entry):
    question, own = ask(member, entry), actor_of(member)

    for step in (
        lambda: services.correct_as_provider(question=question, answer="x", actor=own, now=NOW),
        lambda: services.correct_as_office(question=question, decision="x", actor=own, now=NOW),
        lambda: questions.decline_question(question=question, decision="x", actor=own, now=NOW),
    ):
        with pytest.raises(OwnDossier):
            step()
    assert live() == [entry]


STEPS = {
    QuestionAction.CONFIRM: lambda one, who: services.correct_as_provider(
        question=one, answer="Ja.", actor=who, now=NOW
    ),
    QuestionAction.DENY: lambda one, who: questions.deny_question(question=one, answer="Nee.", actor=who, now=NOW),
    QuestionAction.DISPUTE: lambda one, who: questions.dispute_denial(question=one, dispute="Wel.", actor=who, now=NOW),
    QuestionAction.WITHDRAW: lambda one, who: questions.withdraw_question(question=one, actor=who, now=NOW),
    QuestionAction.GRANT: lambda one, who: services.correct_as_office(question=one, decision="Ja.", actor=who, now=NOW),
    QuestionAction.DECLINE: lambda one, who: questions.decline_question(
        question=one, decision="Nee.", actor=who, now=NOW
    ),
}


@pytest.mark.parametrize("action", STEPS)
@pytest.mark.parametrize("state", QuestionState)
def test_each_step_is_possible_from_its_states_and_from_no_other(school, member, entry, state, action):
    question = ask(member, entry)
    WrongAttendance.objects.filter(pk=question.pk).update(state=state, decision="x", decided_by=school.sender)
    question.refresh_from_db()

    if state in WRONG_ATTENDANCE[action].sources:
        assert STEPS[action](question, school.actor).state == WRONG_ATTENDANCE[action].target
    else:
        with pytest.raises(WrongAttendanceMoved):
            STEPS[action](question, school.actor)
        question.refresh_from_db()
        assert (question.state, live()) == (state, [entry])
