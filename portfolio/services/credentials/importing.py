"""Credentials of other issuers as evidence: kept as a file of the professional, with what verifying them gave."""

from datetime import datetime

from django.db import transaction

from portfolio.models import ImportedCredential
from portfolio.services.credentials.reading import DOCUMENT, read_credential
from portfolio.services.credentials.verifying import Verdict, verify_credential
from portfolio.services.evidence.adding import keep_evidence
from portfolio.services.evidence.storing import read_file
from register.access import Actor
from register.models import Person

NAMES = {True: "certificaat.json", False: "certificaat.jwt"}


def import_credential(
    *, person: Person, content: bytes, public_key: str, actor: Actor, now: datetime
) -> ImportedCredential:
    """Keep a credential as evidence on its own, and verify it. What could not be verified is kept too, and says so.

    `public_key` is the issuer's, when it can't be known otherwise. Errors as of `add_evidence`; CredentialNotRead when
    it is no credential.
    """
    sent = read_credential(content)
    verdict = verify_credential(sent=sent, public_key=public_key, now=now)
    with transaction.atomic():  # the file that a failure here leaves has no row: the clean-up finds it
        evidence = keep_evidence(
            person=person,
            file_name=NAMES[sent.media_type == DOCUMENT],
            content=sent.text.encode(),
            media_type=sent.media_type,
            actor=actor,
            now=now,
        )
        imported = ImportedCredential.objects.create(
            evidence=evidence,
            public_key=public_key.strip(),
            outcome=verdict.outcome,
            result=verdict.as_json(),
            imported_at=now,
            verified_at=now,
        )
    imported.refresh_from_db(fields=["uuid"])
    return imported


def verify_again(*, imported: ImportedCredential, now: datetime) -> ImportedCredential:
    """Verify a credential that is kept once more: it may have been revoked, or its issuer become known."""
    evidence = imported.evidence
    sent = read_credential(read_file(evidence.key, digest=evidence.digest))
    verdict: Verdict = verify_credential(sent=sent, public_key=imported.public_key, now=now)
    imported.outcome, imported.result, imported.verified_at = verdict.outcome, verdict.as_json(), now
    imported.save(update_fields=["outcome", "result", "verified_at"])
    return imported
