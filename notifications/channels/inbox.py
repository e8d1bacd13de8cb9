"""The inbox inside the system: for who wants no copy elsewhere. The text that a notice keeps is what stands there."""

from notifications.channels.interface import Channel, Message


class InboxChannel(Channel):
    """Sends nothing: writing the notice down put it in the inbox of its reader. Everybody has one."""

    address_field = "uuid"

    def send(self, message: Message) -> None:
        """Taken, since it was written."""


channel = InboxChannel()
