"""What a claim does with its evidence: what counts on it keeps it, and what has ended takes no more."""

import pytest

from portfolio.models import Claim, Evidence
from tests.conftest import client_of
from tests.evidence.desk import send
from tests.factories.files import GOOD_PDF
from tests.factories.portfolio import ClaimFactory, LedgerEntryFactory
from tests.factories.register import NOW, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db
COUNTS = {"COUNTING", "GRANTED", "PARTLY_GRANTED"}
DECIDED = {"GRANTED", "PARTLY_GRANTED", "REFUSED"}


def claim_in(state, *, counts=False):
    registration = RegistrationFactory()
    entry = LedgerEntryFactory(person=registration.person) if counts or state in COUNTS else None
    return ClaimFactory(
        registration=registration,
        state=state,
        submitted_at=None if state == "DRAFT" else NOW,
        returned_at=NOW if state == "RETURNED" else None,
        drawn_at=NOW if counts else None,
        decided_at=NOW if state in DECIDED else None,
        reason="Gezien.",
        entry=entry,
    )


def owner_of(claim):
    return client_of(UserFactory(person=claim.registration.person))


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("DRAFT", 201),
        ("SUBMITTED", 201),
        ("RETURNED", 201),
        ("COUNTING", 201),
        ("GRANTED", 409),
        ("PARTLY_GRANTED", 409),
        ("REFUSED", 409),
        ("WITHDRAWN", 409),
        ("REPLACED", 409),
    ],
)
def test_a_claim_takes_files_until_it_is_decided_or_ended(state, status):
    claim = claim_in(state)

    send(owner_of(claim), GOOD_PDF, claim=str(claim.uuid), status=status)

    assert Evidence.objects.filter(claim=claim).exists() is (status == 201)


@pytest.mark.parametrize(
    ("state", "counts", "status"),
    [
        ("SUBMITTED", False, 201),
        ("RETURNED", False, 201),
        ("WITHDRAWN", False, 201),
        ("COUNTING", True, 409),
        ("SUBMITTED", True, 409),  # drawn in the sample
        ("RETURNED", True, 409),
        ("GRANTED", True, 409),
        ("REFUSED", False, 409),
    ],
)
def test_what_a_claim_counts_or_was_decided_on_is_not_removed(state, counts, status):
    claim = claim_in("SUBMITTED")
    owner = owner_of(claim)
    evidence = send(owner, GOOD_PDF, claim=str(claim.uuid))["uuid"]
    other = claim_in(state, counts=counts)
    Claim.objects.filter(pk=other.pk).update(registration=claim.registration)
    Evidence.objects.update(claim=other)

    answer = owner.post(f"/api/v1/evidence-files/{evidence}/removals", {})

    assert answer.status_code == status, answer.content
    assert Evidence.objects.exists() is (status == 409)
    if status == 409:
        assert answer.json()["code"] == "evidence-settled"


def test_evidence_of_what_counted_goes_once_the_claim_is_withdrawn():
    claim = claim_in("COUNTING")
    owner = owner_of(claim)
    evidence = send(owner, GOOD_PDF, claim=str(claim.uuid))["uuid"]
    assert owner.post(f"/api/v1/evidence-files/{evidence}/removals", {}).status_code == 409

    assert owner.post(f"/api/v1/claims/{claim.uuid}/withdrawals", {}).status_code == 201

    assert owner.post(f"/api/v1/evidence-files/{evidence}/removals", {}).status_code == 201
