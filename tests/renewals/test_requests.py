"""Requests about a registration: postponement and dispensation as facts that the rules read, and leaving on a day."""

from datetime import timedelta

import pytest

from portfolio.errors.requests import RequestAlreadyOpen, RequestMoved
from portfolio.models import LedgerEntry, RegistrationRequest
from portfolio.services.requests.asking import ask_request, propose_answer, withdraw_request
from register.errors import FourEyesRequired, InvalidInput
from register.selectors import status_on
from tests.decisions.committee import Office
from tests.factories.register import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
FACT = {"kind": "decision", "code": "extension", "on": TODAY.isoformat(), "quantity": "16", "unit": "week"}


@pytest.fixture
def office():
    return Office()


def ask(office, sort="POSTPONEMENT", **fields):
    given = {"ground": "PREGNANCY", "actor": office.person, "today": TODAY, "now": NOW}
    return ask_request(registration=office.registration, sort=sort, **(given | fields))


def answer(office, request, **fields):
    given = {"granted": True, "reasons": "Artikel 7.", "actor": office.preparer, "today": TODAY, "now": NOW}
    return propose_answer(request=request, **(given | fields))


def test_a_granted_postponement_is_a_fact_in_the_ledger(office):
    request = ask(office)

    office.take(answer(office, request, facts=[FACT]))

    entry = LedgerEntry.objects.get()
    assert (entry.kind, entry.code, str(entry.quantity), entry.unit) == ("decision", "extension", "16.000", "week")
    request.refresh_from_db()
    assert request.state == "DECIDED"


def test_whoever_leaves_has_left_on_the_day_they_chose(office):
    leaving = TODAY + timedelta(days=30)
    decision = answer(office, ask(office, "DEREGISTRATION", ground="OWN_CHOICE", wished_on=leaving))

    with pytest.raises(FourEyesRequired):
        office.take(decision, actor=office.preparer)
    office.take(decision)

    assert decision.adverse is False
    assert status_on(office.registration, on=leaving - timedelta(days=1)) == "REGISTERED"
    assert status_on(office.registration, on=leaving) == "LEFT"
    office.registration.refresh_from_db()
    assert office.registration.ended_before == leaving


@pytest.mark.parametrize("wished", [None, TODAY - timedelta(days=1)])
def test_leaving_names_a_day_that_is_still_to_come(office, wished):
    with pytest.raises(InvalidInput):
        ask(office, "DEREGISTRATION", wished_on=wished)


@pytest.mark.parametrize(("granted", "facts"), [(True, []), (False, [FACT])])
def test_facts_come_with_what_is_granted_and_only_then(office, granted, facts):
    with pytest.raises(InvalidInput):
        answer(office, ask(office), granted=granted, facts=facts)


def test_a_refusal_burdens_and_is_put_to_the_person(office):
    decision = answer(office, ask(office, "DISPENSATION"), granted=False)

    assert (decision.adverse, decision.result) == (True, "refused")
    assert office.take(office.answer(office.intend(decision))).state == "DECIDED"


def test_the_same_is_asked_once_at_a_time(office):
    request = ask(office)

    with pytest.raises(RequestAlreadyOpen):
        ask(office)
    withdraw_request(request=request, actor=office.person, now=NOW)
    ask(office)
    assert RegistrationRequest.objects.count() == 2


def test_what_was_withdrawn_is_not_decided(office):
    request = ask(office)
    decision = answer(office, request, facts=[FACT])
    withdraw_request(request=request, actor=office.person, now=NOW)

    with pytest.raises(RequestMoved):
        office.take(decision)
    assert not LedgerEntry.objects.exists()
