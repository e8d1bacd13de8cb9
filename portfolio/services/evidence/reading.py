"""Handing evidence out: a link for one reader and a few minutes, and every look of another than the owner kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing

from portfolio.errors import LinkNotValid
from portfolio.models import Evidence
from portfolio.services.evidence.storing import read_file
from portfolio.services.evidence.trail import record_evidence
from register.access import Actor

SALT = "portfolio.evidence.link"


@dataclass(frozen=True, slots=True)
class Link:
    """A signature that lets one reader have one file until a moment."""

    evidence: UUID
    signature: str
    expires_at: datetime


def link_to(*, evidence: Evidence, actor: Actor, now: datetime) -> Link:
    """A link for this reader, who has to be signed in and still see the evidence when it is used."""
    until = now + timedelta(seconds=settings.EVIDENCE_LINK_SECONDS)
    words = [str(evidence.uuid), actor.user_id, until.timestamp()]
    return Link(evidence.uuid, signing.dumps(words, salt=SALT), until)


def read_evidence(*, evidence: Evidence, signature: str, actor: Actor, now: datetime) -> bytes:
    """The file, for whom the link is. LinkNotValid otherwise; EvidenceUnavailable when the store doesn't have it."""
    try:
        uuid, reader, until = signing.loads(signature, salt=SALT)
    except (signing.BadSignature, ValueError) as error:
        raise _invalid() from error
    if (uuid, reader) != (str(evidence.uuid), actor.user_id) or until <= now.timestamp():
        raise _invalid()
    content = read_file(evidence.key, digest=evidence.digest)
    if actor.person_id != evidence.person_id:
        record_evidence("evidence.read", evidence, actor, now)
    return content


def _invalid() -> LinkNotValid:
    return LinkNotValid(
        nl="Deze link is verlopen of niet voor u. Vraag een nieuwe bij het bewijs.",
        en="This link has expired or is not for you. Ask for a new one at the evidence.",
    )
