"""Whose the rows of this app are, for the wall in the database. Every model is here."""

from register.rules.walls import (
    ORGANISATIONS,
    REGISTERS,
    OfOrganisation,
    OfPerson,
    OnRegister,
    Open,
    Through,
    Wall,
    Where,
)

OWN = Wall(OfPerson())
OF_SUBSCRIPTION = Wall(Through("subscription_id", "notifications.WebhookSubscription"))

WALLS: dict[str, Wall | Open] = {
    "Notice": Wall(
        OfPerson(),
        Through("registration_id", "register.Registration"),
        Where(
            "register.Event",
            f"x.id = row.event_id AND (x.register_id = {REGISTERS} OR x.organisation_id = {ORGANISATIONS})",
        ),
    ),
    "HeardEvent": Open("That an event was heard says nothing about anybody."),
    "DeadAddress": Wall(OfPerson(), OnRegister(), Through("notice_id", "notifications.Notice")),
    "ContactAddress": OWN,
    "CalendarFeed": OWN,
    "CalendarEntry": OWN,
    "PlannedEdition": OWN,
    "NoticePreference": OWN,
    "SwitchedOff": OWN,
    "Deadline": Wall(Through("cycle_id", "register.Cycle")),
    "Pace": Open("How fast mails go out says nothing about anybody."),
    "NoticeText": Wall(OfOrganisation("association_id")),
    "WebhookSubscription": Wall(OfOrganisation()),
    "WebhookSecret": OF_SUBSCRIPTION,
    "WebhookDelivery": OF_SUBSCRIPTION,
}
