"""Judging a whole register: from numbers read by one statement per chunk, and from the facts where they are needed."""

from __future__ import annotations

import gc
import json
import logging
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing import get_context
from typing import NamedTuple

from django.db import connection

from portfolio.selectors.dossiers import CycleDossier, dossiers
from portfolio.services.kept_numbers import Keeping, KeptReader
from portfolio.services.measuring import LedgerReader
from portfolio.services.running_cycles import Due, chunks_of, due_on
from register.models import Cycle, Register, Regulation
from register.rules.facts import Dossier, Period, Person
from register.rules.plan import Keep, Member, Plan
from register.rules.plan_facts import Facts
from register.rules.plan_questions import Unrecorded
from register.rules.regulation import Regulation as Rules
from register.rules.verdict import Verdict, verdict_of
from register.selectors import rules_of

logger = logging.getLogger(__name__)
FACTS_AT_ONCE = 500
MOST_SAMPLES = 200_000


class Outcome(NamedTuple):
    """What a registration came to: a verdict, or the reason why it could not be judged."""

    registration_id: int
    verdict: Verdict | None
    error: str = ""


@dataclass
class Tally:
    """How many were judged from numbers that were kept, from numbers read for them, and from their facts."""

    from_kept: int = 0
    from_numbers: int = 0
    from_facts: int = 0

    def add(self, other: Tally) -> None:
        """Count the others too."""
        self.from_kept += other.from_kept
        self.from_numbers += other.from_numbers
        self.from_facts += other.from_facts


def judge_whole_register(
    register: Register,
    *,
    on: date,
    now: datetime,
    regulation: Rules | None = None,
    after: int = 0,
    before: int | None = None,
    tally: Tally | None = None,
    kept: bool = False,
    workers: int = 1,
) -> Iterator[Outcome]:
    """Judge every running cycle of a register as of a day, in order of registration, in constant memory.

    `regulation` judges all instead of the version that each cycle has, to try out a proposal. Only registrations with
    an id above `after` (and below `before`) are judged: so a run is taken up again, or shared among machines. With
    `kept`, numbers that were kept are used where they still hold, and the ledger is not read for them. With more
    `workers` there are so many processes, each with a connection of its own that sees only what has been committed;
    the caller must not be in a transaction.
    """
    judge = RegisterJudge(register, regulation, on=on, now=now, kept=kept)
    chunks = chunks_of(register, after, before)
    for found, counted in map(judge.found, chunks) if workers == 1 else _by_processes(judge, chunks, workers):
        if tally is not None:
            tally.add(counted)
        for registration, made in found.items():
            yield Outcome(registration, None, made) if isinstance(made, str) else Outcome(registration, made)


Judged = tuple[dict[int, Verdict | str], Tally]
"""What each registration came to, and how they were judged. Plain, as processes send it to each other."""


def _by_processes(judge: RegisterJudge, chunks: Iterator[list[int]], workers: int) -> Iterator[Judged]:
    connection.close()
    with ProcessPoolExecutor(workers, get_context("fork"), initializer=_Worker.begin, initargs=(judge,)) as pool:
        pool.submit(bool).result()  # makes the processes while there is no connection that they would share
        waiting: deque[Future[Judged]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_Worker.found, chunk))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


class _Worker:
    """One of the processes; its judge keeps the frames it has made for the next chunk."""

    judge: RegisterJudge

    @classmethod
    def begin(cls, judge: RegisterJudge) -> None:
        cls.judge = judge

    @classmethod
    def found(cls, registrations: list[int]) -> Judged:
        return cls.judge.found(registrations)


