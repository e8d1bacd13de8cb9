"""A real beat and a real worker close what has ended, without anybody asking, and whatever happens to the worker."""

from contextlib import contextmanager
from datetime import date

import psycopg
import pytest

from portfolio.models import CycleClosing
from portfolio.services.closing_runs import hand_out_ended_cycles
from register.clock import today
from register.models import Cycle, Event
from tests.factories.register import CycleFactory, RegistrationFactory, RegulationFactory
from tests.worker.processes import database_url

pytestmark = [pytest.mark.worker, pytest.mark.servers, pytest.mark.django_db(transaction=True)]


def ended_cycle(register):
    registration = RegistrationFactory(register=register, registered_on=date(2024, 1, 1))
    return CycleFactory(registration=registration, starts_on=date(2024, 1, 1), ends_before=date(2025, 1, 1))


def written(cycle):
    """All that a closing writes: the cycles of the registration, their closings, and what the trail says of them."""
    cycles = Cycle.objects.filter(registration=cycle.registration).order_by("starts_on")
    closings = CycleClosing.objects.filter(cycle__in=cycles).order_by("cycle__starts_on")
    trail = Event.objects.filter(subject_uuid__in=[one.uuid for one in cycles]).order_by("id")
    return (
        list(cycles.values_list("starts_on", "ends_before", "state")),
        list(closings.values_list("cycle__starts_on", "outcome")),
        list(trail.values_list("kind", "data")),
    )


@contextmanager
def held(cycle):
    """Hold the row of a cycle: whoever closes it has opened the next one and waits before it can freeze this one."""
    with psycopg.connect(database_url(), autocommit=True) as other, other.transaction():
        other.execute("SELECT FROM register_cycle WHERE id = %s FOR NO KEY UPDATE", [cycle.pk])
        yield


def others(condition):
    """How many sessions of other programs are in a state."""
    with psycopg.connect(database_url(), autocommit=True) as other:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        return other.execute(f"{query} AND {condition}").fetchone()[0]


def test_an_ended_cycle_is_closed_by_itself(background):
    cycle = ended_cycle(RegulationFactory(register__code="nova").register)

    background.worker()
    background.beat(DAILY_SECONDS="1")

    background.until(lambda: CycleClosing.objects.filter(cycle=cycle).exists())
    following = Cycle.objects.filter(registration=cycle.registration).order_by("-starts_on").first()
    assert following.starts_on >= date(2025, 1, 1)


def test_a_worker_killed_inside_a_closing_leaves_nothing_of_it_and_the_next_one_does_it_once(background):
    register = RegulationFactory(register__code="nova").register
    before, inside, after = (ended_cycle(register) for _ in range(3))
    untouched = written(inside)
    worker = background.worker()

    with held(inside):
        hand_out_ended_cycles(on=today())
        background.until(lambda: others("wait_event_type = 'Lock'"), seconds=60)
        background.kill(worker)
        closed = written(before)
        assert closed[0][0][-1] == "CLOSED"
        assert written(inside) == written(after) == untouched
    background.until(lambda: not others("state <> 'idle'"))  # the killed worker's session has ended
    assert written(inside) == untouched

    background.worker()
    hand_out_ended_cycles(on=today())
    background.until(lambda: CycleClosing.objects.filter(cycle=after).exists(), seconds=60)

    assert written(before) == written(inside) == closed
    background.until(lambda: written(after) == closed)
