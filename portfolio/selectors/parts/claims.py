"""Activities that somebody entered, and what was decided about them."""

from django.db.models import Q

from portfolio.selectors.parts.part import UNITS, Column, Kept, Part, Table

STATES = {
    "DRAFT": ("concept", "draft"),
    "SUBMITTED": ("ingediend", "submitted"),
    "COUNTING": ("telt mee", "counts"),
    "RETURNED": ("aan te vullen", "to be completed"),
    "GRANTED": ("toegekend", "granted"),
    "PARTLY_GRANTED": ("deels toegekend", "granted in part"),
    "REFUSED": ("afgewezen", "refused"),
    "WITHDRAWN": ("ingetrokken", "withdrawn"),
    "REPLACED": ("vervangen", "replaced"),
}

PARTS = (
    Part(
        key="claims",
        place=60,
        nl="Opgevoerde activiteiten",
        en="Claims",
        tables=(
            Table(
                name="claims",
                model="portfolio.Claim",
                owner="registration__person",
                fields={
                    "uuid": "uuid",
                    "registration": "registration__uuid",
                    "form": "form",
                    "category": "category",
                    "title": "title",
                    "performedOn": "performed_on",
                    "quantity": "quantity",
                    "unit": "unit",
                    "tags": "tags",
                    "answers": "answers",
                    "submission": "submission",
                    "replaces": "replaces__uuid",
                    "state": "state",
                    "submittedAt": "submitted_at",
                    "returnedAt": "returned_at",
                    "decidedAt": "decided_at",
                    "reason": "reason",
                    "entry": "entry__uuid",
                },
                on="performed_on",
                kept=Kept("decisions", rows=~Q(state="DRAFT")),
                shown=(
                    Column("performedOn", "Datum", "Date"),
                    Column("title", "Activiteit", "Activity", 5),
                    Column("quantity", "Aantal", "Quantity", 1),
                    Column("unit", "Eenheid", "Unit", words=UNITS),
                    Column("state", "Besluit", "Decision", words=STATES),
                    Column("reason", "Reden", "Reason", 4),
                ),
            ),
        ),
    ),
    Part(
        key="claim-drafts",
        nl="Voorstellen uit leersystemen",
        en="Drafts from learning systems",
        tables=(
            Table(
                name="drafts",
                model="portfolio.ClaimDraft",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "association": "association__code",
                    "provider": "provider__name",
                    "title": "title",
                    "activity": "activity",
                    "performedOn": "performed_on",
                    "minutes": "minutes",
                    "draftedAt": "drafted_at",
                    "claim": "claim__uuid",
                },
                on="performed_on",
            ),
            Table(
                name="statements",
                model="portfolio.LearningRecord",
                owner="draft__person",
                fields={
                    "statement": "statement_id",
                    "provider": "provider__name",
                    "digest": "digest",
                    "draft": "draft__uuid",
                    "storedAt": "stored_at",
                },
                on="stored_at",
            ),
        ),
        private=True,
    ),
)
