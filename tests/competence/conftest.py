"""The mail server of the notices, for feedback that is asked by mail."""

from tests.notifications.conftest import post

__all__ = ["post"]
