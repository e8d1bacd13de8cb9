"""Runs over a whole register: taken up again, by several processes, and one bad dossier apart."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from portfolio.models import LedgerEntry
from portfolio.services import running_cycles
from portfolio.services.measuring import LedgerReader
from portfolio.services.whole_register import Tally, dossier_of, judge_whole_register
from register.rules.document import load_document
from register.rules.plan import Plan
from register.rules.regulation import Regulation
from register.selectors import rules_of
from tests.factories.register import NOW, AttributeFactory, CycleFactory, RegistrationFactory, shipped_source
from tests.portfolio.plan_builders import RECORDED, from_facts, from_plan

DAY = date(2026, 1, 15)


def member(register=None, **entry):
    more = {"register": register} if register else {}
    cycle = CycleFactory(registration=RegistrationFactory(**more))
    AttributeFactory(registration=cycle.registration)
    LedgerEntry.objects.create(
        **{
            "person": cycle.registration.person,
            "registration": cycle.registration,
            "effective_on": date(2025, 5, 12),
            "category": "oda",
            "quantity": Decimal(30),
            "unit": "hour",
            "validation": "ASSESSED",
            "source_key": f"entry/{cycle.pk}",
            "recorded_at": RECORDED,
        }
        | entry
    )
    return cycle.registration


def rules_of_register(registration):
    return rules_of(registration.cycles.get().regulation)


def test_a_run_is_taken_up_after_the_last_registration(db):
    first = member()
    rest = [member(first.register) for _ in range(2)]

    judged = list(judge_whole_register(first.register, on=DAY, now=NOW, after=first.pk))

    assert [one.registration_id for one in judged] == [one.pk for one in rest]


def test_one_bad_dossier_is_reported_and_the_others_are_judged(db):
    bad = member(unit="furlong")
    good = member(bad.register)

    judged = {one.registration_id: one for one in judge_whole_register(bad.register, on=DAY, now=NOW)}

    assert "unit" in judged[bad.pk].error
    assert judged[bad.pk].verdict is None
    assert judged[good.pk].verdict.requirements[0].counted == 30


def test_a_person_with_facts_that_the_rules_want_to_see_is_judged_with_those_facts(db):
    apart = member(kind="decision", code="window-shift", category="", quantity=Decimal(6), unit="month")
    member(apart.register)
    tally = Tally()

    judged = from_plan(apart.register, rules_of_register(apart), on=DAY, now=NOW, tally=tally)

    assert (tally.from_numbers, tally.from_facts) == (2, 0)
    assert judged == from_facts(apart.register, rules_of_register(apart), on=DAY, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_several_processes_give_the_same_in_the_same_order(monkeypatch):
    monkeypatch.setattr(running_cycles, "CHUNK", 2)
    first = member()
    member(first.register, unit="furlong")
    for _ in range(5):
        member(first.register)

    tally = Tally()

    judged = list(judge_whole_register(first.register, on=DAY, now=NOW, workers=2, tally=tally))

    assert judged == list(judge_whole_register(first.register, on=DAY, now=NOW))
    assert len(judged) == 7
    assert (tally.from_numbers, tally.from_facts) == (6, 1)


def test_the_number_of_statements_does_not_grow_with_the_people(db, django_assert_num_queries):
    first = member()
    for _ in range(4):
        member(first.register)

    with django_assert_num_queries(7):
        assert len(list(judge_whole_register(first.register, on=DAY, now=NOW))) == 5
    assert connection.in_atomic_block


def test_a_plan_says_why_people_were_judged_from_the_facts(db):
    registration = member()
    rules = Regulation.from_document(load_document(shipped_source("code95")))
    plan = Plan(rules, as_of=DAY, dossier_of=dossier_of)
    (due,) = running_cycles.due_on([registration.pk], on=DAY, now=NOW)

    assert plan.judge([due.member], LedgerReader(registration.register, on=DAY, known_at=NOW).read([due])[0]) == [None]
    assert plan.explain() == "a maximum limits one part of a fact"


def test_outcomes_of_people_who_fall_short_by_different_amounts_differ(db):
    first = member(quantity=Decimal(30))
    for hours in (29, 10):
        member(first.register, quantity=Decimal(hours))
    rules = rules_of_register(first)
    (total, *_) = from_facts(first.register, rules, on=DAY, now=NOW)[first.pk].requirements
    assert total.short > 0
    short = {total.code: {"at_most": total.short + 1}}
    document = {key: part for key, part in rules.document.items() if key != "procedure"}
    document["outcomes"] = [{"is": "nearly", "label": {"nl": "Bijna", "en": "Nearly"}, "short": short}]
    rules = Regulation.from_document(document)
    tally = Tally()

    judged = from_plan(first.register, rules, on=DAY, now=NOW, tally=tally)

    assert [one.outcome for one in judged.values()] == ["nearly", "nearly", "not-met"]
    assert (tally.from_numbers, judged) == (3, from_facts(first.register, rules, on=DAY, now=NOW))
