"""A worker is killed while it carries out a decision for a group: the next one goes on, and nobody gets it twice."""

from contextlib import contextmanager

import psycopg
import pytest

from portfolio.models import GroupDecision, GroupDecisionLine, LedgerEntry
from register.clock import now
from register.models import Event
from tests.group_decisions.group_desk import Desk
from tests.worker.processes import database_url

pytestmark = [pytest.mark.worker, pytest.mark.servers, pytest.mark.django_db(transaction=True)]


@contextmanager
def held(registration):
    """Hold the row of a registration: whoever books something for it waits."""
    with psycopg.connect(database_url(), autocommit=True) as other, other.transaction():
        other.execute("SELECT FROM register_registration WHERE id = %s FOR UPDATE", [registration.pk])
        yield


def waits():
    with psycopg.connect(database_url(), autocommit=True) as other:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        return other.execute(query).fetchone()[0]


def test_a_worker_killed_halfway_is_followed_by_one_that_does_the_rest(background):
    desk = Desk()
    members = [desk.member() for _ in range(6)]
    previewed = desk.previewed()
    last = previewed.lines.order_by("pk").last().registration
    worker = background.worker()

    with held(last):
        desk.take(previewed)  # the worker hears of it
        background.until(waits, seconds=60)
        background.kill(worker)
        assert GroupDecisionLine.objects.waiting().count() == 1
    assert GroupDecision.objects.filter(busy_until__gt=now()).update(busy_until=now()) == 1  # half a minute goes by
    background.worker()
    background.beat(SWEEP_SECONDS="1")

    background.until(lambda: GroupDecision.objects.filter(state="CARRIED_OUT").exists(), seconds=60)
    assert LedgerEntry.objects.count() == Event.objects.filter(kind="group-decision.applied").count() == len(members)
