"""Two assessors decide about one claim at the same moment: one wins, and what was granted is booked once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connections

from portfolio.errors import ClaimAlreadyDecided
from portfolio.models import Claim, LedgerEntry
from portfolio.services.claims.deciding import decide_claim
from register.access import Actor
from register.models import Event
from tests.factories.portfolio import ClaimFactory
from tests.factories.register import NOW, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
DECIDERS = 6


@pytest.mark.parametrize("grants", ["all grant", "every other refuses"])
def test_of_deciders_at_once_one_wins(grants):
    claim = ClaimFactory()
    actors = [Actor(user_id=UserFactory().pk) for _ in range(DECIDERS)]
    barrier = threading.Barrier(DECIDERS)

    def decide(number):
        granted = grants == "all grant" or number % 2 == 0
        try:
            barrier.wait(timeout=10)
            decide_claim(
                claim=claim,
                granted=granted,
                quantity=Decimal(number + 1) if granted else None,
                reason="Gezien.",
                decided_by=actors[number],
                now=NOW,
            )
        except ClaimAlreadyDecided:
            return None
        finally:
            connections.close_all()
        return actors[number].user_id

    with ThreadPoolExecutor(DECIDERS) as pool:
        outcomes = list(pool.map(decide, range(DECIDERS)))

    claim.refresh_from_db()
    assert [winner for winner in outcomes if winner] == [claim.decided_by_id]
    entries = list(LedgerEntry.objects.values_list("source_key", flat=True))
    assert entries == ([f"claim/{claim.uuid}"] if claim.state != Claim.State.REFUSED else [])
    assert Event.objects.filter(subject_uuid=claim.uuid).count() == 1
