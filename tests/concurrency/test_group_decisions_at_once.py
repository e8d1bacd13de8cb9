"""Two deciders, two workers and two offices at once: each act is taken, carried out and ordered once."""

import pytest

from portfolio.catalogue.group_decisions import GroupState
from portfolio.errors.decisions import DecisionMoved
from portfolio.errors.group_decisions import GroupDecisionMoved
from portfolio.models import Decision, GroupDecision, LedgerEntry
from portfolio.services.decisions.deciding import take_decision
from portfolio.services.group_decisions import carrying_out
from portfolio.services.group_decisions.carrying_out import run_group_decision
from portfolio.services.group_decisions.deciding import take_group_decision
from register.models import Event, StatusChange
from tests.concurrency.test_decisions_at_once import at_once
from tests.decisions.committee import Office
from tests.factories.register import NOW
from tests.group_decisions.group_desk import TODAY, Desk

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def test_of_several_deciders_at_once_one_takes_an_act_and_several_workers_do_it_once(monkeypatch):
    desk = Desk()
    members = [desk.member() for _ in range(12)]
    monkeypatch.setattr(carrying_out, "CHUNK", 5)
    previewed = desk.previewed()
    deciders = [desk.colleague() for _ in range(4)]

    taken = at_once(
        *(lambda one=one: take_group_decision(decision=previewed, actor=one, today=TODAY, now=NOW) for one in deciders)
    )
    assert sum(isinstance(one, GroupDecision) for one in taken) == 1
    assert sum(isinstance(one, GroupDecisionMoved) for one in taken) == 3

    done = at_once(*[lambda: run_group_decision(decision_id=previewed.pk, clock=lambda: NOW)] * 2)

    assert [one for one in done if isinstance(one, Exception)] == []
    assert sum(done) == len(members)
    assert LedgerEntry.objects.count() == Event.objects.filter(kind="group-decision.applied").count() == len(members)
    assert GroupDecision.objects.get().state == GroupState.CARRIED_OUT


def test_of_two_deciders_at_once_one_gives_effect_to_an_order_of_discipline():
    office = Office()
    prepared = office.prepare(question=Decision.Question.DISCIPLINE, no_view_because="Gehoord door het tuchtcollege.")
    deciders = [office.colleague() for _ in range(4)]

    outcomes = at_once(
        *(lambda one=one: take_decision(decision=prepared, actor=one, today=TODAY, now=NOW) for one in deciders)
    )

    assert sum(isinstance(one, Decision) for one in outcomes) == 1
    assert sum(isinstance(one, DecisionMoved) for one in outcomes) == 3
    assert StatusChange.objects.filter(value="SUSPENDED").count() == 1
