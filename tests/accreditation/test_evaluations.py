"""What participants say of a course: once, unseen, and only shown when there are enough of them."""

from datetime import date, timedelta

import pytest

from accreditation.models import AccreditationPolicy, EvaluationAnswer, EvaluationInvitation
from notifications.models import Notice
from notifications.services.hearing import plan_event_notices
from portfolio.services.corrections import take_back
from portfolio.services.evaluations import invite_to_evaluate
from register.access import Actor, Role
from register.clock import today
from tests.conftest import client_of
from tests.factories.accreditation import AccreditationFactory, EditionFactory
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import (
    NOW,
    PersonFactory,
    RegistrationFactory,
    RoleGrantFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
QUESTIONS = [
    {"code": "useful", "text": {"nl": "Hoe bruikbaar?", "en": "How useful?"}},
    {"code": "better", "text": {"nl": "Wat kan beter?", "en": "What could be better?"}, "kind": "text"},
    {"code": "changed", "text": {"nl": "Wat veranderde?", "en": "What changed?"}, "kind": "text", "when": "practice"},
    {"code": "used", "text": {"nl": "Gebruikt u het?", "en": "Do you use it?"}, "when": "practice"},
]
ENDED = date(2025, 5, 14)
NEXT_DAY = date(2025, 5, 15)


@pytest.fixture
def accreditation(db):
    accreditation = AccreditationFactory()
    proposer, adopter = UserFactory(), UserFactory()
    AccreditationPolicy.objects.create(
        register=accreditation.register,
        in_force_from=date(2020, 1, 1),
        document={"evaluation": {"open_days": 30, "practice_after_months": 6, "questions": QUESTIONS}},
        proposed_by=proposer,
        proposed_at=NOW,
        adopted_by=adopter,
        adopted_at=NOW,
    )
    return accreditation


@pytest.fixture
def edition(accreditation):
    return EditionFactory(course=accreditation.course, starts_on=date(2025, 5, 12), ends_on=ENDED)


def attended(edition, register, **fields):
    registration = RegistrationFactory(register=register, person=PersonFactory())
    LedgerEntryFactory(
        person=registration.person,
        registration=None,
        edition=edition,
        category="",
        unit="",
        quantity=None,
        effective_on=date(2025, 5, 12),
        **fields,
    )
    return registration.person


def invited(person) -> EvaluationInvitation:
    return EvaluationInvitation.objects.get(person=person)


def answer(person, **answers):
    client = client_of(UserFactory(person=person))
    path = f"/api/v1/evaluation-invitations/{invited(person).uuid}/answers"
    return client.post(path, {"answers": answers}, format="json")


def test_who_attended_is_asked_once_from_the_day_after(accreditation, edition):
    person = attended(edition, accreditation.register)
    RegistrationFactory(register=accreditation.register, person=PersonFactory())  # was not there

    assert invite_to_evaluate(on=ENDED, now=NOW) == 0
    assert invite_to_evaluate(on=NEXT_DAY, now=NOW) == 1
    assert invite_to_evaluate(on=NEXT_DAY + timedelta(days=1), now=NOW) == 0
    assert invited(person).closes_before == NEXT_DAY + timedelta(days=30)


def test_attendance_that_is_reported_late_is_asked_about_late_and_not_for_ever(accreditation, edition):
    attended(edition, accreditation.register)
    assert invite_to_evaluate(on=ENDED + timedelta(days=30), now=NOW) == 0
    assert invite_to_evaluate(on=ENDED + timedelta(days=29), now=NOW) == 1


def test_an_attendance_that_was_taken_back_is_not_asked_about(accreditation, edition):
    attended(edition, accreditation.register)
    entry = accreditation.course.editions.get(pk=edition.pk).ledger_entries.get()
    take_back(entry=entry, reason="Was er niet.", actor=Actor(user_id=UserFactory().pk), now=NOW)

    assert invite_to_evaluate(on=NEXT_DAY, now=NOW) == 0


def test_what_changed_in_practice_is_asked_six_months_later(accreditation, edition):
    attended(edition, accreditation.register)

    assert invite_to_evaluate(on=date(2025, 11, 13), now=NOW) == 0
    assert invite_to_evaluate(on=date(2025, 11, 14), now=NOW) == 1
    assert EvaluationInvitation.objects.get().moment == "practice"


def test_an_invitation_comes_with_a_message(accreditation, edition):
    person = attended(edition, accreditation.register)
    invite_to_evaluate(on=NEXT_DAY, now=NOW)

    plan_event_notices(on=NEXT_DAY, now=NOW)

    assert Notice.objects.get().person == person


def test_the_professional_reads_the_questions_and_answers_once(accreditation, edition):
    person = attended(edition, accreditation.register)
    invite_to_evaluate(on=today() - timedelta(days=1), now=NOW)
    EvaluationInvitation.objects.filter(person=person).delete()
    EvaluationInvitation.objects.create(
        person=person,
        edition=edition,
        register=accreditation.register,
        moment="after",
        opens_on=today(),
        closes_before=today() + timedelta(days=1),
    )
    client = client_of(UserFactory(person=person))
    shown = client.get(f"/api/v1/evaluation-invitations/{invited(person).uuid}").json()
    assert [one["code"] for one in shown["questions"]] == ["useful", "better"]

    path = f"/api/v1/evaluation-invitations/{invited(person).uuid}/answers"
    assert client.post(path, {"answers": {"useful": 6}}, format="json").json()["errors"][0]["code"] == "not-a-mark"
    assert client.post(path, {"answers": {"usefull": 4}}, format="json").status_code == 400
    assert client.post(path, {"answers": {}}, format="json").status_code == 400
    assert client.post(path, {"answers": {"useful": 4}}, format="json").status_code == 201
    assert client.post(path, {"answers": {"useful": 4}}, format="json").status_code == 409
    assert EvaluationAnswer.objects.count() == 1


def test_nobody_else_sees_the_invitation(accreditation, edition):
    person = attended(edition, accreditation.register)
    invite_to_evaluate(on=NEXT_DAY, now=NOW)
    registrar = RoleGrantFactory(role=Role.REGISTRAR, organisation=accreditation.register.association).user

    path = f"/api/v1/evaluation-invitations/{invited(person).uuid}"

    assert client_of(registrar).get(path).status_code == 404


def said(edition, register, count, moment="after", **answers):
    for _ in range(count):
        EvaluationAnswer.objects.create(edition=edition, register=register, moment=moment, answers=answers)


def test_the_provider_sees_results_once_five_people_answered(accreditation, edition):
    manager = client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=accreditation.course.provider).user)
    path = f"/api/v1/courses/{accreditation.course.uuid}/evaluation-results"
    said(edition, accreditation.register, 4, useful=4)
    (few,) = manager.get(path).json()["results"]
    assert (few["answers"], few["questions"]) == (4, [])

    said(edition, accreditation.register, 1, useful=5, better="Meer casus.")

    (enough,) = manager.get(path).json()["results"]
    useful, better = enough["questions"]
    assert (useful["mean"], useful["marks"]["4"]) == ("4.2", 4)
    assert (better["answers"], better["texts"]) == (1, [])  # one text is shown when five people wrote one


