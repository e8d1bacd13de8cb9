"""When a message that could not be handed over is tried again."""

from datetime import timedelta

MAX_ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=12)


def wait_after(attempts: int, *, jitter: float) -> timedelta | None:
    """How long to wait after so many attempts; None when it was the last.

    2, 8, 32, … minutes, at most 12 hours, and up to a fifth more or less by `jitter` in [0, 1), so that what failed
    together doesn't come back together. All waits together outlast a mail server that is down for a day.
    """
    if attempts >= MAX_ATTEMPTS:
        return None
    wait = min(FIRST_WAIT * int(4 ** (attempts - 1)), LONGEST_WAIT)
    return wait * (0.8 + 0.4 * jitter)
