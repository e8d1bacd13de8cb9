"""The rows of the world about messages: one of unknown outcome, and an address that is dead."""

from typing import Any

from notifications.models import ContactAddress, DeadAddress
from tests.factories.notifications import NoticeFactory
from tests.factories.register import NOW


def add_delivery(world: Any) -> None:
    world.rows["unknown_notice"] = _unknown(world["stranger_cycle"])
    world.rows["dead_address"] = _dead(world["stranger_cycle"].registration.person, "old@person.example")
    contact = ContactAddress.objects.create(
        person=world["stranger_cycle"].registration.person, channel="sms", address="+31687654321", added_at=NOW
    )
    contact.refresh_from_db()
    world.rows["contact_address"] = contact


def add_one_more_message(world: Any) -> None:
    """One more row in each list."""
    cycle, number = world["stranger_cycle"], DeadAddress.objects.count()
    _unknown(cycle, milestone=f"earn:{number} weeks")
    _dead(cycle.registration.person, f"old-{number}@person.example")


def _unknown(cycle: Any, **values: str) -> Any:
    sending = {"state": "UNKNOWN", "lease_until": NOW, "body": "Beste lezer …"}
    return NoticeFactory(cycle=cycle, kind="decision-taken", **sending, **values)


def _dead(person: Any, address: str) -> DeadAddress:
    dead = DeadAddress.objects.create(channel="pigeon", address=address, person=person, reason="BOUNCED", found_at=NOW)
    dead.refresh_from_db()
    return dead