def test_another_provider_and_other_registers_see_no_results(accreditation, edition):
    said(edition, accreditation.register, 5, useful=4)
    path = f"/api/v1/courses/{accreditation.course.uuid}/evaluation-results"
    rival = RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=EditionFactory().course.provider).user
    office = RoleGrantFactory(role=Role.REGISTRAR, organisation=accreditation.register.association).user

    assert client_of(rival).get(path).json()["results"] == []
    assert len(client_of(office).get(path).json()["results"]) == 1


def test_the_association_sees_the_marks_per_course_and_provider(accreditation, edition):
    said(edition, accreditation.register, 5, useful=4)
    other = EditionFactory()
    said(other, accreditation.register, 4, useful=1)  # too few to show
    office = client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=accreditation.register.association).user)
    path = f"/api/v1/registers/{accreditation.register.code}/course-marks"

    (row,) = office.get(path).json()["results"]

    assert row["course"] == str(accreditation.course.uuid)
    assert row["marks"] == [{"question": "useful", "answers": 5, "mean": "4.0"}]
    assert office.get(path, {"provider": str(other.course.provider.uuid)}).json()["results"] == []


def test_the_association_sees_what_changed_in_practice_and_never_the_mark_of_a_few(accreditation, edition):
    said(edition, accreditation.register, 5, moment="practice", used=4)
    said(edition, accreditation.register, 4, useful=3)
    said(edition, accreditation.register, 1)
    office = client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=accreditation.register.association).user)
    path = f"/api/v1/registers/{accreditation.register.code}/course-marks"

    (after,) = office.get(path).json()["results"]
    (later,) = office.get(path, {"moment": "practice"}).json()["results"]

    assert (after["answers"], after["marks"]) == (5, [])
    assert later["marks"] == [{"question": "used", "answers": 5, "mean": "4.0"}]
