"""Files by which somebody shows what they did."""

from django.db.models import Q

from portfolio.models import Record
from portfolio.selectors.parts.part import Column, Files, Kept, Part, Table
from portfolio.selectors.parts.work import COUNTING

RESTS_ON_IT = (
    (Q(claim__isnull=False) & ~Q(claim__state="DRAFT"))
    | (Q(proposal__isnull=False) & ~Q(proposal__state__in=["ASKED", "WITHDRAWN"]))
    | Q(missing_attendance__isnull=False)
    | Q(wrong_attendance__isnull=False)
    | Q(audit_item__isnull=False)
    | Q(pk__in=Record.objects.filter(pk__in=COUNTING).exclude(evidence=None).values("evidence"))
)

PARTS = (
    Part(
        key="evidence",
        place=70,
        nl="Bewijsstukken",
        en="Evidence",
        tables=(
            Table(
                name="files",
                model="portfolio.Evidence",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "claim": "claim__uuid",
                    "proposal": "proposal__uuid",
                    "missingAttendance": "missing_attendance__uuid",
                    "wrongAttendance": "wrong_attendance__uuid",
                    "auditItem": "audit_item__uuid",
                    "fileName": "file_name",
                    "mediaType": "media_type",
                    "size": "size",
                    "digest": "digest",
                    "addedAt": "added_at",
                },
                on="added_at",
                kept=Kept("evidence", rows=RESTS_ON_IT),
                files=Files(),
                shown=(
                    Column("addedAt", "Toegevoegd", "Added"),
                    Column("fileName", "Bestand", "File", 4),
                    Column("mediaType", "Soort", "Kind", 4),
                ),
            ),
        ),
    ),
)
