"""What goes wrong around a decision: the last minute, the end of a year, a leap day, a crash before the letter."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from notifications.models import Notice
from notifications.services import delivery
from notifications.services.handing_out import settle_expired_leases
from notifications.services.hearing import plan_event_notices
from notifications.services.making_known import make_sent_decisions_known
from notifications.services.settling import LEASE
from portfolio.services.decisions import deciding
from portfolio.services.decisions.becoming_final import finish_decisions
from portfolio.services.decisions.letters import letter
from portfolio.services.decisions.trail import broken_links
from register import clock
from register.models import User
from tests.conftest import client_of
from tests.decisions.committee import TODAY, Office
from tests.factories.register import NOW

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo(settings.REGISTER_TIME_ZONE)


@pytest.fixture
def office():
    return Office()


@pytest.mark.parametrize(
    ("known", "last"),
    [
        (date(2026, 1, 15), date(2026, 2, 26)),  # winter: midnight is 23:00 UTC
        (date(2026, 2, 17), date(2026, 3, 31)),  # two days after summer time began: 22:00 UTC
        (date(2026, 2, 15), date(2026, 3, 30)),  # the 29th, on which the clocks go forward, is a Sunday
        (date(2026, 11, 19), date(2026, 12, 31)),  # the last minute of the year
        (date(2028, 1, 18), date(2028, 2, 29)),  # a leap day
    ],
)
@pytest.mark.parametrize(("seconds", "late"), [(-1, False), (0, True)])
def test_the_last_second_of_the_last_day_is_in_time_and_the_next_is_not(
    office, monkeypatch, known, last, seconds, late
):
    decision = office.known(office.taken(effect={}), on=known)
    assert decision.objection_until == last
    midnight = datetime.combine(last + timedelta(days=1), datetime.min.time(), ZONE)
    monkeypatch.setattr(clock.timezone, "now", lambda: (midnight + timedelta(seconds=seconds)).astimezone(UTC))
    person = client_of(User.objects.get(pk=office.person.user_id))

    answer = person.post(f"/api/v1/registration-decisions/{decision.uuid}/objections", {"grounds": "Te streng."})

    assert (answer.status_code, answer.json()["late"]) == (201, late)


def test_nothing_becomes_final_before_the_last_second_is_over(office):
    decision = office.known(office.taken(effect={}))

    assert finish_decisions(today=decision.objection_until, now=NOW) == 0
    assert finish_decisions(today=decision.objection_until + timedelta(days=1), now=NOW) == 1


def test_a_crash_while_a_decision_is_taken_leaves_nothing_of_it(office, monkeypatch):
    ready = office.answer(office.intend(office.prepare()))
    carry_out = deciding.carry_out

    def power_cut(*given, **named):
        carry_out(*given, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(deciding, "carry_out", power_cut)
    with pytest.raises(KeyboardInterrupt):
        office.take(ready)
    monkeypatch.undo()

    ready.refresh_from_db()
    assert (ready.state, ready.documents.filter(kind="DECIDED").count()) == ("INTENDED", 0)
    assert not office.registration.status_changes.exists()
    office.take(ready)
    assert list(broken_links(office.registration.register)) == []


def test_a_crash_between_decision_and_letter_loses_neither_and_no_term_runs_meanwhile(office, monkeypatch):
    decision = office.taken(effect={})
    plan_event_notices(on=TODAY, now=NOW)
    mine = Notice.objects.get(kind="decision-taken")

    def power_cut(*given, **named):
        raise KeyboardInterrupt

    monkeypatch.setattr(delivery, "_write", power_cut)
    with pytest.raises(KeyboardInterrupt):
        delivery.deliver_notice(notice_id=mine.pk, on=TODAY, clock=lambda: NOW)
    monkeypatch.undo()

    years_later = date(2030, 1, 1)
    assert make_sent_decisions_known(zone=ZONE, now=NOW) == 0
    assert finish_decisions(today=years_later, now=NOW) == 0
    decision.refresh_from_db()
    assert (decision.state, decision.objection_until) == ("DECIDED", None)
    assert letter(decision.documents.get(kind="DECIDED"), language="nl")[:5] == b"%PDF-"

    settle_expired_leases(now=NOW + LEASE + timedelta(seconds=1))
    mine.refresh_from_db()
    assert mine.state == Notice.State.QUEUED  # the next run sends it, and from then on the term runs
    assert Notice.objects.filter(kind="decision-taken").count() == 1
