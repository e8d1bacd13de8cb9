"""Judging a whole register: from numbers read by one statement per chunk, and from the facts where they are needed."""

from __future__ import annotations

import gc
import json
import logging
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from portfolio.selectors.dossiers import CycleDossier, dossiers
from portfolio.services.kept_numbers import Keeping, KeptReader
from portfolio.services.measuring import LedgerReader
from portfolio.services.running_cycles import Due, ranges_of, running_cycles
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
    error: Exception | None = None


@dataclass
class Tally:
    """How many were judged from numbers that were kept, from numbers read for them, and from their facts."""

    from_kept: int = 0
    from_numbers: int = 0
    from_facts: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, *, from_kept: int, from_numbers: int, from_facts: int) -> None:
        """Count a chunk; threads may do so at the same time."""
        with self._lock:
            self.from_kept += from_kept
            self.from_numbers += from_numbers
            self.from_facts += from_facts


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
    an id above `after` (and below `before`) are judged: so a run is taken up again, or shared among processes. With
    `kept`, numbers that were kept are used where they still hold, and the ledger is not read for them. With more
    `workers` each chunk is judged over a connection of its own, which sees only what has been committed.
    """
    judge = RegisterJudge(register, regulation, on=on, now=now, tally=tally, kept=kept)
    if workers == 1:
        yield from judge.range(after, before)
        return
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[list[Outcome]]] = deque()
        for first, end in ranges_of(register, after, before):
            waiting.append(pool.submit(judge.elsewhere, first, end))
            if len(waiting) > 2 * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


class RegisterJudge(threading.local):
    """Judges ranges of registrations; each thread keeps the frames it has made for the next range."""

    def __init__(
        self,
        register: Register,
        regulation: Rules | None = None,
        *,
        on: date,
        now: datetime,
        tally: Tally | None = None,
        kept: bool = False,
    ) -> None:
        self.register, self.regulation, self.on, self.now, self.kept = register, regulation, on, now, kept
        self.tally = tally or Tally()
        self.runs: dict[int, _Run] = {}

    def elsewhere(self, after: int, before: int | None) -> list[Outcome]:
        """The outcomes of a range, over a connection that is closed afterwards."""
        try:
            return list(self.range(after, before))
        finally:
            connection.close()

    def range(self, after: int, before: int | None) -> Iterator[Outcome]:
        """The outcomes of a range, a chunk at a time."""
        while True:
            with _garbage_left_alone():
                chunk = running_cycles(self.register, self.on, self.now, after, before)
                found = self.judge(chunk)
            if not chunk:
                return
            for one in chunk:
                made = found[one.registration_id]
                if isinstance(made, Exception):
                    yield Outcome(one.registration_id, None, made)
                else:
                    yield Outcome(one.registration_id, made)
            after = chunk[-1].registration_id

    def judge(self, due: Sequence[Due]) -> dict[int, Verdict | Exception]:
        """What each registration comes to."""
        found: dict[int, Verdict | Exception] = {}
        for run, mine in self._by_version(due):
            found |= run.judge(mine, self.tally, kept=self.kept)
        return found

    def keep(self, due: Sequence[Due]) -> None:
        """Keep the numbers of these registrations for another day. The caller holds their marks."""
        for run, mine in self._by_version(due):
            run.keep(mine)

    def unchanged(self, due: Sequence[Due]) -> set[int]:
        """The registrations whose kept numbers still come to the verdict of their standing."""
        again = (one for run, mine in self._by_version(due) for one in run.kept.again(mine))
        return {one.registration_id for one in again if one.same}

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
            found.update((one.registration_id, one.verdict) for one in self.kept.again(due))
            due = [one for one in due if one.registration_id not in found]
        verdicts = self._from_numbers(due)
        read = {one.registration_id: made for one, made in zip(due, verdicts, strict=True) if made is not None}
        found |= read
        rest = [one for one, made in zip(due, verdicts, strict=True) if made is None]
        tally.add(from_kept=len(found) - len(read), from_numbers=len(read), from_facts=len(rest))
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
    before = [tuple(map(date.fromisoformat, days)) for days in json.loads(earlier or "[]")]
    periods = tuple(Period(start, end) for start, end in before)
    return Dossier(Person(registered_on, json.loads(attributes or "{}")), Period(starts_on, ends_before), periods)
