"""What decisions for a group did for somebody."""

from portfolio.catalogue.group_decisions import SORT_WORDS
from portfolio.selectors.parts.part import Column, Kept, Part, Table

PARTS = (
    Part(
        key="group-decisions",
        nl="Besluiten voor een groep",
        en="Decisions for a group",
        tables=(
            Table(
                name="lines",
                model="portfolio.GroupDecisionLine",
                owner="registration__person",
                fields={
                    "uuid": "uuid",
                    "registration": "registration__uuid",
                    "sort": "decision__sort",
                    "title": "decision__title",
                    "legalBasis": "decision__legal_basis",
                    "reasons": "decision__reasons",
                    "effect": "decision__effect",
                    "effectiveOn": "decision__effective_on",
                    "before": "before",
                    "after": "after",
                    "entries": "entries",
                    "carriedOutAt": "carried_out_at",
                    "undoneAt": "undone_at",
                },
                on="carried_out_at",
                # A trigger keeps it for good: without the name of the person it is about.
                kept=Kept("decisions", nameless=True),
                shown=(
                    Column("carriedOutAt", "Uitgevoerd", "Carried out"),
                    Column("sort", "Soort", "Kind", words=SORT_WORDS),
                    Column("title", "Besluit", "Decision", 4),
                    Column("legalBasis", "Grond", "Grounds", 4),
                    Column("undoneAt", "Teruggenomen", "Taken back"),
                ),
            ),
        ),
    ),
)
