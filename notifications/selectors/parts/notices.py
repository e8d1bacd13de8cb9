"""What somebody was told, and where they are reached."""

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
                    "sentTo": "sent_to",
                    "sentAt": "sent_at",
                    "readAt": "read_at",
                    "address": "address",
                },
                on="due_on",
                kept=Kept("notices"),
            ),
            Table(
                name="contactAddresses",
                model="notifications.ContactAddress",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "channel": "channel",
                    "address": "address",
                    "addedAt": "added_at",
                    "verifiedAt": "verified_at",
                },
            ),
            Table(
                name="deadAddresses",
                model="notifications.DeadAddress",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "channel": "channel",
                    "address": "address",
                    "reason": "reason",
                    "detail": "detail",
                    "foundAt": "found_at",
                    "clearedAt": "cleared_at",
                },
            ),
        ),
        private=True,
    ),
)
