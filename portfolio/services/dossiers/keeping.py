"""Files of exports and imports in the store of evidence, apart from evidence itself."""

import logging
from typing import IO

from django.core.files.base import File

from portfolio.errors import EvidenceUnavailable
from portfolio.services.evidence.storing import store

logger = logging.getLogger(__name__)


def keep(key: str, content: IO[bytes]) -> None:
    """Put a file under this key, in the place of what a broken-off run left there. EvidenceUnavailable if it can't."""
    content.seek(0)
    try:
        store().delete(key)
        kept = store().save(key, File(content))
        if kept != key:
            store().delete(kept)
            raise OSError(f"{key} was taken")
    except Exception as error:  # each kind of store has its own
        logger.exception("dossier_file_not_kept key=%s", key)
        raise EvidenceUnavailable(
            nl="Het bestand kan nu niet worden bewaard. Probeer het later opnieuw.",
            en="The file cannot be kept now. Try again later.",
        ) from error


def opened(key: str) -> IO[bytes]:
    """The file, to be read and closed. EvidenceUnavailable when the store doesn't give it."""
    try:
        file: IO[bytes] = store().open(key)
    except Exception as error:  # each kind of store has its own
        logger.exception("dossier_file_not_read key=%s", key)
        raise EvidenceUnavailable(
            nl="Het bestand is nu niet te lezen. Probeer het later opnieuw.",
            en="The file cannot be read now. Try again later.",
        ) from error
    return file


def forget(key: str) -> bool:
    """Take the file out of the store; whether it is gone now. A next run tries again."""
    try:
        store().delete(key)
        return not store().exists(key)
    except Exception:  # each kind of store has its own
        logger.exception("dossier_file_left key=%s", key)
        return False
