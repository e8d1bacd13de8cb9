"""Decisions: by two people, after the person was heard, with an effect that can be taken back as a whole."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from portfolio.catalogue.decisions import DECISIONS, DecisionAction, DecisionState
from portfolio.errors import OwnDossier
from portfolio.errors.decisions import (
    DecisionAlreadyOpen,
    DecisionAlreadyStands,
    DecisionKnown,
    DecisionMoved,
    HardshipNotAgreed,
    PersonNotHeard,
)
from portfolio.models import Decision, LedgerEntry
from portfolio.services.decisions.becoming_final import finish_decisions
from portfolio.services.decisions.deciding import agree_to_hardship
from portfolio.services.decisions.moving import move
from portfolio.services.decisions.preparing import drop_decision
from register.errors import FourEyesRequired
from register.models import Event, Regulation
from register.selectors import status_on
from tests.database import run_sql
from tests.decisions.committee import DAY, TODAY, Office
from tests.factories.register import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def test_a_decision_is_prepared_intended_answered_and_taken_by_another(office):
    decision = office.taken()

    assert (decision.state, decision.decided_by_id) == (DecisionState.DECIDED, office.decider.user_id)
    assert status_on(office.registration, on=TODAY) == "SUSPENDED"
    assert decision.standing["asOf"] == TODAY.isoformat()
    kinds = Event.objects.filter(subject_uuid=decision.uuid).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == [
        "decision.prepared",
        "decision.intended",
        "decision.view-given",
        "receipt.given",
        "decision.taken",
    ]


def test_whoever_prepares_does_not_take(office):
    decision = office.answer(office.intend(office.prepare()))

    with pytest.raises(FourEyesRequired):
        office.take(decision, actor=office.preparer)
    with pytest.raises(IntegrityError, match="decision_four_eyes"), transaction.atomic():
        Decision.objects.update(state="DECIDED", decided_by_id=office.preparer.user_id, decided_at=NOW)


def test_nobody_prepares_or_takes_a_decision_about_themselves(office):
    with pytest.raises(OwnDossier):
        office.prepare(actor=office.person)
    with pytest.raises(OwnDossier):
        office.take(office.answer(office.intend(office.prepare())), actor=office.person)


def test_a_burden_is_put_to_the_person_first(office):
    decision = office.prepare()

    with pytest.raises(PersonNotHeard):
        office.take(decision)
    office.intend(decision)
    with pytest.raises(PersonNotHeard, match="until"):
        office.take(decision)
    late = decision.prepared_at.date() + timedelta(weeks=2) + 7 * DAY
    assert office.take(decision, today=late).state == DecisionState.DECIDED


def test_a_burden_without_a_hearing_says_why(office):
    decision = office.take(office.prepare(), no_view_because="Spoedeisend belang van patiënten (Awb 4:11).")

    assert decision.no_view_because.startswith("Spoedeisend")
    with pytest.raises(IntegrityError, match="decision_person_heard_first"), transaction.atomic():
        run_sql(
            "INSERT INTO portfolio_decision (registration_id, question, matter, state, result, adverse, effective_on,"
            " effect, reasons, articles, regulation_id, by_rule, prepared_by_id, prepared_at, view, no_view_because,"
            " decided_by_id, decided_at, effect_waits, dropped_because, hardship)"
            " SELECT registration_id, question, gen_random_uuid(), 'DECIDED', result, true, effective_on, effect,"
            " reasons, articles, regulation_id, false, prepared_by_id, prepared_at, '', '', decided_by_id,"
            " decided_at, false, '', '' FROM portfolio_decision"
        )


def test_what_takes_nothing_away_is_taken_at_once_and_also_by_rule(office):
    granted = {"adverse": False, "result": "granted", "effect": {}}

    assert office.take(office.prepare(**granted)).state == DecisionState.DECIDED
    by_rule = office.prepare(**granted, actor=None)
    assert (office.take(by_rule, actor=None).decided_by, by_rule.by_rule) == (None, True)


def test_a_burden_is_never_taken_by_rule(office):
    decision = office.prepare(actor=None)

    with pytest.raises(FourEyesRequired):
        office.take(decision, actor=None, no_view_because="Automatisch.")
    with pytest.raises(IntegrityError, match="decision_taken_by_someone"), transaction.atomic():
        Decision.objects.update(state="DECIDED", decided_at=NOW, no_view_because="Automatisch.")


def test_one_decision_of_a_matter_is_open_and_one_stands(office):
    decision = office.prepare()
    with pytest.raises(DecisionAlreadyOpen):
        office.prepare(matter=decision.matter)
    office.take(office.answer(office.intend(decision)))

    again = office.answer(office.intend(office.prepare(matter=decision.matter)))
    with pytest.raises(DecisionAlreadyStands):
        office.take(again)


def test_the_hardship_clause_has_eyes_of_its_own(office):
    decision = office.answer(office.intend(office.prepare(hardship="Ernstig ziek kind.")))

    with pytest.raises(HardshipNotAgreed):
        office.take(decision)
    with pytest.raises(HardshipNotAgreed):
        agree_to_hardship(decision=decision, actor=office.preparer, now=NOW)
    agree_to_hardship(decision=decision, actor=office.other, now=NOW)
    with pytest.raises(HardshipNotAgreed):
        office.take(decision, actor=office.other)
    assert office.take(decision).hardship_by_id == office.other.user_id


def test_a_dated_fact_that_the_rules_read_is_booked_and_taken_back(office):
    fact = {"kind": "decision", "code": "extension", "on": TODAY.isoformat(), "quantity": "6", "unit": "month"}
    granted = office.take(office.prepare(adverse=False, result="granted", effect={"facts": [fact]}))

    entry = LedgerEntry.objects.live().get(code="extension")
    assert (entry.registration, entry.quantity, entry.unit) == (office.registration, Decimal(6), "month")

    refused = office.prepare(replaces=granted, result="refused", effect={})
    office.take(office.answer(office.intend(refused)))
    granted.refresh_from_db()
    assert (granted.state, LedgerEntry.objects.live().filter(code="extension").exists()) == ("REPLACED", False)


def test_a_correction_replaces_and_restores_from_the_first_day(office):
    first = office.taken()

    milder = {"result": "lifted", "adverse": False, "effect": {}, "replaces": first}
    office.take(office.prepare(**milder))

    first.refresh_from_db()
    assert (first.state, first.undone_at is not None) == ("REPLACED", True)
    assert status_on(office.registration, on=TODAY) == "REGISTERED"


@pytest.mark.parametrize(("days", "state"), [(42, "DECIDED"), (43, "FINAL")])
def test_it_is_final_on_the_day_after_the_term_for_objection(office, days, state):
    decision = office.known(office.taken(), on=date(2026, 9, 14))

    finish_decisions(today=date(2026, 9, 14) + days * DAY, now=NOW)

    decision.refresh_from_db()
    assert (decision.objection_until, decision.state) == (date(2026, 10, 26), state)


def test_a_decision_that_nobody_knows_of_does_not_become_final(office):
    office.taken()

    assert finish_decisions(today=TODAY + 400 * DAY, now=NOW) == 0


def test_a_decision_is_made_known_once(office):
    decision = office.known(office.taken())

    assert office.known(decision).made_known_on == TODAY
    with pytest.raises(DecisionKnown):
        office.known(decision, on=TODAY + DAY)


def test_where_the_rules_say_so_the_effect_waits_until_nothing_can_be_done(office):
    document = office.cycle.regulation.document | {"procedure": {"effect_waits": ["refused"]}}
    source = office.cycle.regulation.source + "\nprocedure: {effect_waits: [refused]}\n"
    run_sql("ALTER TABLE register_regulation DISABLE TRIGGER USER")
    Regulation.objects.update(source=source, document=document, digest="sha256:waits")
    decision = office.known(office.taken(result="refused", effect={"statuses": [{"value": "LAPSED"}]}))

    assert status_on(office.registration, on=TODAY) == "REGISTERED"
    finish_decisions(today=decision.objection_until + DAY, now=NOW)
    assert status_on(office.registration, on=TODAY) == "LAPSED"


@pytest.mark.parametrize("state", DecisionState)
@pytest.mark.parametrize("action", DecisionAction)
def test_nothing_moves_that_is_not_in_the_table(office, state, action):
    decision = office.prepare()
    if state in DECISIONS[action].sources:
        return
    decision.state = state
    reached = {"DROPPED": {"dropped_because": "x"}, "INTENDED": {"intended_at": NOW}}
    taken = {"intended_at": NOW, "decided_at": NOW, "decided_by_id": office.decider.user_id}
    known = {"made_known_on": TODAY, "objection_until": TODAY} if state == "FINAL" else {}
    values = {} if state == "PREPARED" else reached.get(state, taken | known)
    Decision.objects.filter(pk=decision.pk).update(state=state, **values)

    with pytest.raises(DecisionMoved):
        move(decision, action, actor=None, now=NOW)


def test_a_decision_is_dropped_before_it_is_taken_and_never_after(office):
    dropped = drop_decision(decision=office.prepare(), reason="Vergissing.", actor=office.decider, now=NOW)

    assert dropped.state == DecisionState.DROPPED
    with pytest.raises(DecisionMoved):
        drop_decision(decision=office.taken(), reason="Spijt.", actor=office.preparer, now=NOW)
