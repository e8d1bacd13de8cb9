"""Text messages to telephones, by the gateway that the setting `SMS_GATEWAY` names."""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from notifications.channels.interface import Channel, Lane, Message

LONGEST = 160


class Gateway(Protocol):
    """What puts a text on a telephone. Raises as `Line.send`."""

    def send(self, *, number: str, text: str, reference: str) -> None:
        """Hand over the text for a number such as +31612345678. The same `reference` is the same message."""


class ConsoleGateway:
    """Writes the text on the console: for trying things out. Nothing reaches a telephone."""

    def send(self, *, number: str, text: str, reference: str) -> None:
        print(f"SMS {reference} to {number}: {text}", flush=True)


class SmsChannel(Channel):
    """Sends the subject and where to read on: what is in a dossier isn't put on a screen that lies on the table."""

    def lane(self, address: str) -> Lane | None:
        return Lane("sms", settings.SMS_PER_MINUTE) if settings.SMS_PER_MINUTE else None

    def send(self, message: Message) -> None:
        gateway: Gateway = import_string(settings.SMS_GATEWAY)()
        gateway.send(number=message.address, text=text_of(message), reference=message.message_id)


def text_of(message: Message) -> str:
    """One message of a telephone: the subject as far as it fits, and the address of the service.

    Three points and not one sign for them: with that sign a telephone counts seventy to a message.
    """
    link = settings.PUBLIC_URL
    room = LONGEST - len(link) - 1
    subject = message.subject if len(message.subject) <= room else message.subject[: room - 3] + "..."
    return f"{subject} {link}"


channel = SmsChannel()
