"""What counts: the ledger, and what each register reads in it."""

from portfolio.selectors.parts.facts import FACT_SCHEMA, facts_of
from portfolio.selectors.parts.part import Kept, Made, Part, Table

PARTS = (
    Part(
        key="ledger",
        nl="Vastgelegde feiten",
        en="Facts on record",
        tables=(
            Table(
                name="entries",
                model="portfolio.LedgerEntry",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "registration": "registration__uuid",
                    "kind": "kind",
                    "effectiveOn": "effective_on",
                    "during": "during",
                    "category": "category",
                    "code": "code",
                    "quantity": "quantity",
                    "unit": "unit",
                    "tags": "tags",
                    "details": "details",
                    "course": "edition__course__code",
                    "courseTitle": "edition__course__title",
                    "provider": "edition__course__provider__name",
                    "edition": "edition__code",
                    "validation": "validation",
                    "sourceKey": "source_key",
                    "reverses": "reverses__uuid",
                    "reason": "reason",
                    "recordedAt": "recorded_at",
                },
                on="effective_on",
                kept=Kept("facts", nameless=True),
            ),
        ),
        made=(Made(name="facts", written=facts_of, schema=FACT_SCHEMA),),
    ),
)
