"""Judging a whole register: from numbers read by one statement per chunk, and from the facts where they are needed."""

from __future__ import annotations

import json
import logging
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from portfolio.selectors import CycleDossier, dossiers
from portfolio.services.measuring import LedgerReader
from portfolio.services.running_cycles import Due, ranges_of, running_cycles
from register.models import Cycle, Register, Regulation
from register.rules.facts import Dossier, Period, Person
from register.rules.plan import Member, Plan
from register.rules.plan_questions import Unrecorded
from register.rules.regulation import Regulation as Rules
from register.rules.verdict import Verdict, verdict_of
from register.selectors import rules_of

logger = logging.getLogger(__name__)
FACTS_AT_ONCE = 500


class Outcome(NamedTuple):
    """What a registration came to: a verdict, or the reason why it could not be judged."""

    registration_id: int
    verdict: Verdict | None
    error: Exception | None = None


@dataclass
class Tally:
    """How many were judged from numbers and how many from their facts."""

    from_numbers: int = 0
    from_facts: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, *, from_numbers: int, from_facts: int) -> None:
        """Count a chunk; threads may do so at the same time."""
        with self._lock:
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
    workers: int = 1,
) -> Iterator[Outcome]:
    """Judge every running cycle of a register as of a day, in order of registration, in constant memory.

    `regulation` judges all instead of the version that each cycle has, to try out a proposal. Only registrations with
    an id above `after` (and below `before`) are judged: so a run is taken up again, or shared among processes. With
    more `workers` each chunk is judged over a connection of its own, which sees only what has been committed.
    """
    judge = _Judge(register, regulation, on=on, now=now, tally=tally or Tally())
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


class _Judge(threading.local):
    """Judges ranges of registrations; each thread keeps the frames it has made for the next range."""

    def __init__(self, register: Register, regulation: Rules | None, *, on: date, now: datetime, tally: Tally) -> None:
        self.register, self.regulation, self.on, self.now, self.tally = register, regulation, on, now, tally
        self.runs: dict[int, _Run] = {}

    def elsewhere(self, after: int, before: int | None) -> list[Outcome]:
        """The outcomes of a range, over a connection that is closed afterwards."""
        try:
            return list(self.range(after, before))
        finally:
            connection.close()

    def range(self, after: int, before: int | None) -> Iterator[Outcome]:
        """The outcomes of a range, a chunk at a time."""
        while chunk := running_cycles(self.register, self.on, self.now, after, before):
            found: dict[int, Verdict | Exception] = {}
            for version in {one.regulation_id for one in chunk}:
                found |= self._run(version).judge([one for one in chunk if one.regulation_id == version], self.tally)
            for one in chunk:
                made = found[one.registration_id]
                yield (
                    Outcome(one.registration_id, None, made)
                    if isinstance(made, Exception)
                    else Outcome(one.registration_id, made)
                )
            after = chunk[-1].registration_id

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

    def judge(self, due: Sequence[Due], tally: Tally) -> dict[int, Verdict | Exception]:
        verdicts = self._from_numbers(due)
        found: dict[int, Verdict | Exception] = {
            one.registration_id: verdict for one, verdict in zip(due, verdicts, strict=True) if verdict is not None
        }
        rest = [one for one, verdict in zip(due, verdicts, strict=True) if verdict is None]
        tally.add(from_numbers=len(found), from_facts=len(rest))
        found.update(self._from_facts(rest))
        return found

    def _from_numbers(self, due: Sequence[Due]) -> list[Verdict | None]:
        if self.plan.hopeless:
            return [None] * len(due)
        try:
            facts, broken = self.reader.read(due)
            verdicts = self.plan.judge([one.member for one in due], facts)
        except Unrecorded:
            self.reader.with_recorded = True
            return self._from_numbers(due)
        for n in broken:
            verdicts[n] = None
        return verdicts

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


def dossier_of(member: Member) -> Dossier:
    """The dossier of such a person, without facts."""
    registered_on, starts_on, ends_before, attributes, earlier = member
    before = [tuple(map(date.fromisoformat, days)) for days in json.loads(earlier or "[]")]
    periods = tuple(Period(start, end) for start, end in before)
    return Dossier(Person(registered_on, json.loads(attributes or "{}")), Period(starts_on, ends_before), periods)
