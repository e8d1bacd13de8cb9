"""`manage.py doctor`: does everything hold that must always be true? For after a restore, and for every night."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from notifications.selectors import promises as outbox
from portfolio.errors import EvidenceUnavailable
from portfolio.models import Evidence, Standing
from portfolio.selectors import promises as ledger
from portfolio.services.decisions.trail import broken_links
from portfolio.services.evidence.storing import read_file
from portfolio.services.past_standings import judged, written
from register.clock import now
from register.models import Register
from register.selectors import promises as tables
from register.selectors.promises import SHOWN

PROMISES = (*tables.PROMISES, *ledger.PROMISES, *outbox.PROMISES)


class Command(BaseCommand):
    help = "Looks whether everything holds that must always be true; ends with 1 and says where when it does not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--standings", type=int, default=1000, help="how many standings to make again (1000)")
        parser.add_argument("--files", action="store_true", help="read every file of evidence, too")

    def handle(self, *args: Any, **options: Any) -> None:
        at = now()
        found = [
            self._tell("guards", "Every trigger and constraint is there and on.", list(tables.missing_guards())),
            *(self._promise(promise, at) for promise in PROMISES),
            self._tell("chains", "The chain of documents of each register holds.", list(_broken_chains())),
            self._tell("standings", "Standings made again come out the same.", list(_departing(options["standings"]))),
        ]
        if options["files"]:
            found.append(self._tell("files", "Every file of evidence is there and unchanged.", list(_bad_files())))
        if not all(found):
            raise SystemExit(1)
        self.stdout.write("Everything holds.")

    def _promise(self, promise: tables.Promise, at: datetime) -> bool:
        looked = tables.kept(promise, now=at)
        return self._tell(promise.code, promise.en, list(looked.examples), count=looked.broken)

    def _tell(self, code: str, says: str, examples: list[str], *, count: int | None = None) -> bool:
        if not examples:
            self.stdout.write(f"  holds   {code}: {says}")
            return True
        self.stdout.write(f"  BROKEN  {code}: {says} {count or len(examples)}: {', '.join(examples[:SHOWN])}")
        return False


def _broken_chains() -> Iterator[str]:
    for register in Register.objects.order_by("code"):
        yield from (f"{one.register}: {one.en}" for one in broken_links(register))


def _departing(many: int) -> Iterator[str]:
    """Kept standings that come out otherwise when they are made again with what was known; drawn at random."""
    kept = Standing.objects.filter(cycle__registration__stale_standing=None).select_related("cycle__regulation")
    for standing in kept.order_by("?")[:many]:
        again = written(*judged(standing.cycle, on=standing.as_of, known_at=standing.computed_at))
        if again != standing.document:
            yield str(standing.cycle.uuid)


def _bad_files() -> Iterator[str]:
    for evidence in Evidence.objects.filter(lost_at=None).iterator():
        try:
            read_file(evidence.key, digest=evidence.digest)
        except EvidenceUnavailable:
            yield str(evidence.uuid)
