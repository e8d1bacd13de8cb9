"""What was done that concerns somebody, and who looked: the trail."""

from portfolio.selectors.parts.part import Kept, Part, Table

PARTS = (
    Part(
        key="events",
        nl="Wat er met uw dossier gebeurde",
        en="What happened to your dossier",
        tables=(
            Table(
                name="events",
                model="register.Event",
                owner="person",
                # Who did it stays out: that is somebody else's data.
                fields={
                    "uuid": "uuid",
                    "kind": "kind",
                    "subjectType": "subject_type",
                    "subject": "subject_uuid",
                    "organisation": "organisation__name",
                    "register": "register__code",
                    "recordedAt": "recorded_at",
                },
                on="recorded_at",
                kept=Kept("trail", nameless=True),
            ),
        ),
    ),
    Part(
        key="looks",
        nl="Wie uw dossier inzag",
        en="Who looked at your dossier",
        tables=(
            Table(
                name="looks",
                model="register.Look",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "part": "part",
                    "role": "role",
                    "purpose": "purpose",
                    "organisation": "organisation__name",
                    "share": "ground",
                    "listedOn": "listed_on",
                    "lookedAt": "looked_at",
                },
                on="looked_at",
                kept=Kept("trail", nameless=True),
            ),
        ),
        private=True,
    ),
)