class RegisterJudge:
    """Judges registrations of one register; keeps the frames it has made for the next ones."""

    def __init__(
        self,
        register: Register,
        regulation: Rules | None = None,
        *,
        on: date,
        now: datetime,
        kept: bool = False,
    ) -> None:
        self.register, self.regulation, self.on, self.now, self.kept = register, regulation, on, now, kept
        self.runs: dict[int, _Run] = {}

    def found(self, registrations: Sequence[int]) -> Judged:
        """What those come to that have a cycle to judge, or why they could not be judged; in order of registration."""
        tally = Tally()
        with _garbage_left_alone():
            due = due_on(registrations, on=self.on, now=self.now)
            found = self.judge(due, tally)
            made = ((one.registration_id, found[one.registration_id]) for one in due)
            return {one: str(what) if isinstance(what, Exception) else what for one, what in made}, tally

    def judge(self, due: Sequence[Due], tally: Tally | None = None) -> dict[int, Verdict | Exception]:
        """What each registration comes to."""
        found: dict[int, Verdict | Exception] = {}
        for run, mine in self._by_version(due):
            found |= run.judge(mine, tally or Tally(), kept=self.kept)
        return found

    def keep(self, due: Sequence[Due]) -> None:
        """Keep the numbers of these registrations for another day. The caller holds their marks."""
        for run, mine in self._by_version(due):
            run.keep(mine)

    def unchanged(self, due: Sequence[Due]) -> set[int]:
        """The registrations whose kept numbers still come to the verdict of their standing."""
        return {one for run, mine in self._by_version(due) for one in run.kept.unchanged(mine)}

    def _by_version(self, due: Sequence[Due]) -> Iterator[tuple[_Run, list[Due]]]:
        for version in {one.regulation_id for one in due}:
            yield self._run(version), [one for one in due if one.regulation_id == version]

    def _run(self, version: int) -> _Run:
        if version not in self.runs:
            rules = self.regulation or rules_of(Regulation.objects.get(pk=version))
            self.runs[version] = _Run(self.register, rules, on=self.on, now=self.now)
        return self.runs[version]


class _Run:
    """One regulation over one register."""

    def __init__(self, register: Register, rules: Rules, *, on: date, now: datetime) -> None:
        self.register, self.rules, self.on, self.now = register, rules, on, now
        self.plan = Plan(rules, as_of=on, dossier_of=dossier_of)
        self.reader = LedgerReader(register, on=on, known_at=now)
        self.kept = KeptReader(self.plan)

    def judge(self, due: Sequence[Due], tally: Tally, *, kept: bool) -> dict[int, Verdict | Exception]:
        found: dict[int, Verdict | Exception] = {}
        if kept:
            found.update(self.kept.again(due))
            due = [one for one in due if one.registration_id not in found]
        held = len(found)
        verdicts = self._from_numbers(due)
        found.update((one.registration_id, made) for one, made in zip(due, verdicts, strict=True) if made is not None)
        rest = [one for one, made in zip(due, verdicts, strict=True) if made is None]
        tally.add(Tally(held, len(found) - held, len(rest)))
        found.update(self._from_facts(rest))
        return found

    def keep(self, due: Sequence[Due]) -> None:
        """Keep the numbers of these registrations for another day."""
        keeping = Keeping(self.kept, due)
        facts, _ = self._measured(due, keeping.take)
        keeping.store(facts)

    def _from_numbers(self, due: Sequence[Due]) -> list[Verdict | None]:
        if self.plan.hopeless or not due:
            return [None] * len(due)
        return self._measured(due)[1]

    def _measured(self, due: Sequence[Due], keep: Keep | None = None) -> tuple[Facts, list[Verdict | None]]:
        if len(self.reader.samples) > MOST_SAMPLES:  # what is asked about them is kept too: memory must not grow
            self.reader = LedgerReader(self.register, on=self.on, known_at=self.now)
            self.plan.forget()
        facts, broken = self.reader.read(due)
        try:
            verdicts = self.plan.judge([one.member for one in due], facts, keep)
        except Unrecorded:
            self.reader.with_recorded = True
            return self._measured(due, keep)
        for n in broken:
            verdicts[n] = None
        return facts, verdicts

    def _from_facts(self, due: Sequence[Due]) -> Iterator[tuple[int, Verdict | Exception]]:
        for first in range(0, len(due), FACTS_AT_ONCE):
            ids = [one.cycle_id for one in due[first : first + FACTS_AT_ONCE]]
            cycles = Cycle.objects.filter(pk__in=ids).select_related("registration")
            for found in dossiers(cycles, on=self.on, known_at=self.now):
                if isinstance(found, CycleDossier):
                    yield found.cycle.registration_id, self._judge_facts(found)
                else:
                    yield found[0].registration_id, found[1]

    def _judge_facts(self, found: CycleDossier) -> Verdict | Exception:
        try:
            return verdict_of(self.rules.evaluate(found.dossier, as_of=self.on))
        except Exception as error:  # one dossier that breaks the rules' code must not stop the others
            logger.exception("standing_not_made registration=%s", found.cycle.registration_id)
            return error


@contextmanager
def _garbage_left_alone() -> Iterator[None]:
    """Within a chunk hardly anything is thrown away that holds itself, but looking for it is a quarter of the work."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def dossier_of(member: Member) -> Dossier:
    """The dossier of such a person, without facts."""
    registered_on, starts_on, ends_before, attributes, earlier = member
    before = tuple(Period(start, end) for start, end in earlier)
    return Dossier(Person(registered_on, json.loads(attributes or "{}")), Period(starts_on, ends_before), before)
