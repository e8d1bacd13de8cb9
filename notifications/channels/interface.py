"""What every channel takes and does."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """A message that is ready to leave. `message_id` is the same each time the same notice is sent."""

    message_id: str
    address: str
    name: str
    subject: str
    text: str
    html: str
    written_at: datetime


class Channel(Protocol):
    """Hands messages over.

    `address_field` names the field of Person that holds the address; who has none there can't be reached.
    """

    address_field: str

    def send(self, message: Message) -> None:
        """Hand the message over. Returning means that it was taken.

        Raises NotHandedOver, MessageRefused or OutcomeUnknown; any other exception is an outcome that is unknown.
        """
