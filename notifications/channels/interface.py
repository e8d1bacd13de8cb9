"""What every channel takes and does. A channel is one file: a subclass that says how to send, and one of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """A message that is ready to leave. `message_id` is the same each time the same notice is sent.

    `unsubscribe` is the address that switches this kind off at one press; empty for what can't be switched off.
    """

    message_id: str
    address: str
    name: str
    subject: str
    text: str
    html: str
    written_at: datetime
    unsubscribe: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """Messages that share a pace: together at most so many a minute."""

    name: str
    per_minute: int


class Line(Protocol):
    """Takes one message after the other, for as long as the channel keeps it open."""

    def send(self, message: Message) -> None:
        """Hand the message over. Returning means that it was taken.

        Raises NotHandedOver (ChannelDown when whatever follows would fare no better), MessageRefused or
        OutcomeUnknown; any other exception is an outcome that is unknown.
        """


class Channel:
    """A way to reach people.

    `address_field` names the field of Person that holds the address; without one it is the person's verified
    `ContactAddress` of this channel. Who has none can't be reached.
    """

    address_field = ""

    def lane(self, address: str) -> Lane | None:
        """What messages to this address share a pace with; None when they may go as fast as they come."""
        return None

    @contextmanager
    def line(self) -> Iterator[Line]:
        """A line for a number of messages. A channel that has a connection keeps it open meanwhile."""
        yield self

    def send(self, message: Message) -> None:
        """Hand one message over, as `Line.send`."""
        raise NotImplementedError
