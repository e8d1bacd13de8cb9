"""Straightforward renewals in bulk: by rule, never what burdens, a sample for people, resumed where it stopped."""

import pytest

from portfolio.models import Decision, Renewal
from portfolio.services.ledger import reverse_entry
from portfolio.services.renewals import by_rule
from portfolio.services.renewals.by_rule import decide_renewals, hand_out_renewals
from tests.factories.register import NOW
from tests.renewals.renewing import TODAY, Renewing, regulation

pytestmark = pytest.mark.django_db


def ids():
    return list(Renewal.objects.order_by("pk").values_list("pk", flat=True))


def run():
    return decide_renewals(renewal_ids=ids(), on=TODAY, now=NOW)


def test_what_meets_everything_is_renewed_without_people():
    asked = Renewing().submit()

    assert run() == 1

    decision = Decision.objects.get(matter=asked.uuid)
    assert (decision.result, decision.by_rule, decision.decided_by_id, decision.state) == (
        "full",
        True,
        None,
        "DECIDED",
    )
    assert decision.documents.count() == 1
    asked.refresh_from_db()
    assert asked.state == "DECIDED"


@pytest.mark.parametrize(
    ("hours", "asked", "reason"),
    [
        (12, {"motivation": "Ziek."}, "REQUEST"),
        (40, {"motivation": "Let op mijn adres."}, "REQUEST"),
        (40, {"today": TODAY.replace(month=3), "now": NOW.replace(month=3)}, "LATE"),
    ],
)
def test_what_asks_for_a_look_is_left_to_people(hours, asked, reason):
    Renewing(hours=hours).submit(**asked)

    assert run() == 0
    assert Renewal.objects.get().for_people == reason
    assert not Decision.objects.exists()


def test_what_turns_out_short_is_left_to_people_and_never_refused_by_rule():
    one = Renewing()
    asked = one.submit()
    reverse_entry(entry=one.registration.ledger_entries.get(), reason="Dubbel.", actor=None, now=NOW)

    assert run() == 0
    asked.refresh_from_db()
    assert (asked.state, asked.for_people) == ("SUBMITTED", "OUTCOME")


def test_a_sample_is_kept_for_people_and_stays_the_same():
    version = regulation(sampled=50)
    for _ in range(12):
        Renewing(version=version).submit()

    decided = run()
    kept = Renewal.objects.filter(for_people="SAMPLE", state="SUBMITTED").count()

    assert 0 < kept < 12
    assert decided + kept == 12
    assert run() == 0


def test_only_what_may_be_straightforward_is_handed_out(monkeypatch):
    sent = []
    monkeypatch.setattr(by_rule, "nudge", lambda task, messages, expires: sent.extend(messages))
    asked = Renewing().submit()
    Renewing().submit(motivation="Ziek.")

    assert hand_out_renewals() == 1
    assert sent == [{"renewal_ids": [asked.pk]}]


def test_stopped_half_way_and_resumed_each_is_decided_once(monkeypatch):
    for _ in range(4):
        Renewing().submit()
    taking, taken = by_rule.take_held, []

    def power_cut(decision, **given):
        if len(taken) == 2:
            raise KeyboardInterrupt
        taken.append(taking(decision, **given))

    monkeypatch.setattr(by_rule, "take_held", power_cut)
    with pytest.raises(KeyboardInterrupt):
        run()
    assert Renewal.objects.filter(state="DECIDED").count() == 2
    assert Decision.objects.count() == 2  # of the third nothing is left

    monkeypatch.undo()
    assert run() == 2
    assert Decision.objects.filter(state="DECIDED").count() == Renewal.objects.filter(state="DECIDED").count() == 4
