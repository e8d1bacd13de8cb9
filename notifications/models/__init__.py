"""The rows of this app; each class re-exported here."""

from notifications.models.address import ContactAddress, DeadAddress
from notifications.models.calendar import CalendarEntry, CalendarFeed, PlannedEdition
from notifications.models.deadline import Deadline
from notifications.models.notice import HeardEvent, Notice
from notifications.models.pace import Pace
from notifications.models.preference import NoticePreference, SwitchedOff
from notifications.models.text import NoticeText
from notifications.models.webhook import WebhookDelivery, WebhookSecret, WebhookSubscription

__all__ = [
    "CalendarEntry",
    "CalendarFeed",
    "ContactAddress",
    "DeadAddress",
    "Deadline",
    "HeardEvent",
    "Notice",
    "NoticePreference",
    "NoticeText",
    "Pace",
    "PlannedEdition",
    "SwitchedOff",
    "WebhookDelivery",
    "WebhookSecret",
    "WebhookSubscription",
]
