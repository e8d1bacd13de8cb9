"""Retention: what was decided and closed a term ago goes, each with an event; a dry run shows what would."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from portfolio.catalogue import UNSETTLED, QuestionState
from portfolio.models import CycleClosing, Evidence
from portfolio.services.evidence import removing
from portfolio.services.evidence.storing import store_file
from register.models import Event
from tests.evidence.desk import stored_keys
from tests.factories.accreditation import EditionFactory
from tests.factories.evidence import EvidenceFactory, MissingAttendanceFactory
from tests.factories.portfolio import ClaimFactory, LedgerEntryFactory
from tests.factories.register import NOW, CycleFactory

pytestmark = pytest.mark.django_db
TERM = timedelta(days=5 * 365)
LATER = NOW + TERM + timedelta(days=2)


def cycle(*, closed_at=NOW):
    made = CycleFactory(starts_on=date(2022, 1, 1), ends_before=date(2026, 1, 1))
    if closed_at:
        CycleClosing.objects.create(
            cycle=made,
            as_of=NOW.date(),
            met=True,
            outcome="full",
            document={},
            regulation_digest="x",
            ledger_position=0,
            closed_at=closed_at,
        )
    return made


def claimed(of, **claim):
    decided = {"state": "REFUSED", "decided_at": NOW, "reason": "Nee."} if not claim.pop("open", False) else {}
    row = ClaimFactory(registration=of.registration, **decided, **claim)
    return EvidenceFactory(person=of.registration.person, claim=row, key=store_file(b"x"))


def asked(of, state=QuestionState.DECLINED, **question):
    edition = EditionFactory(starts_on=date(2025, 5, 12), ends_on=date(2025, 5, 12))
    decided = {"decision": "Nee.", "decided_by": EvidenceFactory().added_by} if state == QuestionState.DECLINED else {}
    row = MissingAttendanceFactory(registration=of.registration, edition=edition, state=state, **decided, **question)
    return EvidenceFactory(person=of.registration.person, missing_attendance=row)


def test_what_was_decided_and_closed_a_term_ago_goes():
    kept = cycle()
    claim, question = claimed(kept), asked(kept)

    assert set(removing.expired_evidence(now=LATER)) == {claim, question}
    assert not removing.expired_evidence(now=NOW + TERM - timedelta(days=2))


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: claimed(cycle(), open=True), id="undecided"),
        pytest.param(lambda: claimed(cycle(closed_at=None)), id="in a cycle that is open"),
        pytest.param(lambda: claimed(cycle(closed_at=NOW + timedelta(days=10))), id="closed later"),
        pytest.param(lambda: claimed(cycle(), performed_on=date(2026, 2, 1)), id="done in the next cycle"),
        pytest.param(lambda: EvidenceFactory(), id="on its own"),
        *(pytest.param(lambda state=state: asked(cycle(), state), id=state) for state in sorted(UNSETTLED)),
    ],
)
def test_anything_else_is_kept(make):
    make()

    assert not removing.expired_evidence(now=LATER)


@pytest.mark.parametrize("state", ["COUNTING", "WITHDRAWN", "REPLACED"])
def test_what_nobody_had_to_decide_goes_a_term_after_its_cycle_was_closed(state):
    of = cycle()
    entry = LedgerEntryFactory(person=of.registration.person) if state == "COUNTING" else None
    evidence = claimed(of, open=True, state=state, entry=entry)

    assert list(removing.expired_evidence(now=LATER)) == [evidence]
    assert not removing.expired_evidence(now=NOW + TERM - timedelta(days=2))


def test_each_removal_is_an_event_and_takes_the_file_along(django_capture_on_commit_callbacks):
    evidence = claimed(cycle())
    staying = claimed(cycle(), open=True)

    with django_capture_on_commit_callbacks(execute=True):
        assert removing.remove_expired_evidence(now=LATER) == 1
        assert removing.remove_expired_evidence(now=LATER) == 0

    assert list(Evidence.objects.all()) == [staying]
    assert stored_keys() == {staying.key}
    event = Event.objects.get(kind="evidence.removed")
    assert (event.subject_uuid, event.person_id, event.actor_id) == (evidence.uuid, evidence.person_id, None)
    assert event.data == {"place": str(evidence.claim.uuid), "reason": "retention"}


def test_the_command_shows_what_would_go_and_removes_only_when_told(capsys, monkeypatch, settings):
    monkeypatch.setattr("portfolio.management.commands.evidence_retention.now", lambda: LATER)
    evidence = claimed(cycle())

    call_command("evidence_retention")
    shown = capsys.readouterr().out
    assert str(evidence.uuid) in shown
    assert "1 would go; nothing was removed" in shown
    assert evidence.file_name not in shown
    assert Evidence.objects.count() == 1
    call_command("evidence_retention", "--remove")
    assert "1 removed" in capsys.readouterr().out
    assert not Evidence.objects.exists()
