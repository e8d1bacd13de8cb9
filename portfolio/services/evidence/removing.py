"""Letting evidence go: by its owner while nothing rests on it, and by rule when its time has come."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from portfolio.catalogue import ENDS_UNDECIDED, UNSETTLED
from portfolio.errors import EvidenceSettled
from portfolio.models import CycleClosing, Evidence
from portfolio.models.evidence import PLACES
from portfolio.services.evidence.places import lock_free_place
from portfolio.services.evidence.storing import forget_file
from portfolio.services.evidence.trail import record_evidence
from register.access import Actor

OWNER, RETENTION = "owner", "retention"


@transaction.atomic
def remove_evidence(*, evidence: Evidence, actor: Actor, now: datetime) -> None:
    """The owner takes a file back. EvidenceSettled when something rests on it: a claim or record, a decision."""
    # As it is now: it may have been placed meanwhile.
    current = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    lock_free_place(current.place)
    if current.records.exists():
        raise EvidenceSettled(
            nl="Een opgave van werk of een document rust op dit bestand. Trek eerst die opgave in.",
            en="A record of work or a document rests on this file. Withdraw that record first.",
        )
    _remove(current, OWNER, actor, now)


def expired_evidence(*, now: datetime) -> QuerySet[Evidence]:
    """What has been kept long enough: decided or ended, and the cycle in which it was done closed, both a term ago.

    What counts until a sample draws it ends with its cycle. What is on its own, undecided, or in a cycle that is still
    open has no end.
    """
    before = now - timedelta(days=settings.EVIDENCE_RETENTION_DAYS)
    never_decided = Q(claim__decided_at=None, claim__submitted_at__lt=before, claim__state__in=sorted(ENDS_UNDECIDED))
    of_claim = (Q(claim__decided_at__lt=before) | never_decided) & _closed("claim", "performed_on", before)
    answered = Q(proposal__asked_at__lt=before) & ~Q(proposal__state="ASKED")
    expired = of_claim | (answered & _closed("proposal", "planned_on", before))
    for place, day in (("missing_attendance", "attended_on"), ("wrong_attendance", "entry__effective_on")):
        settled = Q(**{f"{place}__answer_by__lt": before.date()}) & ~Q(**{f"{place}__state__in": sorted(UNSETTLED)})
        expired |= settled & _closed(place, day, before)
    expired |= Q(audit_item__audit__ended_at__lt=before) & _closed("audit_item", "audit__cycle__starts_on", before)
    rows = Evidence.objects.filter(expired, records=None)
    return rows.select_related(*(f"{place}__registration__register" for place in PLACES))


def remove_expired_evidence(*, now: datetime) -> int:
    """Let go of what has been kept long enough, each with an event of its own. Returns how many."""
    removed = 0
    for evidence in expired_evidence(now=now).order_by("id").iterator():
        with transaction.atomic():
            removed += _remove(evidence, RETENTION, None, now)
    return removed


def _closed(place: str, day: str, before: datetime) -> Q:
    closed = CycleClosing.objects.filter(
        cycle__registration=OuterRef(f"{place}__registration"),
        cycle__starts_on__lte=OuterRef(f"{place}__{day}"),
        cycle__ends_before__gt=OuterRef(f"{place}__{day}"),
        closed_at__lt=before,
    )
    return Q(Exists(closed))


def _remove(evidence: Evidence, reason: str, actor: Actor | None, now: datetime) -> int:
    """Row and event in this transaction, the file once it holds. Of two at once, one removes."""
    removed, _ = Evidence.objects.filter(pk=evidence.pk).delete()
    if removed:
        record_evidence("evidence.removed", evidence, actor, now, reason=reason)
        key = evidence.key
        transaction.on_commit(lambda: forget_file(key))
    return int(removed > 0)
