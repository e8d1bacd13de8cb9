"""Telling workers to look now. Nothing depends on it: what waits is a row, and a sweep finds it again."""

import logging
from collections.abc import Iterable
from typing import Any

from celery import current_app
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def nudge(task: str, messages: Iterable[dict[str, Any]], *, expires: float) -> int:
    """Queue one message for each set of arguments; returns how many. Stops when the queue cannot be reached."""
    sent = 0
    try:
        # Without this whoever asks waits seconds for a queue that is away.
        with current_app.connection_for_write(transport_options={"max_retries": 0}) as queue:
            for arguments in messages:
                current_app.send_task(task, kwargs=arguments, expires=expires, connection=queue, retry=False)
                sent += 1
    except OperationalError:
        logger.warning("queue_unreachable task=%s sent=%s", task, sent)
    return sent
