"""Two assessors decide about one claim at the same moment: one wins, and what was granted is booked once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connections

from portfolio.errors import ClaimAlreadyDecided
from portfolio.models import Claim, LedgerEntry
from portfolio.services.claims.deciding import Decision, decide_claim, decide_claims
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


@pytest.mark.parametrize("turn", range(3))
def test_many_decisions_against_single_ones_at_once_decide_each_claim_once(turn):
    claims = [ClaimFactory() for _ in range(6)]
    find = {claim.uuid: claim for claim in claims}.__getitem__
    actors = [Actor(user_id=UserFactory().pk) for _ in range(4)]
    barrier = threading.Barrier(len(actors))

    def many(actor, order):
        decisions = [Decision(claim.uuid, granted=True) for claim in order]
        outcomes = decide_claims(decisions=decisions, find=find, decided_by=actor, now=NOW)
        return [one.claim.pk for one in outcomes if one.claim]

    def single(actor, order):
        won = []
        for claim in order:
            try:
                decide_claim(claim=claim, granted=False, quantity=None, reason="Nee.", decided_by=actor, now=NOW)
            except ClaimAlreadyDecided:
                continue
            won.append(claim.pk)
        return won

    def take(number):
        way, order = (many, single)[number % 2], claims if number < 2 else claims[::-1]
        try:
            barrier.wait(timeout=10)
            return way(actors[number], order)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actors)) as pool:
        won = list(pool.map(take, range(len(actors))))

    assert sorted(pk for one in won for pk in one) == sorted(claim.pk for claim in claims)
    granted = Claim.objects.filter(state=Claim.State.GRANTED)
    assert set(LedgerEntry.objects.values_list("source_key", flat=True)) == {f"claim/{one.uuid}" for one in granted}
    assert set(granted.values_list("pk", flat=True)) == {*won[0], *won[2]}
    assert Event.objects.filter(kind__in=["claim.granted", "claim.refused"]).count() == len(claims)
