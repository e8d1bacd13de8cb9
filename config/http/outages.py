"""What we depend on is away or busy for a moment: 503 with a time to come again. Nothing was half recorded."""

import errno
import logging
import random

from django.db import Error, InterfaceError, OperationalError
from django.http import UnreadablePostError
from redis.exceptions import ConnectionError as CacheAway
from redis.exceptions import TimeoutError as CacheSlow

logger = logging.getLogger(__name__)

# A server that stands by and cannot write, and a transaction that it ended: PostgreSQL counts these as other errors.
PASSING = {"25006", "25P03"}
# No room for what comes in, or no more files may be open.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE}
# Seconds; spread, so that all who were turned away do not come back together.
SOONEST, LATEST = 2, 10


def is_outage(error: BaseException | None) -> bool:
    """Whether this passes by itself.

    A database or cache that is away, a lost connection, a deadlock, a lock or an answer that took too long; what was
    sent and could not be taken in, because it broke off or there is no room.
    """
    if isinstance(error, OperationalError | InterfaceError | CacheAway | CacheSlow | UnreadablePostError):
        return True
    if isinstance(error, OSError):
        return error.errno in FULL
    return isinstance(error, Error) and _sqlstate(error) in PASSING


def retry_after(error: BaseException) -> str:
    """The value of `Retry-After`; what happened goes to the log, without a word of the row it happened to."""
    logger.warning("outage kind=%s sqlstate=%s", type(error.__cause__ or error).__name__, _sqlstate(error) or "none")
    return str(random.randint(SOONEST, LATEST))


def _sqlstate(error: BaseException) -> str:
    return getattr(error.__cause__, "sqlstate", None) or ""
