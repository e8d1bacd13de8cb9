"""Terms that end during an outage run on to the next working day, and whoever has one is told."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from portfolio.models import AuditRound
from portfolio.services.outages import lengthen_terms
from register.models import Event
from tests.audits.auditing import Auditing
from tests.decisions.committee import TODAY, Office
from tests.factories.register import NOW
from tests.renewals.renewing import Renewing

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def next_working_day(day: date) -> date:
    day += DAY
    while day.weekday() > 4:
        day += DAY
    return day


def decided():
    office = Office()
    return office.known(office.taken())


def test_an_objection_after_an_outage_on_the_last_day_is_in_time():
    office = Office()
    decision = office.known(office.taken())
    last = decision.objection_until

    assert lengthen_terms(first=last, last=last, now=NOW) == 1
    assert lengthen_terms(first=last, last=last, now=NOW) == 0

    decision.refresh_from_db()
    assert decision.objection_until == next_working_day(last)
    assert not office.object(decision, on=decision.objection_until).late
    told = Event.objects.get(kind="decision.term-lengthened")
    assert told.person_id == decision.registration.person_id


def test_a_term_that_ends_on_another_day_stays():
    decision = decided()
    last = decision.objection_until

    assert lengthen_terms(first=last - 5 * DAY, last=last - DAY, now=NOW) == 0
    assert lengthen_terms(first=last + DAY, last=last + 5 * DAY, now=NOW) == 0


def test_an_intended_decision_a_renewal_and_an_audit_wait_too():
    office = Office()
    intended = office.intend(office.prepare(adverse=True))
    renewal = Renewing().open()
    asked = AuditRound.objects.get(audit=Auditing().audit)

    for row, field in ((intended, "view_until"), (renewal, "submit_by"), (asked, "reply_by")):
        last = getattr(row, field)
        assert lengthen_terms(first=last, last=last, now=NOW) >= 1
        row.refresh_from_db()
        assert getattr(row, field) > last


def test_what_was_answered_before_the_outage_is_left_alone():
    one = Auditing()
    handed_in = one.hand_in()
    last = AuditRound.objects.get(audit=handed_in).reply_by

    assert lengthen_terms(first=last, last=last, now=NOW) == 0


def test_whose_objection_was_decided_is_not_told_of_more_time():
    office = Office()
    decision = office.known(office.taken())
    office.reconsider(office.hear(office.object(decision)))
    decision.refresh_from_db()
    assert decision.state == "FINAL"

    assert lengthen_terms(first=decision.objection_until, last=decision.objection_until, now=NOW) == 0


def test_an_outage_that_is_still_to_come_is_refused():
    with pytest.raises(CommandError, match="still to come"):
        call_command("lengthen_terms", TODAY.isoformat(), "2999-01-01")
