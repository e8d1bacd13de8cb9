"""The rows of the world about renewals: one in each place where something can be done with it."""

from datetime import date
from typing import Any

from portfolio.models import RegistrationRequest, Renewal
from tests.factories.register import NOW, CycleFactory

ASKED = {"submitted_at": NOW, "in_time": True, "decide_by": NOW.date()}


def add_renewals(world: Any) -> None:
    registration, regulation = world["registration"], world["regulation"]
    made = {
        "opened_renewal": (2000, {}),
        "submitted_renewal": (2005, {"state": "SUBMITTED", **ASKED}),
        "complete_renewal": (2010, {"state": "COMPLETE", "completed_at": NOW, **ASKED}),
    }
    for name, (year, values) in made.items():
        world.rows[name] = _renewal(registration, regulation, year, **values)
    add_requests(world)


def _renewal(registration: Any, regulation: Any, year: int, **values: Any) -> Renewal:
    cycle = CycleFactory(
        registration=registration,
        regulation=regulation,
        starts_on=NOW.date().replace(year=year, month=3, day=1),
        ends_before=NOW.date().replace(year=year + 5, month=3, day=1),
        state="CLOSED",
    )
    renewal = Renewal.objects.create(cycle=cycle, opened_at=NOW, submit_by=NOW.date(), **values)
    renewal.refresh_from_db()
    return renewal


def add_one_more_renewal(world: Any) -> None:
    """One more row in the list."""
    others = Renewal.objects.filter(cycle__registration=world["stranger_cycle"].registration).count()
    _renewal(world["stranger_cycle"].registration, world["regulation"], 2000 - 5 * others)
    add_one_more_request(world)


def add_requests(world: Any) -> None:
    for sort in ("POSTPONEMENT", "DEREGISTRATION"):
        request = RegistrationRequest.objects.create(
            registration=world["registration"], sort=sort, ground="WORK", wished_on=date(2030, 1, 1), asked_at=NOW
        )
        request.refresh_from_db()
        world.rows[f"{sort.lower()}_request"] = request


def add_one_more_request(world: Any) -> None:
    """One more row in the list."""
    RegistrationRequest.objects.create(
        registration=world["stranger_cycle"].registration,
        sort="DISPENSATION",
        ground="CARE",
        asked_at=NOW,
        state="WITHDRAWN",
    )
