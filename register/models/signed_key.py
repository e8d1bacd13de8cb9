"""Keys that open a row to whoever they were mailed to: signatures of its uuid, kept nowhere."""

from uuid import UUID

from django.core.signing import BadSignature, Signer


def key_of(uuid: UUID, *, salt: str) -> str:
    """What opens the row. For the mail to its address, and nobody else."""
    return Signer(salt=salt).signature(str(uuid))


def is_key_of(uuid: UUID, key: str, *, salt: str) -> bool:
    """Whether this opens the row."""
    signer = Signer(salt=salt)
    try:
        signer.unsign(f"{uuid}{signer.sep}{key}")
    except BadSignature:
        return False
    return True
