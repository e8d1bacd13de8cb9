"""How somebody wants to hear."""

from portfolio.selectors.parts.part import Part, Table

PARTS = (
    Part(
        key="notice-preferences",
        nl="Voorkeuren voor berichten",
        en="Preferences for notices",
        tables=(
            Table(
                name="noticePreferences",
                model="notifications.NoticePreference",
                owner="person",
                fields={
                    "timeZone": "time_zone",
                    "quietFrom": "quiet_from",
                    "quietUntil": "quiet_until",
                    "holidaysOf": "holidays_of",
                    "digest": "digest",
                    "changedAt": "changed_at",
                },
            ),
            Table(
                name="switchedOff",
                model="notifications.SwitchedOff",
                owner="person",
                fields={"kind": "kind", "channel": "channel", "switchedAt": "switched_at"},
            ),
        ),
        private=True,
    ),
)
