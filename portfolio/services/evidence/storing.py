"""The store of files: whatever Django's `STORAGES` says under `evidence`."""

import hashlib
import logging
import secrets
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from portfolio.errors import EvidenceUnavailable

logger = logging.getLogger(__name__)
# Keys begin with the first two signs of a random name: none of the folders grows long.
FOLDERS = tuple(f"{number:02x}" for number in range(256))


def store() -> Storage:
    return storages["evidence"]


def store_file(content: bytes) -> str:
    """Keep the file under a random name, which is returned. EvidenceUnavailable, and nothing kept, when it fails."""
    name = secrets.token_hex(24)
    key = f"{name[:2]}/{name}"
    try:
        kept = store().save(key, ContentFile(content))
        if store().size(kept) != len(content):
            raise OSError(f"{kept} was not kept whole")
    except Exception as error:  # each kind of store has its own
        logger.exception("evidence_not_stored")
        forget_file(key)
        raise EvidenceUnavailable(
            nl="Het bestand kan nu niet worden bewaard. Er is niets bewaard; probeer het later opnieuw.",
            en="The file cannot be kept now. Nothing was kept; try again later.",
        ) from error
    return kept


def forget_file(key: str) -> None:
    """Take a file out of the store. When that fails the clean-up of orphans does it later."""
    try:
        store().delete(key)
    except Exception:  # each kind of store has its own
        logger.exception("evidence_file_left key=%s", key)


def read_file(key: str, *, digest: str) -> bytes:
    """The file as it was kept. EvidenceUnavailable when it can't be read, or is not what was kept."""
    try:
        with store().open(key) as file:
            content: bytes = file.read()
    except Exception as error:  # each kind of store has its own
        logger.exception("evidence_not_read key=%s", key)
        raise _unreadable() from error
    if hashlib.sha256(content).hexdigest() != digest:
        logger.error("evidence_changed_in_store key=%s", key)
        raise _unreadable()
    return content


def files_in(folder: str) -> set[str]:
    """The keys of all files in one of the FOLDERS. Fails when the store can't be reached."""
    try:
        return {f"{folder}/{name}" for name in store().listdir(folder)[1]}
    except FileNotFoundError:  # nothing was put there yet
        return set()


def stored_at(key: str) -> datetime:
    """When a file was put into the store."""
    return store().get_modified_time(key)


def _unreadable() -> EvidenceUnavailable:
    return EvidenceUnavailable(
        nl="Het bestand is nu niet te lezen. Probeer het later opnieuw; blijft het zo, meld het dan de beheerder.",
        en="The file cannot be read now. Try again later; when that does not help, tell the operator.",
    )
