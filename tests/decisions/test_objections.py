"""Objections: in time until the last minute, heard, reconsidered by others, and undone from the first day."""

import pytest
from django.db import IntegrityError, transaction

from portfolio.errors.decisions import DecisionMoved, ObjectionNotHeard, ObjectionSettled
from portfolio.models import Objection
from portfolio.services.decisions.becoming_final import finish_decisions
from portfolio.services.decisions.objecting import note_hearing, take_objection, withdraw_objection
from register.errors import FourEyesRequired, InvalidInput
from register.selectors import status_on
from tests.decisions.committee import DAY, INSTEAD, TODAY, Office
from tests.factories.register import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def decision(office):
    return office.known(office.taken())


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_the_last_day_is_in_time_and_the_day_after_is_received_and_marked(office, decision, days, late):
    objection = office.object(decision, on=decision.objection_until + days * DAY)

    assert objection.late is late
    assert objection.due_on > decision.objection_until


def test_a_late_objection_against_a_final_decision_is_received(office, decision):
    finish_decisions(today=decision.objection_until + DAY, now=NOW)

    assert office.object(decision, on=decision.objection_until + 30 * DAY, late_because="Opname.").late


def test_who_objects_before_the_letter_knows_of_the_decision(office):
    objection = office.object(office.taken())

    objection.decision.refresh_from_db()
    assert objection.decision.made_known_on == TODAY


def test_who_prepared_or_took_it_does_not_reconsider(office, decision):
    objection = office.hear(office.object(decision))

    for first in (office.preparer, office.decider):
        with pytest.raises(FourEyesRequired):
            take_objection(objection=objection, actor=first, now=NOW)
        with pytest.raises(FourEyesRequired):
            office.reconsider(objection, actor=first)
    with pytest.raises(IntegrityError, match="objection_reconsidered_by_others"), transaction.atomic():
        Objection.objects.update(outcome="REJECTED", reasons="x", decided_at=NOW, decided_by_id=office.decider.user_id)


def test_who_objects_is_heard_or_it_is_said_why_not(office, decision):
    objection = office.object(decision)

    with pytest.raises(ObjectionNotHeard):
        office.reconsider(objection)
    with pytest.raises(InvalidInput):
        note_hearing(objection=objection, on=None, actor=office.other, now=NOW)
    note_hearing(objection=objection, on=None, none_because="Ziet ervan af.", actor=office.other, now=NOW)
    assert office.reconsider(objection).state == "FINAL"


def test_an_unfounded_objection_leaves_the_decision_final(office, decision):
    final = office.reconsider(office.hear(office.object(decision)))

    assert (final, final.state) == (decision, "FINAL")
    assert status_on(office.registration, on=TODAY) == "SUSPENDED"
    with pytest.raises(ObjectionSettled):
        office.object(decision)


def test_a_well_founded_objection_takes_the_effect_back_from_the_first_day(office, decision):
    objection = office.hear(office.object(decision))

    second = office.reconsider(objection, outcome=Objection.Outcome.UPHELD, reasons="Gegrond.", instead=INSTEAD)

    decision.refresh_from_db()
    assert (decision.state, second.state, second.replaces) == ("REPLACED", "DECIDED", decision)
    assert second.decided_by_id == office.other.user_id
    assert status_on(office.registration, on=TODAY) == "REGISTERED"


@pytest.mark.parametrize(
    ("outcome", "instead"), [(Objection.Outcome.UPHELD, None), (Objection.Outcome.REJECTED, INSTEAD)]
)
def test_what_comes_instead_belongs_to_a_well_founded_objection_only(office, decision, outcome, instead):
    objection = office.hear(office.object(decision))

    with pytest.raises(InvalidInput):
        office.reconsider(objection, outcome=outcome, instead=instead)


def test_an_objection_is_taken_back_and_the_decision_stands_as_it_stood(office, decision):
    objection = office.object(decision)

    withdraw_objection(objection=objection, actor=office.person, now=NOW)

    decision.refresh_from_db()
    assert decision.state == "DECIDED"
    with pytest.raises(ObjectionSettled):
        withdraw_objection(objection=objection, actor=office.person, now=NOW)
    assert office.object(decision).pk != objection.pk


def test_one_objects_to_what_was_decided_only(office):
    with pytest.raises(DecisionMoved):
        office.object(office.intend(office.prepare()))
