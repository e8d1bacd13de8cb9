"""Two deciders at once, and a decision while somebody objects: one of them, never both."""

import threading

import pytest
from django.db import connection

from portfolio.errors.decisions import DecisionMoved
from portfolio.models import Decision, DecisionDocument
from portfolio.services.decisions.deciding import take_decision
from portfolio.services.decisions.trail import broken_links
from register.models import StatusChange
from tests.decisions.committee import TODAY, Office
from tests.factories.register import NOW

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
