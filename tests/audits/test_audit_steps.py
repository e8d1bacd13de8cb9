"""Commitment and draw by a worker: once, whole or not at all, and put back with a reason when it comes to nothing."""

from datetime import timedelta

import pytest
from django.db import transaction

from portfolio.errors.audits import AuditRunMoved
from portfolio.models import Audit, AuditCandidate, AuditRun
from portfolio.services.audits import asking, stepping
from portfolio.services.audits.asking import hand_out_asked
from portfolio.services.audits.committing import ask_commitment
from portfolio.services.audits.drawing import ask_draw
from portfolio.services.audits.preparing import cancel_run
from portfolio.services.audits.stepping import ATTEMPTS, take_step
from register.errors import FourEyesRequired
from register.models import Event
from tests.audits.running import TODAY, Auditing
from tests.factories.register import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=2)


@pytest.fixture
def office():
    office = Auditing()
    for _ in range(5):
        office.join()
    return office


def asked(office, **changes):
    return ask_commitment(run=office.prepare(**changes), actor=office.committer, today=TODAY, now=NOW)


def by_a_worker(run):
    done = take_step(run_id=run.pk, clock=lambda: LATER)
    run.refresh_from_db()
    return done


def test_a_step_is_taken_once_however_often_a_worker_hears_of_it(office):
    run = asked(office)
    assert (run.state, AuditCandidate.objects.count()) == ("COMMITTING", 0)

    assert [by_a_worker(run), by_a_worker(run)] == [True, False]
    assert (run.state, run.committed_by_id, run.committed_at, run.as_of) == (
        "COMMITTED",
        office.committer.user_id,
        LATER,
        TODAY,
    )

    ask_draw(run=run, actor=office.preparer, now=NOW)
    assert [by_a_worker(run), by_a_worker(run)] == [True, False]
    assert (run.state, run.drawn_by_id, Audit.objects.count()) == ("DRAWN", office.preparer.user_id, 1)


def test_who_prepared_a_run_cannot_even_ask_for_its_commitment(office):
    run = office.prepare()
    with pytest.raises(FourEyesRequired):
        ask_commitment(run=run, actor=office.preparer, today=TODAY, now=NOW)


def test_while_a_step_is_asked_nothing_else_is_done_to_the_run(office):
    run = asked(office)
    for refused in (
        lambda: ask_commitment(run=run, actor=office.committer, today=TODAY, now=NOW),
        lambda: ask_draw(run=run, actor=office.preparer, now=NOW),
        lambda: cancel_run(run=run, reason="Toch niet.", actor=office.preparer, now=NOW),
    ):
        with pytest.raises(AuditRunMoved), transaction.atomic():
            refused()


def test_what_the_rules_refuse_is_put_back_with_the_reason_and_told(office):
    run = asked(office, size={"number": 0})

    by_a_worker(run)

    assert (run.state, run.problem, run.as_of, AuditCandidate.objects.count()) == (
        "PREPARED",
        "nothing-to-draw",
        None,
        0,
    )
    assert Event.objects.get(kind="audit-run.stopped").data == {"problem": "nothing-to-draw"}
    assert cancel_run(run=run, reason="Verkeerd plan.", actor=office.preparer, now=NOW).state == "CANCELLED"


def test_a_worker_that_dies_leaves_nothing_and_after_three_the_run_is_put_back(office, monkeypatch):
    run = asked(office)
    sent = []

    def nudge(task, messages, *, expires):
        sent.extend(messages)
        return 1

    monkeypatch.setattr(asking, "nudge", nudge)

    def dies(**_):
        raise KeyboardInterrupt  # as near to kill -9 as a test in one process comes

    monkeypatch.setattr(stepping, "commit_run", dies)
    for _ in range(ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            take_step(run_id=run.pk, clock=lambda: LATER)
        assert hand_out_asked() == 1
    assert sent == [{"run_id": run.pk}] * ATTEMPTS
    by_a_worker(run)
    assert (run.state, run.problem) == ("PREPARED", "audit-step-interrupted")

    monkeypatch.undo()
    again = ask_commitment(run=AuditRun.objects.get(), actor=office.committer, today=TODAY, now=NOW)
    assert by_a_worker(again)
    assert (again.state, again.problem) == ("COMMITTED", "")
