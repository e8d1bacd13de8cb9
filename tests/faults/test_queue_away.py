"""The queue is away for long: what is asked is recorded and answered at once, and done when it is back."""

import time
from functools import partial

import pytest
from celery import current_app
from kombu import Connection

from portfolio.models import AttendanceBatch, LedgerEntry
from portfolio.tasks.attendance import book_attendance_batch, resume_attendance_batches
from tests.factories.portfolio import make_members, make_school
from tests.portfolio.attendance_desk import client_of, report_for, send

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]
LISTS = 12


@pytest.fixture
def no_queue(monkeypatch):
    """Nobody listens where the queue was; a network that swallows what is sent is as `socket_connect_timeout` says."""
    away = partial(Connection, "redis://127.0.0.1:9/0")
    monkeypatch.setattr(current_app, "connection_for_write", away)
    return monkeypatch


def test_without_a_queue_writes_are_taken_at_once_and_all_done_when_it_is_back(client, no_queue, caplog):
    school = make_school()
    report_for(school.provider, school.sender)
    sender = client_of(school.sender)
    numbers = make_members(school.register, LISTS)

    began = time.monotonic()
    answers = [send(sender, school.list_of([number])).status_code for number in numbers]
    assert answers == [202] * LISTS
    assert (time.monotonic() - began) / LISTS < 2, "each sender waited for a queue that is away"
    assert caplog.text.count("queue_unreachable") == LISTS, "the queue was there: nothing was shown"
    assert client.get("/readyz").status_code == 200
    assert not LedgerEntry.objects.filter(batch__isnull=False).exists()

    no_queue.undo()
    taken = []
    no_queue.setattr(current_app, "send_task", lambda name, *, kwargs, **_: taken.append(kwargs["batch_id"]))
    resume_attendance_batches()
    assert taken == list(AttendanceBatch.objects.order_by("id").values_list("id", flat=True))
    for batch_id in taken:
        book_attendance_batch(batch_id=batch_id)
    assert LedgerEntry.objects.filter(batch__isnull=False).count() == LISTS
