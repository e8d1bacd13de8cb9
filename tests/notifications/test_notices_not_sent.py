"""Notices that help nobody any more when their turn comes: each is skipped, and says why."""

from datetime import date, timedelta

import pytest

from notifications.models import Notice
from register.models import Registration
from tests.factories.notifications import NoticeFactory
from tests.factories.register import StatusChangeFactory
from tests.notifications.steps import TODAY, deliver, earn

pytestmark = pytest.mark.django_db
State = Notice.State


def test_when_everything_is_met_nobody_is_bothered(notice, post):
    earn(notice, 104)
    earn(notice, 80, "accredited", "point")

    assert deliver(notice) == State.SKIPPED
    assert notice.reason == "NOTHING_SHORT"
    assert post.mails == []


@pytest.mark.parametrize("change", ["SUSPENDED", "LEFT", None])
def test_who_left_meanwhile_is_not_reminded(notice, post, change):
    if change:
        StatusChangeFactory(registration=notice.registration, value=change, starts_on=TODAY)
    else:
        Registration.objects.update(ended_before=TODAY)

    assert deliver(notice) == State.SKIPPED
    assert (notice.reason, post.mails) == ("NO_LONGER_APPLIES", [])


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"state": "CLOSED"}, "NO_LONGER_APPLIES"), ({"ends_before": date(2027, 9, 1)}, "MOVED")],
)
def test_a_cycle_that_closed_or_moved_meanwhile_is_not_announced(notice, post, change, reason):
    type(notice.cycle).objects.update(**change)

    assert deliver(notice) == State.SKIPPED
    assert (notice.reason, post.mails) == (reason, [])


def test_an_address_that_was_removed_meanwhile_is_no_reason_to_fail(notice, post):
    type(notice.person).objects.update(email="")

    assert deliver(notice) == State.SKIPPED
    assert notice.reason == "NO_ADDRESS"


def test_a_reminder_that_waited_too_long_is_not_sent_after_the_deadline(notice, post):
    assert deliver(notice, on=notice.deadline_on + timedelta(days=1)) == State.SKIPPED
    assert notice.reason == "DEADLINE_PASSED"


def test_a_reminder_that_waited_until_the_next_one_came_gives_way_to_it(notice, post):
    later = NoticeFactory(cycle=notice.cycle, milestone="earn:1 month", due_on=date(2027, 1, 28))

    assert deliver(notice, on=date(2027, 1, 28)) == State.SKIPPED
    assert notice.reason == "REPLACED"
    assert deliver(later, on=date(2027, 1, 28)) == State.SENT
    assert len(post.mails) == 1
