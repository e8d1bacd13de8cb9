"""Two deciders at once: one of them. A decision while attendance is reversed: on what it was prepared on."""

import threading

import pytest
from django.db import connection

from portfolio.errors.decisions import DecisionMoved
from portfolio.models import Decision, DecisionDocument
from portfolio.services.decisions.deciding import take_decision
from portfolio.services.decisions.trail import broken_links
from portfolio.services.ledger import reverse_entry
from portfolio.services.past_standings import judged
from register.models import StatusChange
from tests.decisions.committee import TODAY, Office
from tests.factories.register import NOW
from tests.renewals.renewing import AFTER, Renewing

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def at_once(*steps):
    """Run the steps in threads that begin together; what each gave back or raised."""
    outcomes, gate = [], threading.Barrier(len(steps))

    def run(step):
        gate.wait()
        try:
            outcomes.append(step())
        except Exception as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[step]) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_of_two_deciders_at_once_one_takes_the_decision():
    office = Office()
    decision = office.answer(office.intend(office.prepare()))
    deciders = [office.colleague() for _ in range(8)]

    outcomes = at_once(
        *(lambda one=one: take_decision(decision=decision, actor=one, today=TODAY, now=NOW) for one in deciders)
    )

    assert sum(isinstance(one, Decision) for one in outcomes) == 1
    assert sum(isinstance(one, DecisionMoved) for one in outcomes) == 7
    assert (StatusChange.objects.count(), DecisionDocument.objects.filter(kind="DECIDED").count()) == (1, 1)


def test_documents_of_decisions_taken_at_once_follow_one_another():
    office = Office()
    ready = [office.prepare(result="granted", adverse=False, effect={}) for _ in range(12)]
    assert office.decider

    outcomes = at_once(*(lambda one=one: office.take(one) for one in ready))

    assert [one for one in outcomes if not isinstance(one, Decision)] == []
    assert list(broken_links(office.registration.register)) == []
    assert DecisionDocument.objects.count() == 12


def test_a_decision_taken_while_attendance_is_reversed_rests_on_what_it_was_prepared_on():
    one = Renewing()
    entry = one.registration.ledger_entries.get()
    proposal = one.propose(one.complete())
    frozen = proposal.standing["requirements"][0]["counted"]
    assert one.decider

    outcomes = at_once(
        lambda: take_decision(decision=proposal, actor=one.decider, today=AFTER.date(), now=AFTER),
        lambda: reverse_entry(entry=entry, reason="Dubbel geboekt.", actor=None, now=AFTER),
    )

    assert [one for one in outcomes if isinstance(one, Exception)] == []
    taken = Decision.objects.get()
    assert (taken.state, taken.result, taken.standing["requirements"][0]["counted"], frozen) == (
        "DECIDED",
        "full",
        "40",
        "40",
    )
    now, _ = judged(one.cycle, on=AFTER.date(), known_at=AFTER)
    assert now.met is False  # what is so now is judged anew; a correction would be another decision
    assert list(broken_links(one.registration.register)) == []
