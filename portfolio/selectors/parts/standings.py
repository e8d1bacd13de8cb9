"""What the rules made of somebody's facts."""

from portfolio.selectors.parts.part import Column, Kept, Made, Part, Table
from portfolio.selectors.parts.requirements import REQUIREMENT_SCHEMA, requirements_of

PARTS = (
    Part(
        key="standings",
        place=30,
        nl="Standen",
        en="Standings",
        tables=(
            Table(
                name="standings",
                model="portfolio.Standing",
                owner="cycle__registration__person",
                fields={"cycle": "cycle__uuid", "asOf": "as_of", "met": "met", "document": "document"},
                # It names facts by their ids only, and is made again from the ledger.
                kept=Kept("facts", nameless=True),
            ),
            Table(
                name="closings",
                model="portfolio.CycleClosing",
                owner="cycle__registration__person",
                fields={
                    "cycle": "cycle__uuid",
                    "asOf": "as_of",
                    "met": "met",
                    "outcome": "outcome",
                    "document": "document",
                    "carriedOut": "carried_out",
                    "regulation": "regulation_digest",
                    "closedAt": "closed_at",
                },
                kept=Kept("facts", nameless=True),
            ),
            Table(
                name="simulated",
                model="portfolio.SimulationChange",
                owner="registration__person",
                fields={
                    "registration": "registration__uuid",
                    "regulation": "simulation__regulation__digest",
                    "asOf": "simulation__as_of",
                    "met": "met",
                    "short": "short",
                },
            ),
        ),
        made=(
            Made(
                name="requirements",
                written=requirements_of,
                schema=REQUIREMENT_SCHEMA,
                shown=(
                    Column("register", "Register", "Register"),
                    Column("label", "Eis", "Requirement", 5),
                    Column("required", "Nodig", "Required", 1),
                    Column("counted", "Telt", "Counted", 1),
                    Column("short", "Tekort", "Short", 1),
                    Column("article", "Artikel", "Article"),
                ),
            ),
        ),
    ),
)
