"""What can be said of an address that is dead."""

from uuid import UUID

from notifications.models import DeadAddress
from register.models import Event


def dead_address_words(uuid: UUID, language: str) -> dict[str, str]:
    """Whose address it is, and on which register."""
    dead = DeadAddress.objects.select_related("person").get(uuid=uuid)
    event = Event.objects.filter(kind="address.found-dead", subject_uuid=uuid).select_related("organisation").first()
    whose = f"{dead.person.full_name}, " if dead.person else ""
    return {
        "detail": f"{whose}{dead.address}",
        "reason": dead.detail,
        "association": event.organisation.name if event and event.organisation else "Leerregister",
        "path": f"dead-addresses/{dead.uuid}",
    }
