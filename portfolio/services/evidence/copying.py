"""One file for an activity that is claimed in several registers: each claim has a copy, kept and let go by its own."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from portfolio.catalogue import TAKES_EVIDENCE
from portfolio.models import Claim, Evidence
from portfolio.models.evidence import Place
from portfolio.services.evidence.places import lock_open_place, of_place, refuse_too_many
from portfolio.services.evidence.storing import forget_file, store_file
from portfolio.services.evidence.trail import record_evidence
from register.access import Actor


def other_claims(place: Place | None, *, digest: str) -> list[Claim]:
    """The claims of the same activity in other registers that take files and do not have this one."""
    if not isinstance(place, Claim) or place.submission is None:
        return []
    rows = Claim.objects.filter(submission=place.submission, state__in=sorted(TAKES_EVIDENCE)).exclude(pk=place.pk)
    return list(rows.exclude(evidence__digest=digest).select_related("registration__register").order_by("pk"))


def copy_evidence(
    evidence: Evidence, content: bytes, claims: Iterable[Claim], *, actor: Actor, now: datetime
) -> list[Evidence]:
    """Give each of these claims a copy of the file, in the caller's transaction. All of them or none."""
    copies: list[Evidence] = []
    try:
        for claim in claims:
            lock_open_place(claim)
            refuse_too_many(Evidence.objects.filter(claim=claim), most=settings.EVIDENCE_MAX_FILES)
            copies.append(_copy(evidence, content, claim, now))
            record_evidence("evidence.added", copies[-1], actor, now)
    except BaseException:
        for copy in copies:
            forget_file(copy.key)
        raise
    return copies


def _copy(evidence: Evidence, content: bytes, claim: Claim, now: datetime) -> Evidence:
    copy = Evidence(
        person_id=evidence.person_id,
        file_name=evidence.file_name,
        media_type=evidence.media_type,
        size=evidence.size,
        digest=evidence.digest,
        key=store_file(content),
        added_by_id=evidence.added_by_id,
        added_at=now,
        scanned_at=evidence.scanned_at,
        **of_place(claim),
    )
    copy.save()
    copy.refresh_from_db()
    return copy
