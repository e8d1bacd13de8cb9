"""A decision is known from the day on which the message about it went out to the person, and not before."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from notifications.models import Notice
from notifications.services.hearing import plan_event_notices
from notifications.services.making_known import make_sent_decisions_known
from tests.decisions.committee import Office
from tests.factories.register import NOW

pytestmark = pytest.mark.django_db
LATE = datetime(2026, 1, 15, 23, 30, tzinfo=UTC)  # half past midnight on the 16th in Amsterdam


def made_known() -> int:
    return make_sent_decisions_known(zone=ZoneInfo("Europe/Amsterdam"), now=NOW)


def test_terms_count_from_the_local_day_on_which_the_message_went_out():
    decision = Office().taken()
    plan_event_notices(on=NOW.date(), now=NOW)

    assert made_known() == 0
    Notice.objects.filter(kind="decision-taken").update(state=Notice.State.SENT, sent_at=LATE)
    assert (made_known(), made_known()) == (1, 0)

    decision.refresh_from_db()
    assert (decision.made_known_on.isoformat(), decision.objection_until.isoformat()) == ("2026-01-16", "2026-02-27")


def test_a_message_to_the_office_makes_nothing_known_to_the_person():
    Office().taken()
    plan_event_notices(on=NOW.date(), now=NOW)
    Notice.objects.exclude(kind="decision-taken").update(state=Notice.State.SENT, sent_at=LATE)

    assert made_known() == 0
