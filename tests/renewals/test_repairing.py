"""Conditions with a day: met, they are lifted by rule; not met, people hear of it and nothing changes by itself."""

from datetime import UTC, date, datetime

import pytest

from portfolio.errors.renewals import NothingToRepair
from portfolio.models import Decision
from portfolio.services.renewals.repairing import propose_after_repair, watch_repairs
from portfolio.services.renewals.telling import tell_of_decisions_by_rule
from register.models import Event
from register.selectors import status_on
from tests.factories.register import CycleFactory
from tests.renewals.renewing import AFTER, ENDS, Renewing

pytestmark = pytest.mark.django_db
LAST = date(2027, 3, 10)  # a year after the day on which it took effect
NEXT = datetime(2027, 3, 11, 5, 0, tzinfo=UTC)


@pytest.fixture
def renewing():
    """Thirty hours of forty: renewed on condition that ten more are there in a year."""
    one = Renewing(hours=30)
    one.condition = one.decided(one.propose())
    CycleFactory(
        registration=one.registration, regulation=one.cycle.regulation, starts_on=ENDS, ends_before=date(2031, 3, 1)
    )
    return one


def watch(day=NEXT):
    return watch_repairs(on=day.date(), now=day)


def told(kind):
    return Event.objects.filter(kind=kind).count()


def test_the_condition_says_its_day_and_is_not_judged_before_it_is_over(renewing):
    assert renewing.condition.effect["repairBy"] == LAST.isoformat()

    assert watch(datetime(2027, 3, 10, 5, 0, tzinfo=UTC)) == 0
    assert status_on(renewing.registration, on=LAST) == "CONDITIONAL"


@pytest.mark.parametrize("on", [date(2024, 6, 1), date(2026, 9, 1), LAST], ids=["found later", "earned", "last day"])
def test_what_was_missing_lifts_the_condition_by_rule_and_once(renewing, on):
    renewing.add(10, on=on)

    assert (watch(), watch()) == (1, 0)

    lifted = Decision.objects.get(result="lifted")
    assert (lifted.by_rule, lifted.adverse, lifted.state) == (True, False, "DECIDED")
    assert status_on(renewing.registration, on=NEXT.date()) == "REGISTERED"
    assert (told("decision.repaired"), told("decision.repair-missed")) == (1, 0)


@pytest.mark.parametrize(("hours", "on"), [(9, LAST), (10, NEXT.date())], ids=["too little", "too late"])
def test_what_is_still_missing_is_put_before_people_once_and_nothing_changes(renewing, hours, on):
    renewing.add(hours, on=on)

    assert (watch(), watch()) == (1, 0)

    assert told("decision.repair-missed") == 1
    assert status_on(renewing.registration, on=NEXT.date()) == "CONDITIONAL"
    assert Decision.objects.count() == 1


def test_what_follows_is_prepared_by_one_taken_by_another_and_the_person_is_heard(renewing):
    watch()
    moment = {"today": NEXT.date(), "now": NEXT}

    proposal = propose_after_repair(decision=renewing.condition, actor=renewing.preparer, **moment)

    assert (proposal.adverse, proposal.prepared_by_id) == (True, renewing.preparer.user_id)
    assert [one["value"] for one in proposal.effect["statuses"]] == ["IN_GRACE", "LAPSED"]
    renewing.take(renewing.answer(renewing.intend(proposal, on=NEXT.date())), **moment)
    assert status_on(renewing.registration, on=date(2027, 6, 11)) == "LAPSED"


def test_nothing_is_proposed_while_it_can_still_be_repaired(renewing):
    with pytest.raises(NothingToRepair):
        propose_after_repair(decision=renewing.condition, actor=renewing.preparer, today=LAST, now=AFTER)


def test_a_condition_that_was_replaced_is_not_watched(renewing):
    better = renewing.prepare(result="full", adverse=False, effect={}, replaces=renewing.condition, now=AFTER)
    renewing.take(better, now=AFTER)

    assert watch() == 0


def test_the_office_hears_of_decisions_by_rule_as_one_number_a_day(renewing):
    renewing.add(10)
    watch()
    tomorrow = datetime(2027, 3, 12, 5, 0, tzinfo=UTC)

    assert tell_of_decisions_by_rule(on=NEXT.date(), now=NEXT) == 0  # the day is not over
    assert [tell_of_decisions_by_rule(on=tomorrow.date(), now=tomorrow) for _ in range(2)] == [1, 0]

    assert Event.objects.get(kind="register.decided-by-rule").data["decided"] == 1
    assert told("decision.taken-by-rule") == 1
