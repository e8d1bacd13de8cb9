"""Receipts: whoever sends a formal message by this system hears when it came in, and what came in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from register.access import Actor
from register.models import Register
from register.rules.regulation import digest_of
from register.services.events import record_event


def give_receipt(
    *, message: str, of: UUID, said: Mapping[str, Any], register: Register, actor: Actor, now: datetime
) -> None:
    """Note that a formal message to a register came in: an `objection`, say, to the decision `of`. The actor gets a
    receipt.

    `said` is what was sent, by the names of the API. Of that only the digest is kept here: sha256 over its canonical
    JSON, so that its sender can show later what it was, and that it came in by then.
    """
    record_event(
        kind="receipt.given",
        subject_type="receipt",
        subject_uuid=of,
        register_id=register.pk,
        organisation_id=register.association_id,
        actor=actor,
        now=now,
        data={"message": message, "digest": digest_of({"message": message, "of": str(of), **said})},
    )
