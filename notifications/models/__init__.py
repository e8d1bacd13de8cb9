"""The rows of this app; each class re-exported here."""

from notifications.models.notice import HeardEvent, Notice

__all__ = ["HeardEvent", "Notice"]
