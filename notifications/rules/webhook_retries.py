"""When a webhook that did not arrive is sent again. The table is part of what is promised: docs/webhooks.md."""

from datetime import timedelta

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=12),
    timedelta(hours=18),
    timedelta(hours=24),
)
ATTEMPTS = len(WAITS) + 1


def wait_after(attempts: int, *, jitter: float) -> timedelta | None:
    """How long to wait after so many attempts; None when it was the last.

    Up to a tenth less by `jitter` in [0, 1), so that what failed together does not come back together and the last
    attempt is within three days of the first.
    """
    if attempts >= ATTEMPTS:
        return None
    return WAITS[attempts - 1] * (1 - 0.1 * jitter)
