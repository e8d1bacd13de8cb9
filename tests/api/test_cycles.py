"""The cycles of a registration over HTTP, and what they closed on."""

from datetime import date

import pytest

from portfolio.services.closings import close_cycle
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import NOW, CycleFactory


@pytest.fixture
def closed(world):
    cycle = CycleFactory(
        registration=world["registration"],
        regulation=world["regulation"],
        starts_on=date(2017, 3, 1),
        ends_before=date(2022, 3, 1),
    )
    close_cycle(cycle=cycle, on=date(2026, 1, 15), now=NOW)
    return cycle


def cycles(world, role):
    answer = world.client(role).get(f"/api/v1/registrations/{world['registration'].uuid}/cycles")
    assert answer.status_code == 200, answer.content
    return {row["startsOn"]: row for row in answer.json()["results"]}


def test_a_closed_cycle_shows_what_it_closed_on(world, closed):
    rows = cycles(world, "member")

    assert rows["2022-03-01"]["closing"] is None
    assert (rows["2022-03-01"]["state"], rows["2017-03-01"]["state"]) == ("OPEN", "CLOSED")
    closing = rows["2017-03-01"]["closing"]
    assert (closing["met"], closing["outdated"], closing["carriedOut"]) == (False, False, {})
    assert closing["standing"] == closed.closing.document


def test_attendance_reported_later_makes_it_outdated(world, closed):
    LedgerEntryFactory(person=world["person"], effective_on=date(2021, 5, 12))

    closing = cycles(world, "registrar")["2017-03-01"]["closing"]
    assert closing["outdated"]
    assert closing["standing"] == closed.closing.document


def test_who_may_not_read_the_dossier_sees_no_closing(world, closed):
    row = cycles(world, "reader")["2017-03-01"]

    assert (row["state"], row["closing"]) == ("CLOSED", None)
