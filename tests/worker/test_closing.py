"""A real beat and a real worker close what has ended, without anybody asking."""

from datetime import date

import pytest

from portfolio.models import CycleClosing
from register.models import Cycle
from tests.factories.register import CycleFactory, RegistrationFactory, RegulationFactory

pytestmark = [pytest.mark.worker, pytest.mark.servers, pytest.mark.django_db(transaction=True)]


def test_an_ended_cycle_is_closed_by_itself(background):
    register = RegulationFactory(register__code="nova").register
    registration = RegistrationFactory(register=register, registered_on=date(2024, 1, 1))
    cycle = CycleFactory(registration=registration, starts_on=date(2024, 1, 1), ends_before=date(2025, 1, 1))

    background.worker()
    background.beat(DAILY_SECONDS="1")

    background.until(lambda: CycleClosing.objects.filter(cycle=cycle).exists())
    assert Cycle.objects.filter(registration=registration).order_by("-starts_on").first().starts_on >= date(2025, 1, 1)
