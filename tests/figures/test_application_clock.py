"""The clock of accreditation applications: what waits for the provider is not the register's delay."""

from datetime import date
from decimal import Decimal

import pytest

from accreditation.catalogue import Action, State
from portfolio.rules import suppression
from portfolio.selectors.figures.tables import Asked
from portfolio.selectors.figures.whole import register_figures
from tests.factories.applications import WAYS, complete_course, make_desk

pytestmark = pytest.mark.django_db


def test_only_the_steps_of_the_register_make_an_application_late(monkeypatch):
    monkeypatch.setattr(suppression, "SMALLEST", 0)
    desk = make_desk()
    desk.bring(State.GRANTED)
    slow_register = desk.draft(course=complete_course(provider=desk.provider))
    for step, action in enumerate(WAYS[State.GRANTED]):
        desk.take(slow_register, action, later=90 if step else 0)
    slow_provider = desk.draft(course=complete_course(provider=desk.provider))
    for action, later in ((Action.SUBMIT, 0), (Action.RETURN, 1), (Action.SUBMIT, 120)):
        desk.take(slow_provider, action, later=later)
    asked = Asked(desk.register, date(2026, 1, 1), date(2026, 5, 1), date(2026, 5, 16))

    (family,) = register_figures(asked, families=["clocks"])
    row = next(row for row in family.tables[0].rows if row.code == "applications")

    assert row.figures == {
        "answered": 2,
        "in-time": 1,
        "late": 1,
        "median-days": Decimal("45.0"),
        "p90-days": Decimal("81.0"),
        "waiting": 1,
        "overdue": 0,
    }
