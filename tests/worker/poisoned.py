"""Settings of a worker that dies as soon as it writes to a person of the name Poison."""

import os

from celery.signals import worker_process_init

from config.settings import *  # noqa: F403


@worker_process_init.connect
def poison(**_: object) -> None:
    from notifications.services import delivery

    write = delivery._write

    def fatal(notice, *given):
        if notice.person.family_name == "Poison":
            os._exit(1)
        return write(notice, *given)

    delivery._write = fatal
