"""Planners and deliverers that meet, with real threads and real commits."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from demo.sockets import HOST
from notifications.channels.email import EmailChannel
from notifications.channels.interface import Channel, Lane
from notifications.models import Notice
from notifications.services import delivery
from notifications.services.delivery import deliver_notice
from notifications.services.handing_out import hand_out_due
from notifications.services.hearing import plan_event_notices
from notifications.services.pacing import take_turn
from notifications.services.planning import plan_reminders
from portfolio.services.claims.deciding import decide_claim
from register.access import Actor
from tests.factories.notifications import NoticeFactory
from tests.factories.portfolio import ClaimFactory
from tests.factories.register import NOW, AttributeFactory, CycleFactory, UserFactory
from tests.notifications.mail_server import mail_server

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 8, 28)
AT_ONCE = 4


@pytest.fixture
def post(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, server.port
        yield server


def at_once(work):
    """Run the same work in several threads that start together; each on a connection of its own."""
    start = Barrier(AT_ONCE)

    def run(_):
        try:
            start.wait(timeout=10)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(run, range(AT_ONCE)))


def nurses(count):
    cycles = CycleFactory.create_batch(count)
    for cycle in cycles:
        AttributeFactory(registration=cycle.registration)
    return cycles


def test_planners_that_meet_write_each_notice_once():
    nurses(40)

    for _ in range(25):
        Notice.objects.all().delete()
        assert sum(at_once(lambda: plan_reminders(on=TODAY, now=NOW))) == 40
        assert Notice.objects.count() == 40


def test_of_deliverers_that_meet_one_sends(post):
    notices = [NoticeFactory(cycle=cycle) for cycle in nurses(5)]

    for notice in notices:
        states = at_once(lambda pk=notice.pk: deliver_notice(notice_id=pk, on=TODAY, clock=lambda: NOW))
        assert Counter(states) == {Notice.State.SENT: 1, None: AT_ONCE - 1}

    assert post.ids == {notice.message_id: 1 for notice in notices}


def test_sweeps_that_meet_hand_out_each_notice_once():
    notices = [NoticeFactory(cycle=cycle) for cycle in nurses(30)]

    handed = at_once(lambda: hand_out_due(now=NOW, limit=10))

    ids = [each for batches in handed for batch in batches for each in batch]
    assert len(ids) == len(set(ids))
    assert set(ids) <= {notice.pk for notice in notices}


def test_of_deliverers_that_ask_at_the_same_moment_no_more_get_a_turn_than_there_are():
    lane = Lane("email:big.example", 7)

    granted = at_once(lambda: [take_turn(lane=lane, now=NOW) for _ in range(5)].count(None))

    assert sum(granted) == 7


def test_what_is_about_to_leave_is_committed_and_no_transaction_is_open_meanwhile(monkeypatch):
    (cycle,) = nurses(1)
    notice = NoticeFactory(cycle=cycle)
    seen = []

    class Watching(EmailChannel):
        line = Channel.line

        def send(self, message):
            with ThreadPoolExecutor(1) as elsewhere:
                seen.append((connection.in_atomic_block, elsewhere.submit(_stored).result()))

    monkeypatch.setattr(delivery, "channel_named", lambda name: Watching())
    deliver_notice(notice_id=notice.pk, on=TODAY, clock=lambda: NOW)

    notice.refresh_from_db()
    assert seen == [(False, ("SENDING", notice.body))]
    assert notice.body


def _stored():
    """The row as another connection sees it."""
    try:
        return Notice.objects.values_list("state", "body").get()
    finally:
        connection.close()


def test_planners_that_meet_tell_of_each_event_once():
    for _ in range(20):
        claim = ClaimFactory()
        assessor = Actor(user_id=UserFactory().pk)
        decide_claim(claim=claim, granted=True, quantity=None, reason="", decided_by=assessor, now=NOW)

    planned = at_once(lambda: plan_event_notices(on=TODAY, now=NOW))

    assert sum(planned) == Notice.objects.count() == 20
