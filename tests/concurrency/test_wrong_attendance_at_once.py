"""A provider, the office and the professional at the same moment: an entry is reversed once and corrected once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connections

from portfolio.errors import EntryAlreadyReversed
from portfolio.errors.questions import WrongAttendanceMoved
from portfolio.models import LedgerEntry, WrongAttendance
from portfolio.services.attendance_questions import withdraw_question
from portfolio.services.corrections import take_back
from portfolio.services.wrong_attendance import ask_for_correction, correct_as_office
from register.access import Actor
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import NOW, RegistrationFactory, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


@pytest.mark.parametrize("turn", range(4))
def test_an_entry_that_several_put_right_at_once_is_reversed_and_corrected_once(turn):
    registration = RegistrationFactory()
    entry = LedgerEntryFactory(person=registration.person, registration=registration, validation="OFFICE")
    offices = [Actor(user_id=UserFactory().pk) for _ in range(3)]
    own = Actor(user_id=UserFactory().pk, person_id=registration.person_id)
    told = {"wrong": "WRONG_QUANTITY", "right_quantity": Decimal(5), "statement": "Het waren er vijf."}
    question = ask_for_correction(registration=registration, entry=entry, **told, actor=own, today=NOW.date(), now=NOW)
    acts = [
        lambda: correct_as_office(question=fresh(question), decision="Ja.", actor=offices[0], now=NOW).state,
        lambda: correct_as_office(question=fresh(question), decision="Ja.", actor=offices[1], now=NOW).state,
        lambda: bool(take_back(entry=entry, reason="Dubbel.", actor=offices[2], now=NOW)),
        lambda: withdraw_question(question=fresh(question), actor=own, now=NOW).state,
    ]
    barrier = threading.Barrier(len(acts))

    def take(act):
        try:
            barrier.wait(timeout=10)
            return act()
        except (WrongAttendanceMoved, EntryAlreadyReversed) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        outcomes = list(pool.map(take, acts))

    question.refresh_from_db()
    reversals = LedgerEntry.objects.filter(reverses=entry).count()
    booked = list(LedgerEntry.objects.live().values_list("quantity", flat=True))
    assert reversals == 1
    assert booked == ([5] if question.state == "GRANTED" else []), outcomes
    assert (question.correction is not None) is (question.state == "GRANTED")


def fresh(question: WrongAttendance) -> WrongAttendance:
    return WrongAttendance.objects.select_related("registration__register", "entry").get(pk=question.pk)
