"""Fifteen workers killed while they send: every notice is there once, but for what is marked as not known."""

import random
import time

import pytest

from demo.sockets import HOST
from notifications.models import Notice
from register.clock import now
from tests.notifications.mail_server import mail_server
from tests.worker.test_delivery_faults import PAST, QUICK, end_waits, in_state, let_time_pass, reminders

pytestmark = [pytest.mark.deep, pytest.mark.worker, pytest.mark.servers, pytest.mark.django_db(transaction=True)]
State = Notice.State
KILLS, COUNT, SENDERS = 15, 600, 2
QUIET_SECONDS = 0.4  # a worker is killed within so long after its first message


def ids_in(state):
    return set(Notice.objects.filter(state=state).values_list("message_id", flat=True))


def test_fifteen_killed_workers_lose_nothing_and_double_nothing_but_what_is_marked_unknown(background, record_property):
    chance = random.Random(15)
    reminders(COUNT)
    with mail_server() as post:
        mail = {"EMAIL_URL": f"smtp://{HOST}:{post.port}"}
        background.beat(**QUICK)
        in_hand = set()
        for _ in range(KILLS):
            taken = len(post.mails)
            worker = background.worker(concurrency=SENDERS, **mail)
            background.until(lambda taken=taken: end_waits() and len(post.mails) > taken, seconds=180)
            time.sleep(chance.random() * QUIET_SECONDS)
            background.kill(worker)
            in_hand |= set(Notice.objects.filter(state=State.SENDING).values_list("pk", "attempts"))
            let_time_pass()
        before_the_last = len(post.mails)
        assert in_hand, "nobody had anything in hand: nothing was shown"
        assert before_the_last < COUNT, "all was sent before the last kill: not every kill was one"

        background.worker(concurrency=SENDERS, **mail)
        background.until(lambda: end_waits() and in_state(State.SENT, State.UNKNOWN) == COUNT, seconds=300)
        unknown = ids_in(State.UNKNOWN)
        arrived = {one for one in unknown if post.ids[one]}
        lost = ids_in(State.SENT) - set(post.ids)
        doubled = [one for one, times in post.ids.items() if times > 1]
        assert (lost, doubled) == (set(), [])
        assert len(unknown) <= KILLS * SENDERS

        Notice.objects.filter(state=State.UNKNOWN).update(not_before=now() - PAST)  # the hours of holding are over
        background.until(lambda: end_waits() and in_state(State.SENT) == COUNT, seconds=120)

        assert set(post.ids) == ids_in(State.SENT)
        assert {one for one, times in post.ids.items() if times > 1} == arrived
        assert max(post.ids.values()) <= 2
    for name, value in {
        "notices": COUNT,
        "kills": KILLS,
        "sent before the last kill": before_the_last,
        "in hand when killed": len(in_hand),
        "marked unknown": len(unknown),
        "of those, arrived": len(arrived),
        "lost": len(lost),
        "doubled before the hold was over": len(doubled),
    }.items():
        record_property(name, value)
        print(f"{name}: {value}")
