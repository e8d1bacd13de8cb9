"""Evidence sent, placed, removed and decided about at the same moment: limits hold, and nothing is half-kept."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from portfolio.errors import EvidenceFull, EvidenceSettled
from portfolio.models import Claim, Evidence
from portfolio.services.claims.deciding import decide_claim
from portfolio.services.evidence.adding import add_evidence, place_evidence
from portfolio.services.evidence.removing import remove_evidence
from portfolio.services.evidence.storing import FOLDERS, files_in
from register.access import Actor
from tests.factories.evidence import EvidenceFactory
from tests.factories.files import GOOD_PDF
from tests.factories.portfolio import ClaimFactory
from tests.factories.register import NOW, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
AT_ONCE = 6


def at_once(*acts):
    """What each of these came to: what it gave, or the refusal it met."""
    barrier = threading.Barrier(len(acts))

    def take(act):
        try:
            barrier.wait(timeout=10)
            return act()
        except (EvidenceFull, EvidenceSettled, Evidence.DoesNotExist) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(take, acts))


def sender(claim, content):
    actor = Actor(user_id=UserFactory().pk, person_id=claim.registration.person_id)
    return lambda: add_evidence(
        person=claim.registration.person, file_name="a.pdf", content=content, place=claim, actor=actor, now=NOW
    )


def stored():
    return {key for folder in FOLDERS for key in files_in(folder)}


def test_files_sent_at_once_are_no_more_than_the_limit_and_each_has_its_file(settings):
    settings.EVIDENCE_MAX_FILES = 2
    claim, before = ClaimFactory(), stored()

    at_once(*(sender(claim, GOOD_PDF + b"\n" * number) for number in range(AT_ONCE)))

    assert {row.key for row in Evidence.objects.all()} == stored() - before
    assert Evidence.objects.count() == 2


def test_the_same_file_sent_at_once_is_kept_once():
    claim, before = ClaimFactory(), stored()

    at_once(*(sender(claim, GOOD_PDF) for _ in range(AT_ONCE)))

    assert {row.key for row in Evidence.objects.all()} == stored() - before
    assert Evidence.objects.count() == 1


def test_a_file_placed_at_once_has_one_place():
    claim = ClaimFactory()
    claims = [claim, ClaimFactory(registration=claim.registration)]
    evidence = EvidenceFactory(person=claim.registration.person)
    actor = Actor(user_id=evidence.added_by_id, person_id=evidence.person_id)

    outcomes = at_once(
        *(
            lambda place=place: place_evidence(
                evidence=Evidence.objects.get(pk=evidence.pk), place=place, actor=actor, now=NOW
            )
            for place in claims
        )
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Evidence", "EvidenceSettled"]


@pytest.mark.parametrize("turn", range(5))
def test_a_decision_rests_on_evidence_or_came_after_it_was_gone(turn):
    claim = ClaimFactory()
    evidence = EvidenceFactory(person=claim.registration.person, claim=claim)
    owner = Actor(user_id=evidence.added_by_id, person_id=evidence.person_id)
    assessor = Actor(user_id=UserFactory().pk)

    removal, _ = at_once(
        lambda: remove_evidence(evidence=evidence, actor=owner, now=NOW),
        lambda: decide_claim(claim=claim, granted=False, quantity=None, reason="Nee.", decided_by=assessor, now=NOW),
    )

    assert Claim.objects.get(pk=claim.pk).state == "REFUSED"
    assert Evidence.objects.exists() is isinstance(removal, EvidenceSettled)
