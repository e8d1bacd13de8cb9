"""What people show: claims, files, documents, conversations, certificates."""

from celery import shared_task

from portfolio.services.claims.proposing import lapse_proposals
from portfolio.services.conversations.signing import remind_unsigned
from portfolio.services.credentials.revoking import revoke_unfounded
from portfolio.services.evidence.removing import remove_expired_evidence
from portfolio.services.evidence.tidying import tidy_evidence
from portfolio.services.records.warning import warn_of_endings
from register.clock import now, today
from register.services.jobs import recorded


@shared_task
@recorded(clock=now)
def lapse_claim_proposals() -> int:
    """End the answers to proposals that do not hold any more."""
    return lapse_proposals(on=today(), now=now())


@shared_task
@recorded(clock=now)
def tidy_stored_evidence() -> int:
    """Keep store and rows of evidence alike."""
    return tidy_evidence(now=now())


@shared_task
@recorded(clock=now)
def let_evidence_go() -> int:
    """Let evidence go that has been kept long enough."""
    return remove_expired_evidence(now=now())


@shared_task
@recorded(clock=now)
def warn_of_ending_documents() -> int:
    """Tell whose document ends soon, or ended without a new one."""
    return warn_of_endings(on=today(), now=now())


@shared_task
@recorded(clock=now)
def remind_unsigned_conversations() -> int:
    """Remind who held a conversation and has not signed it."""
    return remind_unsigned(today=today(), now=now())


@shared_task
@recorded(clock=now)
def revoke_unfounded_credentials() -> int:
    """Revoke certificates of what is no longer so."""
    return revoke_unfounded(on=today(), now=now())
