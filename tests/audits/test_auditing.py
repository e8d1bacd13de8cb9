"""The audit of one person: asked, shown, judged, repaired; what it takes out of the ledger, and gives back."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from portfolio.errors.audit_cases import (
    AuditMoved,
    ExtensionTooLate,
    ItemsNotJudged,
    NothingToRepair,
    NotYourAudit,
)
from portfolio.models import Audit, Decision, LedgerEntry, Objection
from portfolio.services.audit_cases.answering import add_item
from portfolio.services.audit_cases.asking import ask_drawn, items_of
from portfolio.services.audit_cases.finding import finding_of
from portfolio.services.audit_cases.judging import conclude_audit, judge_items, return_audit
from portfolio.services.audit_cases.keeping_time import answer_extension, cancel_audit, end_terms
from portfolio.services.decisions.becoming_final import finish_decisions
from portfolio.services.decisions.effects import carry_out, undo
from portfolio.services.decisions.objecting import take_objection
from portfolio.services.ledger import reverse_entry
from portfolio.services.past_standings import judged
from register.errors import FourEyesRequired, InvalidInput
from register.rules.periods import Length
from register.rules.procedure import AuditProcedure
from tests.audits.auditing import DRAWN_AT, LATER, REJECTED, TODAY, Auditing
from tests.decisions.committee import DAY
from tests.renewals.renewing import regulation

pytestmark = pytest.mark.django_db
PARTLY = {"verdict": "PARTLY", "quantity": 12, "reason": "Twaalf uur staan op het certificaat."}


@pytest.fixture
def one():
    return Auditing()


def short(standing):
    return [(one["code"], one["short"]) for one in standing["requirements"] if not one["met"]]


def test_who_is_drawn_is_asked_once_for_what_counted_within_the_term(one):
    assert one.audit.state == "ASKED"
    assert ask_drawn(today=TODAY, now=DRAWN_AT) == 0
    assert [item.entry for item in one.audit.items.order_by("pk")] == one.courses
    assert one.audit.rounds.get().reply_by == date(2026, 4, 7)  # four weeks; 6 April is Easter Monday
    assert one.audit.auditor_id in [user.pk for user in one.auditors]


def test_the_regulation_says_what_of_it_is_shown(one):
    def asked(**fields):
        usual = {"reply": Length(days=28), "repair": Length(days=28), "repairs": 1}
        return items_of(one.audit, AuditProcedure(**usual, **({"self_declared_only": False, "sampled": 100} | fields)))

    assert asked(self_declared_only=True) == []
    assert asked() == one.courses
    assert asked(sampled=50) == asked(sampled=50)
    assert asked(sampled=1) == []


def test_what_is_not_accepted_is_taken_out_by_the_rules_and_not_before_the_decision_out_of_the_ledger(one):
    one.hand_in()
    one.judge(PARTLY, {"verdict": "ACCEPTED"})

    finding = finding_of(one.audit, today=LATER.date(), now=LATER)

    assert (finding["met"], short(finding)) == (False, [("hours", "8")])
    assert one.audit.standing["met"]
    assert one.hours() == 40


def test_what_was_reversed_or_recorded_since_the_draw_is_told_apart(one):
    reverse_entry(entry=one.audit.items.first().entry, reason="Nooit geweest.", actor=None, now=LATER)
    added = one.later(hours=8)

    assert short(finding_of(one.audit, today=LATER.date(), now=LATER)) == [("hours", "20")]
    assert added.added_at == LATER
    one.hand_in()
    one.judge()
    assert short(finding_of(one.audit, today=LATER.date(), now=LATER)) == [("hours", "12")]


def test_only_what_was_recorded_after_the_draw_is_brought_in(one):
    with pytest.raises(InvalidInput):
        add_item(audit=one.audit, entry=one.courses[0], explanation="", actor=one.person, now=LATER)


@pytest.mark.parametrize("minutes", [-1, 0])
def test_more_time_is_asked_until_the_last_minute_of_the_last_day_of_the_register(one, minutes):
    day_after = one.audit.rounds.get().reply_by + DAY
    midnight = DRAWN_AT.replace(month=4, day=day_after.day, hour=0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    moment = midnight + timedelta(minutes=minutes)

    if minutes == 0:
        with pytest.raises(ExtensionTooLate):
            one.extension(at=moment)
    else:
        assert one.extension(at=moment).round.reply_by == moment.date()


def test_a_term_does_not_end_while_more_time_is_asked_and_ends_after_the_answer(one):
    last = one.audit.rounds.get().reply_by
    one.extension()
    assert end_terms(today=last + DAY, now=LATER) == 0

    answer_extension(
        audit=one.audit, granted=True, until=None, answer="", actor=one.preparer, today=last + DAY, now=LATER
    )

    assert one.audit.rounds.get().reply_by == date(2026, 5, 1)
    assert [end_terms(today=date(2026, 5, day), now=LATER) for day in (1, 2, 2)] == [0, 1, 0]
    one.audit.refresh_from_db()
    assert one.audit.state == "ASSESSING"


def test_only_the_auditor_who_has_it_in_hand_judges_and_nothing_follows_before_all_is_judged(one):
    one.hand_in()

    with pytest.raises(NotYourAudit):
        judge_items(audit=one.audit, judgements=[], actor=one.preparer, now=LATER)
    with pytest.raises(ItemsNotJudged):
        conclude_audit(audit=one.audit, actor=one.auditor, **one.moment)


def test_verdicts_say_why_and_stay_within_what_is_there(one):
    one.hand_in()

    with pytest.raises(InvalidInput) as refused:
        one.judge({"verdict": "REJECTED"}, {"verdict": "PARTLY", "quantity": 20, "reason": "Alles."})

    assert [problem.location for problem in refused.value.fields] == ["#/verdicts/0/reason", "#/verdicts/1/quantity"]


def test_what_falls_short_is_repaired_as_often_as_the_regulation_says(one):
    one.hand_in()
    one.judge(REJECTED, {"verdict": "ACCEPTED"})
    one.repair()
    one.later()
    one.hand_in()
    one.judge(REJECTED, {"verdict": "ACCEPTED"}, {"verdict": "ACCEPTED"})

    with pytest.raises(NothingToRepair):
        one.repair()
    conclude_audit(audit=one.audit, actor=one.auditor, **one.moment)

    rounds = list(one.audit.rounds.all())
    assert [(one.number, one.finding["met"]) for one in rounds] == [(1, False), (2, True)]
    assert one.proposed().result == "corrected"


def test_all_accepted_takes_nothing_away_and_is_taken_by_another_than_its_auditor(one):
    one.conclude()
    decision = one.proposed()

    assert (decision.result, decision.adverse, decision.effect) == ("verified", False, {})
    with pytest.raises(FourEyesRequired):
        one.take(decision, actor=one.auditor)
    auditor = one.auditor
    one.decided(decision)
    assert not Audit.objects.visible_to(auditor).exists()
    one.audit.refresh_from_db()
    assert (one.audit.state, one.audit.ended_at) == ("DECIDED", LATER)


def test_the_decision_rests_on_the_finding_and_books_the_reversals_once(one):
    one.conclude(REJECTED, PARTLY)
    decision = one.decided(one.proposed())

    assert (decision.result, short(decision.standing)) == ("short", [("hours", "28")])
    assert one.hours() == 12
    Decision.objects.filter(pk=decision.pk).update(carried_out_at=None)
    carry_out(decision, actor=one.decider, now=LATER)
    assert one.hours() == 12


def test_an_objection_upheld_gives_back_what_was_taken_as_early_as_it_was_known(one):
    before = judged(one.cycle, on=TODAY, known_at=DRAWN_AT)[0].to_json()["requirements"]
    one.conclude(REJECTED, PARTLY)
    decision = one.known(one.decided(one.proposed()), on=LATER.date())
    objection = one.hear(one.object(decision, on=LATER.date()))
    with pytest.raises(FourEyesRequired):
        take_objection(objection=objection, actor=one.auditor, now=LATER)

    instead = {"result": "verified", "adverse": False, "effective_on": LATER.date(), "effect": {}, "articles": []}
    second = one.reconsider(objection, outcome=Objection.Outcome.UPHELD, instead=instead, now=LATER + DAY)

    assert one.hours() == 40
    assert judged(one.cycle, on=TODAY, known_at=LATER + DAY)[0].to_json()["requirements"] == before
    recorded = LedgerEntry.objects.live().filter(registration=one.registration).values_list("details", flat=True)
    assert [details["recorded_on"] for details in recorded] == ["2026-01-15", "2026-01-15"]
    Decision.objects.filter(pk=decision.pk).update(undone_at=None)
    undo(decision, by=second, actor=one.other, now=LATER + DAY)
    assert one.hours() == 40


def test_what_another_reversed_first_is_neither_booked_nor_given_back(one):
    one.conclude(REJECTED, {"verdict": "ACCEPTED"})
    decision = one.proposed()
    reverse_entry(entry=one.courses[0], reason="Teruggetrokken.", actor=None, now=LATER - DAY)
    taken = one.known(one.decided(decision), on=LATER.date())
    objection = one.hear(one.object(taken, on=LATER.date()))
    instead = {"result": "verified", "adverse": False, "effective_on": LATER.date(), "effect": {}, "articles": []}

    one.reconsider(objection, outcome=Objection.Outcome.UPHELD, instead=instead, now=LATER + DAY)

    assert one.hours() == 20


def test_the_office_sends_back_or_calls_off_unless_a_decision_waits(one):
    one.conclude()
    waiting = one.proposed()
    for step in (return_audit, cancel_audit):
        with pytest.raises(AuditMoved):
            step(audit=one.audit, reason="Anders.", actor=one.preparer, now=LATER)
    Decision.objects.filter(pk=waiting.pk).update(state="DROPPED", dropped_because="Anders.")

    assert return_audit(audit=one.audit, reason="Kijk nog eens.", actor=one.preparer, now=LATER).state == "ASSESSING"
    assert cancel_audit(audit=one.audit, reason="Overleden.", actor=one.preparer, now=LATER).state == "CANCELLED"


def test_the_database_keeps_a_term_as_it_ended(one):
    one.hand_in()

    with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
        one.audit.rounds.update(reply_by=date(2027, 1, 1))


def test_where_the_rules_say_so_what_was_not_shown_counts_until_nothing_can_be_done_against_it():
    one = Auditing(version=regulation(waits=("corrected", "short")))
    one.conclude(REJECTED, REJECTED)

    decision = one.known(one.decided(one.proposed()), on=LATER.date())

    assert (decision.result, decision.effect_waits, one.hours()) == ("short", True, 40)
    finish_decisions(today=decision.objection_until + DAY, now=LATER)
    assert one.hours() == 0
