"""Two minutes of everybody doing everything, with workers that are killed: what held before holds afterwards."""

import random
import re
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connections

from demo.sockets import HOST
from notifications.models import Notice
from register.clock import now
from tests.api.permission_matrix import MATRIX
from tests.api.test_permissions import ask
from tests.api.world import make_world
from tests.notifications.mail_server import mail_server
from tests.worker.processes import background

__all__ = ["background"]
pytestmark = [pytest.mark.deep, pytest.mark.worker, pytest.mark.servers, pytest.mark.django_db(transaction=True)]
SECONDS, ASKERS, KILL_EVERY = 120, 4, 20
QUICK = {"REMINDER_PLANNING_SECONDS": "5", "DAILY_SECONDS": "15", "SWEEP_SECONDS": "1"}


def broken() -> dict[str, str]:
    """What doctor says does not hold."""
    said = StringIO()
    with suppress(SystemExit):
        call_command("doctor", "--standings", "1000", stdout=said)
    assert said.getvalue()
    return dict(re.findall(r"^  BROKEN  ([\w-]+): (.*)$", said.getvalue(), re.MULTILINE))


def keep_asking(world, seed: int, until: float) -> Counter:
    """Requests in a random order, each by somebody who may do it; what was answered, by status."""
    draw, answered = random.Random(seed), Counter()
    lines = [line for line in MATRIX if min(line.statuses) < 300]
    try:
        while time.monotonic() < until:
            line = draw.choice(lines)
            roles = line.statuses[min(line.statuses)].replace("*", "member").split()
            answered[ask(world, line, draw.choice(roles)).status_code] += 1
    finally:
        connections.close_all()
    return answered


def test_what_held_before_a_mixed_load_holds_after_it(background, capsys):
    world, kills = make_world(), 0
    before = broken()
    world.client("member").get("/healthz")  # the first request loads what all others share
    with mail_server() as post:
        mail = {"EMAIL_URL": f"smtp://{HOST}:{post.port}"}
        background.beat(**QUICK)
        worker = background.worker(concurrency=2, **mail)
        end = time.monotonic() + SECONDS
        with ThreadPoolExecutor(ASKERS) as threads:
            asked = [threads.submit(keep_asking, world, seed, end) for seed in range(ASKERS)]
            while time.monotonic() < end:
                threading.Event().wait(KILL_EVERY)
                background.kill(worker)
                kills += 1
                past = now() - timedelta(seconds=1)
                Notice.objects.filter(state=Notice.State.SENDING).update(lease_until=past)
                Notice.objects.filter(state=Notice.State.QUEUED).update(handed_until=None)
                worker = background.worker(concurrency=2, **mail)
            answered = sum((one.result() for one in asked), Counter())
        background.until(lambda: not Notice.objects.filter(state=Notice.State.SENDING).exists(), seconds=120)
    after = broken()

    with capsys.disabled():
        print(f"\n{answered.total()} answers in {SECONDS} s: {dict(sorted(answered.items()))}; {kills} workers killed.")
        print(f"Made up so from the start, with rows of long ago: {', '.join(before) or 'nothing'}.")
    assert {status for status in answered if status >= 500} <= {503}
    assert answered[201] > 100
    assert kills >= SECONDS // KILL_EVERY - 1
    assert {code: after[code] for code in after.keys() - before.keys()} == {}
    assert set(post.ids.values()) <= {1}
