"""What somebody shares, with whom, and where they say they work."""

from portfolio.selectors.parts.part import Part, Table

PARTS = (
    Part(
        key="shares",
        nl="Inzage die u geeft",
        en="What you share",
        tables=(
            Table(
                name="shares",
                model="portfolio.Share",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "reason": "reason",
                    "parts": "parts",
                    "email": "email",
                    "employer": "employer__name",
                    "startsOn": "starts_on",
                    "endsBefore": "ends_before",
                    "givenAt": "given_at",
                    "closesAt": "closes_at",
                    "withdrawnAt": "withdrawn_at",
                },
            ),
            Table(
                name="employers",
                model="portfolio.EmployerLink",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "employer": "employer__name",
                    "team": "team",
                    "counted": "counted",
                    "startsOn": "starts_on",
                    "endsBefore": "ends_before",
                },
            ),
        ),
        private=True,
    ),
)
