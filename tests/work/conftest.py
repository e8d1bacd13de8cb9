"""A mail server that Django's settings point at, for the mails that carry a key."""

from tests.notifications.conftest import post

__all__ = ["post"]
