"""Where a reader is reached, and whether that is of any use."""

from notifications.channels import channel_named
from notifications.models import ContactAddress, DeadAddress, Notice
from register.models import Person


def address_of(notice: Notice) -> str:
    """The address that the notice would be sent to now; empty when its reader has none for its channel."""
    return notice.address if notice.person is None else address_by(notice.channel, notice.person)


def address_by(channel: str, person: Person) -> str:
    """The address of a person for a channel; empty without one."""
    if field := channel_named(channel).address_field:
        return str(getattr(person, field))
    verified = ContactAddress.objects.filter(person=person, channel=channel, verified_at__isnull=False)
    return verified.values_list("address", flat=True).first() or ""


def is_dead(channel: str, address: str) -> bool:
    """Whether nothing should be sent to the address any more."""
    return DeadAddress.objects.filter(channel=channel, address=address.lower(), cleared_at=None).exists()
