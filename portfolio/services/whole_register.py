"""Judging a whole register: from numbers read by one statement per chunk, and from the facts where they are needed."""

from __future__ import annotations

import json
import logging
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from operator import itemgetter
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from portfolio.selectors import CycleDossier, dossiers
from portfolio.services.measuring import REVERSED, Measuring
from portfolio.services.running_cycles import Due, ranges_of, rows, running_cycles
from register.models import Cycle, Register, Regulation
from register.rules.facts import Dossier, FactInvalid, Period, Person
from register.rules.plan import Plan
from register.rules.plan_frames import Frame, FrameMaker
from register.rules.plan_reading import Reader
from register.rules.plan_selects import NotCompiled
from register.rules.regulation import Regulation as Rules
from register.rules.verdict import Verdict, verdict_of
from register.selectors import rules_of

logger = logging.getLogger(__name__)
FACTS_AT_ONCE = 500
MOST_FRAMES = 20_000
"""Frames and answers kept from chunk to chunk; beyond it they are forgotten, so that memory does not grow."""


Spans = dict[int, list[tuple[date, date]]]


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
            found: list[Outcome] = []
            for version in {one.regulation_id for one in chunk}:
                mine = [one for one in chunk if one.regulation_id == version]
                found += self._run(version).judge(mine, self.tally)
            yield from sorted(found, key=itemgetter(0))
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
        self.plan = Plan.of(rules)
        self.measuring = Measuring(self.plan)
        self._forget()

    def _forget(self) -> None:
        self.maker = FrameMaker(self.plan, as_of=self.on)
        self.frames: dict[tuple[object, ...], Frame | None] = {}
        self.readers: dict[tuple[int, int], Reader] = {}

    def judge(self, due: Sequence[Due], tally: Tally) -> list[Outcome]:
        from_numbers = list(self._from_numbers(due)) if self.plan.compiles else []
        judged = {one.registration_id for one in from_numbers}
        rest = [one for one in due if one.registration_id not in judged]
        tally.add(from_numbers=len(from_numbers), from_facts=len(rest))
        return from_numbers + list(self._from_facts(rest))

    def _from_facts(self, due: Sequence[Due]) -> Iterator[Outcome]:
        for first in range(0, len(due), FACTS_AT_ONCE):
            ids = [one.cycle_id for one in due[first : first + FACTS_AT_ONCE]]
            cycles = Cycle.objects.filter(pk__in=ids).select_related("registration")
            for found in dossiers(cycles, on=self.on, known_at=self.now):
                yield self._judge_facts(found)

    def _judge_facts(self, found: CycleDossier | tuple[Cycle, FactInvalid]) -> Outcome:
        if not isinstance(found, CycleDossier):
            return Outcome(found[0].registration_id, None, found[1])
        registration = found.cycle.registration_id
        try:
            return Outcome(registration, verdict_of(self.rules.evaluate(found.dossier, as_of=self.on)))
        except Exception as error:  # one dossier that breaks the rules' code must not stop the others
            logger.exception("standing_not_made registration=%s", registration)
            return Outcome(registration, None, error)

    def _from_numbers(self, due: Sequence[Due]) -> Iterator[Outcome]:
        apart, spans = self._set_apart([one.person_id for one in due])
        framed = []
        for one in due:
            frame = None if one.person_id in apart else self._frame(one)
            if frame is not None and all(frame.holds(*span) for span in spans.get(one.person_id, ())):
                framed.append((one, frame))
        if not framed:
            return
        stretches = max(len(frame.bounds) for _, frame in framed) - 1
        read = self._read(framed, max(stretches, 1)) if stretches > 0 else {}
        nothing = (0,) * (1 + max(stretches, 1) * len(self.plan.columns))
        for one, frame in framed:
            verdict = self._verdict(frame, read.get(one.registration_id, nothing), max(stretches, 1))
            if verdict is not None:
                yield Outcome(one.registration_id, verdict)

    def _set_apart(self, people: list[int]) -> tuple[set[int], Spans]:
        """Who must be judged from the facts, and the spans of work, leave and status of the others."""
        apart: set[int] = set()
        spans: Spans = {}
        statement, values = self.measuring.unusual()
        for person, odd, span, first, last in rows(statement, {**values, "people": _array(people)}):
            if odd or (span and last > self.on):
                apart.add(person)
            elif span:
                spans.setdefault(person, []).append((first, last))
        guarded = self.measuring.guarded()
        if guarded is not None:
            rest = _array(person for person in people if person not in apart)
            apart.update(row[0] for row in rows(guarded[0], {**guarded[1], "people": rest}))
        return apart, spans

    def _frame(self, one: Due) -> Frame | None:
        key = one[4:]
        if key not in self.frames:
            if len(self.frames) > MOST_FRAMES:
                self._forget()
            try:
                self.frames[key] = self.maker.frame(_dossier(one))
            except NotCompiled:
                self.frames[key] = None
        return self.frames[key]

    def _read(self, framed: Sequence[tuple[Due, Frame]], stretches: int) -> dict[int, tuple[Any, ...]]:
        numbers: dict[tuple[date, ...], int] = {}
        for _, frame in framed:
            numbers.setdefault(frame.bounds, len(numbers))
        sql, values = self.measuring.statement(stretches)
        people = _array(one.person_id for one, _ in framed)
        midnight = datetime.combine(self.on + timedelta(days=1), time(), ZoneInfo(settings.REGISTER_TIME_ZONE))
        given = {
            **values,
            "register": self.register.pk,
            "known_at": self.now,
            "recorded_before": midnight,
            "end": self.on + timedelta(days=1),
            "ids": _array(one.registration_id for one, _ in framed),
            "people": people,
            "frames": _array(numbers[frame.bounds] for _, frame in framed),
            "frame_numbers": _array(numbers.values()),
            "frame_bounds": [_array(bounds) for bounds in numbers],
            "reversed": _array(row[0] for row in rows(REVERSED, {"people": people, "known_at": self.now})),
        }
        return {row[0]: row for row in rows(sql, given)}

    def _verdict(self, frame: Frame, row: Sequence[int], stretches: int) -> Verdict | None:
        reader = self.readers.get((id(frame), stretches))
        if reader is None:
            reader = self.readers[id(frame), stretches] = Reader(self.plan, frame, stretches)
        try:
            return reader.verdict(row)
        except NotCompiled:
            return None


def _dossier(one: Due) -> Dossier:
    attributes = json.loads(one.attributes) if one.attributes else {}
    before = [tuple(map(date.fromisoformat, days)) for days in json.loads(one.earlier)] if one.earlier else []
    earlier = tuple(Period(start, end) for start, end in before)
    return Dossier(Person(one.registered_on, attributes), Period(one.starts_on, one.ends_before), earlier)


def _array(values: Iterable[object]) -> str:
    """An array of numbers or days as PostgreSQL reads it: a tenth of the price of a list of parameters."""
    return f"{{{','.join(map(str, values))}}}"
