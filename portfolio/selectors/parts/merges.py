"""That somebody was in the system twice and was joined, and what moved then."""

from portfolio.selectors.parts.part import Column, Kept, Part, Table

STATES = {"PROPOSED": ("voorgesteld", "proposed"), "DONE": ("gedaan", "done"), "REFUSED": ("afgewezen", "refused")}

PARTS = (
    Part(
        key="merges",
        place=30,
        nl="Samengevoegde dossiers",
        en="Joined dossiers",
        tables=(
            Table(
                name="merges",
                model="portfolio.PersonMerge",
                owner="survivor",
                others=("merged",),
                fields={
                    "uuid": "uuid",
                    "merged": "merged__uuid",
                    "survivor": "survivor__uuid",
                    "undoes": "undoes__uuid",
                    "register": "register__code",
                    "state": "state",
                    "reason": "reason",
                    "proposedAt": "proposed_at",
                    "decidedAt": "decided_at",
                    "refusedBecause": "refused_because",
                    "figures": "figures",
                },
                kept=Kept("registration"),
                # Which facts moved still has to be known: the row stays, its words go.
                emptied={"reason": "-", "refused_because": ""},
                shown=(
                    Column("decidedAt", "Besloten op", "Decided at"),
                    Column("state", "Stand", "State", words=STATES),
                    Column("reason", "Reden", "Reason", 5),
                ),
            ),
            Table(
                name="movedFacts",
                model="portfolio.MovedEntry",
                owner="again__person",
                fields={
                    "merge": "merge__uuid",
                    "entry": "entry__uuid",
                    "again": "again__uuid",
                    "double": "double",
                },
                kept=Kept("facts", nameless=True),
            ),
            Table(
                name="holders",
                model="register.RegistrationHolder",
                owner="registration__person",
                fields={
                    "registration": "registration__uuid",
                    "person": "person__uuid",
                    "until": "until",
                },
                kept=Kept("registration", nameless=True),
            ),
        ),
    ),
)
