"""Links to somebody's calendar, and what they put in it."""

from portfolio.selectors.parts.part import Part, Table

PARTS = (
    Part(
        key="calendars",
        nl="Uw agenda",
        en="Your calendar",
        tables=(
            Table(
                name="feeds",
                model="notifications.CalendarFeed",
                owner="person",
                fields={"uuid": "uuid", "madeAt": "made_at", "endedAt": "ended_at", "readOn": "read_on"},
            ),
            Table(
                name="entries",
                model="notifications.CalendarEntry",
                owner="person",
                fields={"uid": "uid", "sequence": "sequence", "changedAt": "changed_at"},
            ),
            Table(
                name="plannedEditions",
                model="notifications.PlannedEdition",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "edition": "edition__uuid",
                    "title": "edition__version__title",
                    "plannedAt": "planned_at",
                },
            ),
        ),
        private=True,
    ),
)
