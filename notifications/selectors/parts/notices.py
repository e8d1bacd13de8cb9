"""What somebody was told."""

from portfolio.selectors.parts.part import Kept, Part, Table

PARTS = (
    Part(
        key="notices",
        nl="Ontvangen berichten",
        en="Notices received",
        tables=(
            Table(
                name="notices",
                model="notifications.Notice",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "kind": "kind",
                    "channel": "channel",
                    "registration": "registration__uuid",
                    "milestone": "milestone",
                    "deadlineOn": "deadline_on",
                    "dueOn": "due_on",
                    "state": "state",
                    "subject": "subject",
                    "body": "body",
                    "sentAt": "sent_at",
                },
                on="due_on",
                kept=Kept("notices"),
            ),
        ),
        private=True,
    ),
)
