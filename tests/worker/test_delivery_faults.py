"""Real workers that die again and again, a broker that is away and comes back empty, a message that kills."""

import random
from datetime import timedelta

import pytest
import redis
from django.conf import settings
from django.db.models import Max

from demo.sockets import HOST
from notifications.models import Notice
from notifications.services.settling import MOST_CRASHES
from register.clock import now, today
from tests.factories.notifications import NoticeFactory
from tests.factories.register import AttributeFactory, CycleFactory, PersonFactory
from tests.notifications.mail_server import mail_server
from tests.worker.broker_line import broker_line

pytestmark = [pytest.mark.worker, pytest.mark.servers, pytest.mark.django_db(transaction=True)]
State = Notice.State
QUICK = {"REMINDER_PLANNING_SECONDS": "3600", "DAILY_SECONDS": "86400", "SWEEP_SECONDS": "1"}
PAST = timedelta(hours=1)


@pytest.fixture
def post():
    with mail_server() as server:
        yield server


def reminders(count, *, like=None, **person):
    """Reminders to as many people, due since this morning."""
    cycle = like
    for number in range(count):
        values = {"regulation": cycle.regulation} if cycle else {}
        cycle = CycleFactory(
            registration__person=PersonFactory(**person),
            starts_on=today() - timedelta(days=900),
            ends_before=today() + timedelta(days=180),
            **values,
        )
        AttributeFactory(registration=cycle.registration, starts_on=cycle.starts_on)
        NoticeFactory(cycle=cycle, due_on=today(), not_before=now() - PAST + timedelta(seconds=number))
    return cycle


def in_state(*states):
    return Notice.objects.filter(state__in=states).count()


def end_waits():
    """The minutes of hand-outs and of waiting are over. Always true."""
    past = now() - timedelta(seconds=1)
    return Notice.objects.filter(state=State.QUEUED).update(handed_until=past, not_before=past) >= 0


def let_time_pass():
    """The minutes of leases are over as well. Only when no worker has anything in hand."""
    Notice.objects.filter(state=State.SENDING).update(lease_until=now() - timedelta(seconds=1))
    end_waits()


def test_workers_killed_again_and_again_lose_nothing_and_double_nothing(background, post):
    count, kills = 24, 2
    reminders(count)
    mail = {"EMAIL_URL": f"smtp://{HOST}:{post.port}"}
    background.beat(**QUICK)
    for _ in range(kills):
        taken = len(post.mails)
        worker = background.worker(**mail)
        background.until(lambda taken=taken: len(post.mails) > taken + random.randrange(4))
        background.kill(worker)
        let_time_pass()

    background.worker(**mail)
    background.until(lambda: end_waits() and in_state(State.SENT, State.UNKNOWN) == count)

    assert in_state(State.UNKNOWN) <= kills
    assert set(post.ids.values()) == {1}
    assert set(Notice.objects.filter(state=State.SENT).values_list("message_id", flat=True)) <= set(post.ids)


def test_a_broker_that_was_away_and_comes_back_empty_costs_no_message(background, post):
    with broker_line(settings.REDIS_URL) as line:
        given = {"REDIS_URL": line.url}
        background.beat(**QUICK, **given)
        background.worker(EMAIL_URL=f"smtp://{HOST}:{post.port}", **given)
        last = reminders(1)
        background.until(lambda: in_state(State.SENT) == 1)

        line.cut()
        reminders(2, like=last)
        earlier = Notice.objects.latest("pk")
        NoticeFactory(cycle=earlier.cycle, milestone="earn:5 months", due_on=today(), not_before=now() - 2 * PAST)
        with redis.from_url(settings.REDIS_URL) as queue:
            queue.flushdb()
        assert in_state(State.QUEUED) == 3
        line.mend()
        background.until(lambda: in_state(State.QUEUED, State.SENDING) == 0, seconds=60)

    assert set(post.ids.values()) == {1}
    assert Notice.objects.aggregate(Max("attempts"))["attempts__max"] == 1
    skipped = Notice.objects.filter(state=State.SKIPPED)
    assert in_state(State.SENT) + skipped.count() == 4


def test_a_message_that_kills_its_worker_is_put_aside_and_the_others_go_on(background, post):
    poison = reminders(1, family_name="Poison")
    reminders(3, like=poison)
    background.beat(**QUICK)
    background.worker(EMAIL_URL=f"smtp://{HOST}:{post.port}", DJANGO_SETTINGS_MODULE="tests.worker.poisoned")

    background.until(lambda: in_state(State.SENT) == 3)
    for crash in range(1, MOST_CRASHES + 1):
        background.until(lambda crash=crash: Notice.objects.filter(state=State.SENDING, attempts=crash).exists())
        let_time_pass()
        background.until(lambda crash=crash: Notice.objects.filter(crashes=crash).exists())
        let_time_pass()

    (parked,) = Notice.objects.exclude(state=State.SENT)
    assert (parked.cycle, parked.state, parked.body) == (poison, State.FAILED, "")
    assert post.ids.total() == 3
