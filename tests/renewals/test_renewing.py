"""Renewals: opened by schedule, asked for in time, proposed by the matrix of the version that judges, two decide."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from portfolio.catalogue.renewals import RENEWALS, RenewalAction, RenewalState
from portfolio.errors import OwnDossier
from portfolio.errors.renewals import RenewalForPeople, RenewalMoved, StillToEarn
from portfolio.models import Decision, LedgerEntry, Renewal
from portfolio.services.closings import close_cycles_of
from portfolio.services.renewals.moving import move
from portfolio.services.renewals.opening import lapse_renewals, open_renewals
from portfolio.services.renewals.submitting import (
    complete_renewal,
    return_renewal,
    withdraw_renewal,
)
from register.errors import FourEyesRequired, InvalidInput
from register.models import Cycle, Event, StatusChange
from register.rules.periods import Length
from register.rules.procedure import Proposal
from register.selectors import status_on
from tests.factories.register import NOW
from tests.renewals.renewing import AFTER, ENDS, TODAY, Renewing, regulation

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
DECIDED_ON = AFTER.date()


@pytest.fixture
def one():
    return Renewing()


def test_a_renewal_opens_twelve_weeks_before_the_end_once_and_tells_so(one):
    assert open_renewals(on=ENDS - timedelta(weeks=12) - DAY, now=NOW) == 0
    assert open_renewals(on=ENDS - timedelta(weeks=12), now=NOW) == 1
    assert open_renewals(on=TODAY, now=NOW) == 0

    renewal = Renewal.objects.get()
    assert (renewal.state, renewal.submit_by) == ("OPENED", ENDS - DAY)
    assert Event.objects.filter(kind="renewal.opened", subject_uuid=renewal.uuid).count() == 1


def test_nothing_opens_for_who_left(one):
    one.registration.__class__.objects.update(ended_before=TODAY)

    assert open_renewals(on=TODAY, now=NOW) == 0


def test_every_declaration_is_asked_and_a_reason_from_who_is_short():
    one = Renewing(hours=12)

    with pytest.raises(InvalidInput) as refused:
        one.submit(declared=["unheard-of"])

    said = [(problem.location, problem.code) for problem in refused.value.fields]
    assert said == [("#/declared", "not-declared"), ("#/declared", "unknown"), ("#/motivation", "required")]
    assert one.submit(motivation="Ik was ziek.").for_people == "REQUEST"


@pytest.mark.parametrize(("minutes", "in_time"), [(-1, True), (0, False)])
def test_it_is_in_time_until_the_last_minute_of_the_last_day_of_the_register(one, minutes, in_time):
    renewal = one.open()
    midnight = AFTER.replace(day=1, hour=0, tzinfo=ZoneInfo("Europe/Amsterdam")) + timedelta(minutes=minutes)

    asked = one.submit(renewal, today=midnight.date(), now=midnight)

    assert (asked.in_time, asked.for_people) == (in_time, "" if in_time else "LATE")


def test_while_it_waits_the_registration_goes_on_past_its_end(one):
    asked = one.submit()

    assert lapse_renewals(on=DECIDED_ON, now=AFTER) == 0
    close_cycles_of(registration_id=one.registration.pk, on=DECIDED_ON, now=AFTER)

    asked.refresh_from_db()
    assert asked.state == "SUBMITTED"
    assert status_on(one.registration, on=DECIDED_ON) == "REGISTERED"
    assert Cycle.objects.filter(registration=one.registration, starts_on=ENDS).exists()


def test_what_nobody_asked_for_lapses_and_decides_nothing(one):
    renewal = one.open()

    assert lapse_renewals(on=ENDS - DAY, now=NOW) == 0
    assert (lapse_renewals(on=ENDS, now=NOW), lapse_renewals(on=ENDS, now=NOW)) == (1, 0)

    renewal.refresh_from_db()
    assert renewal.state == "LAPSED"
    assert not Decision.objects.exists()
    assert not StatusChange.objects.exists()
    assert one.submit(renewal, today=ENDS, now=AFTER).in_time is False  # who is late is heard as well


def test_what_is_supplemented_stays_in_time(one):
    asked = one.submit()
    returned = return_renewal(renewal=asked, reason="Het diploma ontbreekt.", actor=one.preparer, today=TODAY, now=NOW)
    assert returned.supplement_until == TODAY + timedelta(weeks=4)

    again = one.submit(returned, today=DECIDED_ON, now=AFTER)

    assert (again.in_time, again.submitted_at) == (True, asked.submitted_at)


@pytest.mark.parametrize(
    ("hours", "result", "adverse", "statuses"),
    [
        (40, "full", False, []),
        (31, "conditional", True, [("registration", "CONDITIONAL", DECIDED_ON)]),
        (21, "shorter", True, [("registration", "LAPSED", date(2028, 3, 10))]),
        (11, "annotated", True, [("annotation:some", "HELD", DECIDED_ON)]),
        (0, "refused", True, [("registration", "IN_GRACE", DECIDED_ON), ("registration", "LAPSED", date(2026, 6, 10))]),
    ],
)
def test_each_outcome_leads_to_what_the_matrix_proposes(hours, result, adverse, statuses):
    one = Renewing(hours=hours)

    decision = one.decided(one.propose())

    assert (decision.result, decision.adverse, decision.question) == (result, adverse, "RENEWAL")
    assert decision.standing["cycle"]["until"] == ENDS.isoformat()  # of the cycle it is about, though that is over
    rows = StatusChange.objects.filter(ground=decision.uuid).order_by("starts_on")
    assert list(rows.values_list("axis", "value", "starts_on")) == statuses
    assert Renewal.objects.get(uuid=decision.matter).state == "DECIDED"
    if result == "conditional":
        assert decision.effect["repairBy"] == "2027-03-10"


def test_a_shorter_term_is_renewed_again_at_its_own_end():
    one = Renewing(hours=21)
    one.decided(one.propose())
    close_cycles_of(registration_id=one.registration.pk, on=DECIDED_ON, now=AFTER)
    later = AFTER.replace(year=2028, month=1)
    one.add(60, on=date(2027, 1, 1))

    assert open_renewals(on=later.date(), now=later) == 1
    renewal = Renewal.objects.exclude(state="DECIDED").get()
    assert renewal.submit_by == date(2028, 3, 9)
    asked = one.submit(renewal, today=later.date(), now=later)
    complete_renewal(renewal=asked, actor=one.preparer, now=later)
    one.take(one.propose(asked, today=later.date(), now=later), today=later.date(), now=later)

    one.registration.refresh_from_db()
    assert one.registration.ended_before is None
    assert status_on(one.registration, on=date(2029, 1, 1)) == "REGISTERED"
    assert open_renewals(on=later.date(), now=later) == 0


def test_a_refusal_waits_where_the_rules_say_so():
    one = Renewing(hours=0, version=regulation(waits=("refused",)))

    decision = one.decided(one.propose())

    assert decision.effect_waits
    assert not StatusChange.objects.exists()


def test_nobody_falls_short_before_the_last_day():
    one = Renewing(hours=0)

    with pytest.raises(StillToEarn):
        one.propose(today=TODAY, now=NOW)


def test_where_the_matrix_says_nothing_people_do():
    one = Renewing(hours=31, version=regulation(proposals=[{"outcome": "met", "grants": "full"}]))
    asked = one.complete()

    with pytest.raises(RenewalForPeople):
        one.propose(asked)
    temporary = Proposal("narrowly", "temporary", Length.parse("1 year"))
    decision = one.propose(asked, instead=temporary, reasons="Bijzondere omstandigheden.")

    assert (decision.result, decision.reasons) == ("temporary", "Bijzondere omstandigheden.")


def test_two_people_and_never_the_person_itself(one):
    decision = one.propose()

    with pytest.raises(FourEyesRequired):
        one.take(decision, actor=one.preparer)
    with pytest.raises(OwnDossier):
        complete_renewal(renewal=Renewal.objects.get(), actor=one.person, now=NOW)


def test_what_is_withdrawn_is_not_decided(one):
    asked = one.complete()
    decision = one.propose(asked)
    withdraw_renewal(renewal=asked, actor=one.person, now=AFTER)

    with pytest.raises(RenewalMoved):
        one.take(decision, today=DECIDED_ON, now=AFTER)
    decision.refresh_from_db()
    assert decision.state == "PREPARED"


def test_a_chosen_start_is_a_declaration_that_goes_with_the_request(one):
    asked = one.submit(starts_now=True)

    entry = LedgerEntry.objects.get(kind="declaration")
    assert (entry.code, entry.effective_on, entry.validation) == ("start-now", TODAY, "SELF_DECLARED")
    close_cycles_of(registration_id=one.registration.pk, on=TODAY + DAY, now=NOW)
    assert Cycle.objects.filter(registration=one.registration, starts_on=TODAY).exists()

    withdraw_renewal(renewal=asked, actor=one.person, now=NOW)
    assert LedgerEntry.objects.filter(reverses=entry).exists()


def test_a_new_version_while_it_waits_changes_neither_what_counts_nor_what_is_proposed():
    one = Renewing(hours=31)
    asked = one.complete()
    strict = [{"outcome": "narrowly", "grants": "refused", "status": "struck-off"}]
    newer = regulation(since="2026-02-01", proposals=strict, waits=("conditional",))
    assert one.cycle.regulation != newer

    decision = one.propose(asked)

    assert decision.result == "conditional"
    assert decision.standing["regulation"]["digest"] == one.cycle.regulation.digest
    # In which terms and in whose name it is decided says the version of the day.
    assert (decision.regulation, decision.effect_waits) == (newer, True)


@pytest.mark.parametrize("action", list(RenewalAction))
@pytest.mark.parametrize("state", list(RenewalState))
def test_a_renewal_moves_by_the_table_and_not_otherwise(one, state, action):
    renewal = one.open()
    asked = {"submitted_at": NOW, "in_time": True, "decide_by": TODAY, "completed_at": NOW}
    free = {"supplement_until": TODAY, "returned_because": "Meer."}
    values = asked | free if state not in ("OPENED", "SUBMITTED", "RETURNED") else free
    if state in ("SUBMITTED", "RETURNED"):
        values = asked | free | {"completed_at": None}
    Renewal.objects.filter(pk=renewal.pk).update(state=state, **values)
    step = RENEWALS[action]

    if state not in step.sources:
        with pytest.raises(RenewalMoved):
            move(renewal, action, actor=None, now=NOW)
        return
    move(
        renewal, action, actor=None, now=NOW, **(asked | free | {"completed_at": NOW if action == "complete" else None})
    )
    renewal.refresh_from_db()
    assert renewal.state == step.target
