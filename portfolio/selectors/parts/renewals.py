"""What somebody asked at the end of a cycle or besides, and how far the answer is. Decisions are their own part."""

from portfolio.selectors.parts.part import Kept, Part, Table

PARTS = (
    Part(
        key="renewals",
        nl="Herregistratie en verzoeken",
        en="Renewal and requests",
        tables=(
            Table(
                name="renewals",
                model="portfolio.Renewal",
                owner="cycle__registration__person",
                fields={
                    "uuid": "uuid",
                    "registration": "cycle__registration__uuid",
                    "cycle": "cycle__uuid",
                    "state": "state",
                    "openedAt": "opened_at",
                    "submitBy": "submit_by",
                    "submittedAt": "submitted_at",
                    "inTime": "in_time",
                    "declared": "declared",
                    "motivation": "motivation",
                    "startsNow": "starts_now",
                    "decideBy": "decide_by",
                    "returnedBecause": "returned_because",
                    "supplementUntil": "supplement_until",
                    "completedAt": "completed_at",
                },
                on="opened_at",
                kept=Kept("decisions"),
            ),
            Table(
                name="requests",
                model="portfolio.RegistrationRequest",
                owner="registration__person",
                fields={
                    "uuid": "uuid",
                    "registration": "registration__uuid",
                    "sort": "sort",
                    "ground": "ground",
                    "explanation": "explanation",
                    "wishedOn": "wished_on",
                    "state": "state",
                    "askedAt": "asked_at",
                },
                on="asked_at",
                kept=Kept("decisions"),
            ),
        ),
    ),
)
