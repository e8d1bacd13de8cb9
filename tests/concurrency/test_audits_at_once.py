"""Two at once in an audit: one step is taken, once, and what it takes out of the ledger is taken out once."""

import pytest

from portfolio.errors.audit_cases import AuditMoved, ItemAlreadyThere, NotYourAudit
from portfolio.errors.decisions import DecisionMoved
from portfolio.models import Audit, AuditItem, AuditRound, Decision, LedgerEntry
from portfolio.services.audit_cases.answering import add_item
from portfolio.services.audit_cases.assigning import declare_conflict
from portfolio.services.audit_cases.judging import ask_repair, conclude_audit
from portfolio.services.audit_cases.keeping_time import end_terms
from portfolio.services.decisions.deciding import take_decision
from register.models import Event
from tests.audits.auditing import LATER, REJECTED, Auditing
from tests.concurrency.test_decisions_at_once import at_once
from tests.decisions.committee import DAY

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
ACCEPTED = {"verdict": "ACCEPTED"}


def test_who_concludes_and_who_asks_a_repair_at_once_take_one_step():
    one = Auditing()
    one.hand_in()
    one.judge(REJECTED, ACCEPTED)
    auditor = one.auditor

    outcomes = at_once(
        lambda: conclude_audit(audit=one.audit, actor=auditor, **one.moment),
        lambda: ask_repair(audit=one.audit, asks="Nog twintig uur.", until=None, actor=auditor, **one.moment),
        lambda: conclude_audit(audit=one.audit, actor=auditor, **one.moment),
    )

    assert [isinstance(each, Audit) for each in outcomes].count(True) == 1
    assert [isinstance(each, AuditMoved) for each in outcomes].count(True) == 2
    steps = Event.objects.filter(kind__in=["audit.concluded", "audit.repair-asked"])
    assert steps.count() == 1


def test_an_auditor_who_leaves_it_to_another_and_concludes_at_once_does_one_of_the_two():
    one = Auditing()
    one.hand_in()
    one.judge()
    auditor = one.auditor

    outcomes = at_once(
        lambda: declare_conflict(audit=one.audit, reason="Buren.", actor=auditor, **one.moment),
        lambda: conclude_audit(audit=one.audit, actor=auditor, **one.moment),
    )

    refused = [each for each in outcomes if isinstance(each, Exception)]
    assert all(isinstance(each, NotYourAudit) for each in refused)
    concluded = Audit.objects.get().state == "CONCLUDED"
    assert concluded is (not refused)


def test_of_many_deciders_at_once_one_decides_and_the_ledger_is_corrected_once():
    one = Auditing()
    one.conclude(REJECTED, REJECTED)
    decision = one.answer(one.intend(one.proposed(), on=LATER.date()))
    deciders = [one.colleague() for _ in range(6)]

    outcomes = at_once(
        *(
            lambda each=each: take_decision(decision=decision, actor=each, today=LATER.date(), now=LATER)
            for each in deciders
        )
    )

    assert [type(each) for each in outcomes].count(Decision) == 1
    assert sum(isinstance(each, DecisionMoved | AuditMoved) for each in outcomes) == 5
    assert LedgerEntry.objects.exclude(reverses=None).count() == 2
    assert Audit.objects.get().state == "DECIDED"


def test_handing_in_while_the_term_ends_ends_it_once():
    one = Auditing()
    over = one.audit.rounds.get().reply_by + DAY
    person = one.person
    assert person

    at_once(one.hand_in, *(lambda: end_terms(today=over, now=LATER) for _ in range(3)))

    assert Audit.objects.get().state == "ASSESSING"
    assert AuditRound.objects.get().ended_at == LATER
    assert Event.objects.filter(kind__in=["audit.handed-in", "audit.term-ended"]).count() == 1


def test_one_fact_brought_in_twice_at_once_is_there_once():
    one = Auditing()
    entry, person, audit = one.add(8, now=LATER), one.person, one.audit

    def bring_in():
        return add_item(audit=audit, entry=entry, explanation="", actor=person, now=LATER)

    outcomes = at_once(bring_in, bring_in)

    assert {type(each) for each in outcomes} == {AuditItem, ItemAlreadyThere}
