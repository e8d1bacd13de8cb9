"""Several workers close the same cycles at the same moment: each cycle is closed once and followed by one."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections

from portfolio.models import CycleClosing
from portfolio.services.closing_runs import close_registrations
from portfolio.services.closings import registrations_to_close
from register.models import Cycle, Event
from tests.factories.register import NOW, CycleFactory, RegistrationFactory, RegulationFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
DAY = date(2026, 1, 15)
WORKERS, MEMBERS = 4, 12


def test_of_workers_at_once_each_cycle_is_closed_by_one():
    register = RegulationFactory(register__code="nova").register
    for _ in range(MEMBERS):
        registration = RegistrationFactory(register=register, registered_on=date(2020, 1, 1))
        CycleFactory(registration=registration, starts_on=date(2025, 1, 1), ends_before=date(2026, 1, 1))
    waiting = registrations_to_close(on=DAY)
    barrier = threading.Barrier(WORKERS)

    def close(_):
        try:
            barrier.wait(timeout=10)
            return close_registrations(registration_ids=waiting, on=DAY, now=NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WORKERS) as pool:
        closed = list(pool.map(close, range(WORKERS)))

    assert sum(closed) == CycleClosing.objects.count() == MEMBERS
    assert Cycle.objects.filter(state="OPEN").count() == MEMBERS
    assert Event.objects.filter(kind="cycle.opened").count() == MEMBERS
