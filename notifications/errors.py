"""What can become of handing a message over, and facts that stop a use case of this app."""

from register.errors import Conflict


class NotHandedOver(Exception):
    """The message certainly wasn't taken, for a reason that may pass: try again later."""


class ChannelDown(NotHandedOver):
    """As NotHandedOver, for a reason that has nothing to do with this message: whatever follows fares no better."""


class MessageRefused(Exception):
    """The message certainly wasn't taken and never will be: this address or this message is refused."""


class OutcomeUnknown(Exception):
    """The message may or may not have been taken. Sending it again could reach the person twice."""


class NoticeNotUnknown(Conflict):
    """Only a notice whose outcome is unknown is settled by a person."""

    code = "notice-not-unknown"
