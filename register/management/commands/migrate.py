"""`manage.py migrate` beside a system that goes on: it never makes others wait for a lock longer than a moment."""

import time
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections

# Who waits for a lock on a table makes everybody wait who comes after. So: give up soon, and try again.
LOCK_TIMEOUT = "800ms"
ATTEMPTS = 40
PAUSE = 2.0  # seconds
NOT_GIVEN = "55P03"  # lock_not_available


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        for attempt in range(1, ATTEMPTS + 1):
            with connection.cursor() as cursor:
                cursor.execute(f"SET lock_timeout = '{LOCK_TIMEOUT}'; SET statement_timeout = 0")
            try:
                super().handle(*args, **options)
                return
            except OperationalError as error:
                if getattr(error.__cause__, "sqlstate", "") != NOT_GIVEN:
                    raise
                self.stderr.write(f"A table was in use; what was done so far stays. Attempt {attempt} of {ATTEMPTS}.")
                time.sleep(PAUSE)
        raise CommandError("The tables stay in use. Run it again at a quieter moment; what was done so far stays.")
