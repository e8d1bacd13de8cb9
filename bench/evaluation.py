"""Judging a whole register, against one plain GROUP BY over the same ledger."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

from bench.data import TODAY
from bench.timing import Comparison, interleave
from portfolio.models import LedgerEntry, StaleStanding
from portfolio.services.running_cycles import chunks_of, due_on
from portfolio.services.standings import judge_cycles, judge_register, refresh_stale_standings
from portfolio.services.whole_register import RegisterJudge, Tally, judge_whole_register
from register.clock import now
from register.models import Cycle, Register
from register.rules.document import load_document
from register.rules.regulation import Regulation

# The floor: what the facts of everybody are worth, by category, and nothing judged.
GROUP_BY = """
SELECT r.id, coalesce(a.category, l.category), sum(coalesce(a.quantity, l.quantity))
FROM register_registration r
JOIN portfolio_ledgerentry l ON l.person_id = r.person_id
LEFT JOIN accreditation_edition e ON e.id = l.edition_id
LEFT JOIN accreditation_accreditation a ON a.course_id = e.course_id AND a.register_id = r.register_id
WHERE r.register_id = %s AND r.id < %s GROUP BY 1, 2
"""
FLOOR = "plain GROUP BY"
EVERYBODY = 2**62
NOON = datetime.combine(TODAY, time(12), UTC)
EXPLAINED = 2_000
TOUCHED = 10_000


class Judging:
    """The ways to judge a register, each a comparison of its own."""

    def __init__(self, register: Register, *, runs: int) -> None:
        self.register, self.runs = register, runs
        self.people = register.registrations.count()

    def numbers(self) -> list[Comparison]:
        """Sums: the rules of the register itself, on the day itself and looking back on it."""
        back = {"now": NOON + timedelta(days=20)}
        return [
            self._against_floor(f"judge {self.people:,} registrations", lambda: self._judge()),
            self._against_floor(f"judge {self.people:,}, looking back", lambda: self._judge(**back)),
        ]

    def workers(self) -> list[Comparison]:
        """The same by two processes."""
        return [self._against_floor(f"judge {self.people:,}, two processes", lambda: self._judge(workers=2))]

    def demanding(self) -> list[Comparison]:
        """Rules that need every fact of a person."""
        rules = Regulation.from_document(load_document((Path(__file__).parent / "demanding.yaml").read_text()))
        return [self._against_floor(f"judge {self.people:,} by every fact", lambda: self._judge(regulation=rules))]

    def kept(self) -> list[Comparison]:
        """The next day, from numbers that were kept."""
        tomorrow: dict[str, Any] = {"on": TODAY + timedelta(days=1), "now": NOON + timedelta(days=1)}
        self._keep()
        again = self._against_floor(
            f"judge {self.people:,} again, kept numbers", lambda: self._judge(kept=True, **tomorrow)
        )
        return [again]

    def explained(self) -> list[Comparison]:
        """With every reason, as a person sees it: for some of them, against the floor for the same."""
        some = min(EXPLAINED, self.people)
        last = self.register.registrations.order_by("pk").values_list("pk", flat=True)[some - 1]

        def explain() -> int:
            return sum(1 for _ in islice(judge_register(self.register, on=TODAY, now=now()), some))

        return [
            interleave(
                f"judge {some:,}, explained", explain, FLOOR, lambda: self._group_by(last + 1), runs=min(self.runs, 3)
            )
        ]

    def upkeep(self) -> list[Comparison]:
        """A list is booked: those on it get their standing anew, against explaining just these and storing nothing."""
        registrations = list(self.register.registrations.order_by("pk")[: min(TOUCHED, self.people // 5)])
        cycles = Cycle.objects.filter(registration__in=registrations).select_related("registration", "regulation")

        def book() -> None:
            StaleStanding.objects.all().delete()
            LedgerEntry.objects.bulk_create(
                LedgerEntry(
                    person_id=one.person_id,
                    registration=one,
                    effective_on=TODAY,
                    category="oda",
                    quantity=1,
                    unit="hour",
                    validation="ASSESSED",
                    source_key=f"upkeep/{uuid4()}",
                    recorded_at=now(),
                )
                for one in registrations
            )

        def refresh() -> None:
            done = refresh_stale_standings(on=TODAY, now=now(), limit=len(registrations))
            if done != len(registrations) or StaleStanding.objects.exists():
                raise AssertionError(f"{done} of {len(registrations)} were made anew")

        def explain() -> int:
            return sum(1 for _ in judge_cycles(cycles, on=TODAY, now=now()))

        name = f"refresh the {len(registrations):,} on a list of {len(registrations):,} rows"
        return [interleave(name, refresh, "explain the same people", explain, runs=min(self.runs, 3), between=book)]

    def _against_floor(self, name: str, work: Callable[[], object]) -> Comparison:
        return interleave(name, work, FLOOR, self._group_by, runs=self.runs)

    def _judge(self, **how: object) -> int:
        tally = Tally()
        given: dict[str, Any] = {"on": TODAY, "now": NOON} | how
        count = sum(1 for _ in judge_whole_register(self.register, tally=tally, **given))
        if tally.from_facts or count != self.people:
            raise AssertionError(f"{tally} of {self.people}")
        return count

    def _keep(self) -> None:
        judge = RegisterJudge(self.register, on=TODAY, now=NOON)
        for registrations in chunks_of(self.register, 0, None):
            judge.keep(due_on(registrations, on=TODAY, now=NOON))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE) portfolio_keptnumbers")

    def _group_by(self, before: int = EVERYBODY) -> int:
        count = 0
        with transaction.atomic(), connection.chunked_cursor() as cursor:
            cursor.execute(GROUP_BY, [self.register.pk, before])
            while rows := cursor.fetchmany(20_000):
                count += len(rows)
        return count
