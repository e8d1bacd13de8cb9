"""Who was drawn is reminded of the last day to reply and to repair, for as long as that term runs."""

from datetime import timedelta

import pytest

from notifications.models import Deadline, Notice
from notifications.services.delivery import deliver_notice
from notifications.services.planning import plan_reminders
from portfolio.models import AuditRound
from tests.audits.auditing import LATER, Auditing
from tests.factories.register import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    desk = Auditing()
    desk.cycle.__class__.objects.filter(pk=desk.cycle.pk).update(state="CLOSED")  # an audit is about what is over
    return desk


def planned(kind):
    rows = Notice.objects.filter(kind=f"{kind}-reminder").order_by("id")
    return list(rows.values_list("milestone", "deadline_on", "state", "reason"))


def test_a_week_before_the_last_day_to_reply(desk):
    last = AuditRound.objects.get(audit=desk.audit).reply_by

    for before in (8, 7, 7):
        plan_reminders(on=last - timedelta(days=before), now=NOW)

    assert planned("reply") == [("reply:1 week", last, "QUEUED", "")]
    notice = Notice.objects.get(kind="reply-reminder")
    deliver_notice(notice_id=notice.pk, on=last - timedelta(days=7), clock=lambda: NOW)
    notice.refresh_from_db()
    assert "getrokken voor een steekproef" in notice.body
    assert "/api/v1/audits" in notice.body


def test_more_time_moves_the_reminder_and_a_reply_ends_it(desk):
    term = AuditRound.objects.get(audit=desk.audit)
    first, later = term.reply_by, term.reply_by + timedelta(days=20)
    plan_reminders(on=first - timedelta(days=7), now=NOW)

    AuditRound.objects.filter(pk=term.pk).update(reply_by=later)
    plan_reminders(on=later - timedelta(days=7), now=NOW)
    assert planned("reply") == [
        ("reply:1 week", first, "SKIPPED", "MOVED"),
        ("reply:1 week", later, "QUEUED", ""),
    ]

    AuditRound.objects.filter(pk=term.pk).update(ended_at=LATER)
    plan_reminders(on=later - timedelta(days=7), now=NOW)
    assert planned("reply")[1][2:] == ("SKIPPED", "NO_LONGER_APPLIES")
    assert not Deadline.objects.filter(kind="reply").exists()


def test_a_repair_is_reminded_of_by_its_own_last_day(desk):
    desk.hand_in()
    desk.judge({"verdict": "REJECTED", "reason": "Andere naam."}, {"verdict": "ACCEPTED"})
    desk.repair()
    last = AuditRound.objects.get(audit=desk.audit, ended_at=None).reply_by

    plan_reminders(on=last - timedelta(days=2), now=NOW)

    assert planned("repair") == [
        ("repair:1 week", last, "SKIPPED", "REPLACED"),
        ("repair:2 days", last, "QUEUED", ""),
    ]
