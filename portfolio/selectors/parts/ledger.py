"""What counts: the ledger, and what each register reads in it."""

from portfolio.selectors.parts.facts import FACT_SCHEMA, facts_of
from portfolio.selectors.parts.part import UNITS, Column, Kept, Made, Part, Table

VALIDATION = {
    "PROVIDER_REPORTED": ("aanbieder", "provider"),
    "SELF_DECLARED": ("zelf opgegeven", "self-declared"),
    "ASSESSED": ("beoordeeld", "assessed"),
    "OFFICE": ("registerbureau", "register office"),
}

PARTS = (
    Part(
        key="ledger",
        place=40,
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
                shown=(
                    Column("effectiveOn", "Datum", "Date"),
                    Column("courseTitle", "Scholing", "Course", 4),
                    Column("category", "Categorie", "Category", 3),
                    Column("quantity", "Aantal", "Quantity", 1),
                    Column("unit", "Eenheid", "Unit", words=UNITS),
                    Column("validation", "Bevestigd door", "Confirmed by", 3, words=VALIDATION),
                    Column("reason", "Teruggeboekt omdat", "Reversed because", 3),
                ),
            ),
        ),
        made=(Made(name="facts", written=facts_of, schema=FACT_SCHEMA),),
    ),
)
