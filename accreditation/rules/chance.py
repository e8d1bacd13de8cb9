"""Chance that anybody can repeat: the same uuid and share give the same answer, for ever."""

from decimal import Decimal
from hashlib import sha256
from uuid import UUID

WHOLE = 2**64


def is_drawn(uuid: UUID, *, share: Decimal) -> bool:
    """Whether the thing is among the `share` (0 to 1) that is drawn."""
    number = int.from_bytes(sha256(uuid.bytes).digest()[:8], "big")
    return number < share * WHOLE
