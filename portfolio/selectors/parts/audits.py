"""In which audit runs a cycle of somebody took part, with how many tickets, and whether it was drawn."""

from portfolio.selectors.parts.part import Kept, Part, Table

PARTS = (
    Part(
        key="audits",
        nl="Steekproeven",
        en="Audits",
        tables=(
            Table(
                name="candidates",
                model="portfolio.AuditCandidate",
                owner="cycle__registration__person",
                fields={
                    "run": "run__uuid",
                    "title": "run__title",
                    "asOf": "run__as_of",
                    "cycle": "key",
                    "stratum": "stratum",
                    "tickets": "tickets",
                    "risks": "risks",
                },
                on="run__committed_at",
                # A trigger keeps it for good, so that the draw can be repeated: without the name of the person.
                kept=Kept("decisions", nameless=True),
            ),
            Table(
                name="audits",
                model="portfolio.Audit",
                owner="registration__person",
                fields={
                    "uuid": "uuid",
                    "run": "run__uuid",
                    "registration": "registration__uuid",
                    "cycle": "cycle__uuid",
                    "stratum": "stratum",
                    "position": "position",
                    "ticket": "ticket",
                    "tickets": "tickets",
                    "drawnAt": "drawn_at",
                    "standing": "standing",
                    "state": "state",
                },
                on="drawn_at",
                # As the candidates.
                kept=Kept("decisions", nameless=True),
            ),
        ),
    ),
)
