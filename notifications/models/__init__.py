"""The rows of this app; each class re-exported here."""

from notifications.models.notice import Notice

__all__ = ["Notice"]
