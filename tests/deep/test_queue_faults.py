"""A queue that hands a task out twice, and one that is emptied again and again: nothing lost, nothing twice."""

import random
from threading import Event

import pytest
import redis
from django.conf import settings

from demo.sockets import HOST
from notifications.models import Notice
from notifications.tasks import deliver_notices
from tests.notifications.mail_server import mail_server
from tests.worker.processes import background
from tests.worker.test_delivery_faults import QUICK, end_waits, in_state, reminders

__all__ = ["background"]
pytestmark = [pytest.mark.deep, pytest.mark.worker, pytest.mark.servers, pytest.mark.django_db(transaction=True)]
State = Notice.State


@pytest.fixture
def post():
    with mail_server() as server:
        yield server


def test_a_task_that_outlives_the_visibility_timeout_starts_twice_and_has_its_effect_once(background, post):
    reminders(1)
    post.hold = Event()
    hasty = {"EMAIL_URL": f"smtp://{HOST}:{post.port}", "DJANGO_SETTINGS_MODULE": "tests.worker.hasty"}
    for _ in range(2):
        background.worker(**hasty)

    deliver_notices.delay(notice_ids=[Notice.objects.get().pk])
    background.until(post.receiving.is_set)
    # The first holds the message; the second got the same task, found it taken, and is done with it.
    background.until(lambda: "task_succeeded" in background.logs(), seconds=90)
    assert in_state(State.SENDING) == 1
    post.hold.set()
    background.until(lambda: in_state(State.SENT) == 1)

    assert set(post.ids.values()) == {1}
    assert Notice.objects.get().attempts == 1


def test_a_queue_emptied_at_ten_moments_loses_nothing_and_doubles_nothing(background, post):
    count, emptied = 40, []
    reminders(count)
    background.beat(**QUICK)
    background.worker(EMAIL_URL=f"smtp://{HOST}:{post.port}", concurrency=2)

    with redis.from_url(settings.REDIS_URL) as queue:
        for _ in range(10):
            taken = len(post.mails)
            background.until(
                lambda taken=taken: end_waits() and len(post.mails) > taken + random.randrange(3), seconds=180
            )
            emptied.append(queue.dbsize())
            queue.flushdb()
    background.until(lambda: end_waits() and in_state(State.SENT) == count, seconds=180)

    assert len(emptied) == 10
    assert any(emptied), "the queue was empty each time: nothing was shown"
    assert set(post.ids.values()) == {1}
