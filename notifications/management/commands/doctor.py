"""`manage.py doctor`: does everything hold that must always be true? For after a restore, and for every night."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accreditation.selectors import promises as desk
from notifications.selectors import promises as outbox
from portfolio.errors import EvidenceUnavailable
from portfolio.models import DisciplinaryOrder, Evidence, Standing
from portfolio.selectors import promises as ledger
from portfolio.services.decisions.trail import broken_links
from portfolio.services.evidence.removing import expired_evidence
from portfolio.services.evidence.storing import FOLDERS, files_in, read_file, stored_at
from portfolio.services.evidence.tidying import ORPHAN_AGE
from portfolio.services.past_standings import judged, written
from register.clock import now
from register.models import Register
from register.selectors import promises as tables
from register.selectors.promises import SHOWN
from register.services.walls import departing_walls, weak_places

PROMISES = (*tables.PROMISES, *desk.PROMISES, *ledger.PROMISES, *outbox.PROMISES)
GRACE = timedelta(days=2)  # for what is done by the day


class Command(BaseCommand):
    help = "Looks whether everything holds that must always be true; ends with 1 and says where when it does not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--standings", type=int, default=1000, help="how many standings to make again (1000)")
        parser.add_argument("--files", action="store_true", help="read every file of evidence, too")

    def handle(self, *args: Any, **options: Any) -> None:
        at = now()
        found = [
            self._tell("guards", "Every trigger and constraint is there and on.", list(tables.missing_guards())),
            self._tell("walls", "Every table with rows of somebody has its wall.", list(departing_walls())),
            self._tell("roles", "Web and workers may do no more than their work.", list(weak_places())),
            *(self._promise(promise, at) for promise in PROMISES),
            self._tell("chains", "The chain of documents of each register holds.", list(_broken_chains())),
            self._tell("standings", "Standings made again come out the same.", list(_departing(options["standings"]))),
            self._tell("kept-its-term", "No evidence is kept past its term.", list(_kept_too_long(at))),
        ]
        if options["files"]:
            found.append(self._tell("files", "Every file of evidence is there and unchanged.", list(_bad_files())))
            found.append(self._tell("rows", "Every file in the store has its row.", list(_files_without_a_row(at))))
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


def _files_without_a_row(at: datetime) -> Iterator[str]:
    """Files that the clean-up should have removed; a week is how long it leaves them."""
    for folder in FOLDERS:
        known = Evidence.objects.filter(key__startswith=f"{folder}/").values_list("key", flat=True)
        orders = DisciplinaryOrder.objects.filter(key__startswith=f"{folder}/").values_list("key", flat=True)
        strangers = sorted(files_in(folder) - set(known) - set(orders))
        yield from (key for key in strangers if at - stored_at(key) > ORPHAN_AGE + GRACE)


def _kept_too_long(at: datetime) -> Iterator[str]:
    """What the daily job should have let go of."""
    yield from (str(evidence.uuid) for evidence in expired_evidence(now=at - GRACE))
