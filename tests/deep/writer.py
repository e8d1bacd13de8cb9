"""Writes entries for one person, in several threads, until the database stops answering: `python -m tests.deep.writer`.

Prints `acknowledged N` for what the database said it has, and `unknown N` for what it was asked and never answered.
Numbers given are written instead; what is there already is there once.
"""

import itertools
import os
import sys
import threading

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection  # noqa: E402

from portfolio.models import LedgerEntry  # noqa: E402
from portfolio.services.ledger import record_entry  # noqa: E402
from register.clock import now, today  # noqa: E402
from register.models import Person  # noqa: E402

THREADS = 8
said = threading.Lock()


def write(number: int) -> None:
    try:
        record_entry(
            person=Person.objects.order_by("id").first(),
            registration=None,
            kind="activity",
            on=today(),
            category="other",
            quantity=1,
            unit="hour",
            source_key=f"failover/{number}",
            validation=LedgerEntry.Validation.OFFICE,
            actor=None,
            now=now(),
        )
    except Exception as error:
        say(f"unknown {number} {type(error).__name__}")
        raise
    say(f"acknowledged {number}")


def say(words: str) -> None:
    with said:
        print(words, flush=True)


def keep_writing(numbers: itertools.count) -> None:
    try:
        while True:
            write(next(numbers))
    except Exception:
        connection.close()


def main(numbers: list[str]) -> None:
    if numbers:
        for number in numbers:
            if not LedgerEntry.objects.filter(source_key=f"failover/{number}").exists():
                write(int(number))
        return
    count = itertools.count()
    threads = [threading.Thread(target=keep_writing, args=[count]) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(sys.argv[1:])
