"""Certificates that were issued to somebody, and credentials of other issuers that they keep."""

from django.db.models import Q

from portfolio.models import Evidence
from portfolio.selectors.parts.evidence import RESTS_ON_IT
from portfolio.selectors.parts.part import Kept, Part, Table

# The row stays, for its place in the list is given out once; what it says goes.
EMPTIED = {"name": "", "facts": {}, "document": {}, "token": ""}

PARTS = (
    Part(
        key="credentials",
        nl="Certificaten",
        en="Certificates",
        tables=(
            Table(
                name="credentials",
                model="portfolio.Credential",
                owner="registration__person",
                fields={
                    "uuid": "uuid",
                    "kind": "kind",
                    "registration": "registration__uuid",
                    "cycle": "cycle__uuid",
                    "entry": "entry__uuid",
                    "name": "name",
                    "document": "document",
                    "token": "token",
                    "issuedAt": "issued_at",
                    "revokedAt": "revoked_at",
                    "ground": "ground",
                    "reason": "reason",
                },
                on="issued_at",
                emptied=EMPTIED,
            ),
            Table(
                name="imported",
                model="portfolio.ImportedCredential",
                owner="evidence__person",
                fields={
                    "uuid": "uuid",
                    "evidence": "evidence__uuid",
                    "publicKey": "public_key",
                    "outcome": "outcome",
                    "result": "result",
                    "importedAt": "imported_at",
                    "verifiedAt": "verified_at",
                },
                on="imported_at",
                kept=Kept("evidence", rows=Q(evidence__in=Evidence.objects.filter(RESTS_ON_IT).values("pk"))),
            ),
        ),
    ),
)
