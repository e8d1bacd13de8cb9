"""Judging from numbers: what is the same for many people is worked out once, by the rules' own code."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from register.rules.amounts import ZERO
from register.rules.evaluate import Judgement, instances_below, instances_of
from register.rules.facts import Dossier, Fact, Period
from register.rules.plan_selects import NotCompiled
from register.rules.report import outcome_of
from register.rules.scene import Measure, Reading, Scene, Selects
from register.rules.verdict import Numbers, numbers_of

if TYPE_CHECKING:
    from register.rules.plan import CapColumns, Column, LeafPlan, Plan
    from register.rules.requirements import Requirement
    from register.rules.standing import Finding

MOST_STRETCHES = 24
"""A person whose rules cut the time into more stretches than this is judged from the facts."""


class Cells(NamedTuple):
    """Where a number stands among those read for a person: a column over a run of stretches [first, end)."""

    column: Column
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class CapAt:
    """A maximum for one slot."""

    at: Fraction
    limited: Cells
    shared: Cells | None
    contested: Cells | None


@dataclass(frozen=True, slots=True)
class Slot:
    """A requirement in one of its repetitions: which numbers make it, and under which maxima."""

    key: tuple[object, ...]
    kind: str
    cells: tuple[Cells, ...]
    caps: tuple[CapAt, ...]
    stretches: tuple[tuple[int, int], ...] = ()


class _NoFacts:
    """Stands in for the facts while the frame is worked out: whoever asks for them needs them."""

    def __init__(self) -> None:
        self.by_slot: Mapping[tuple[object, ...], Fraction] = {}

    def read(self, measure: Measure, scene: Scene, *, toward: str | None = None) -> Reading:
        key = slot_key(toward, scene)
        if key not in self.by_slot:
            raise NotCompiled("a number is read that is not of a requirement itself")
        number = self.by_slot[key]
        return Reading(number, {"": number})

    def known(self, selects: Selects, scene: Scene) -> Iterable[Fact]:
        return ()  # whoever has such facts is judged from the facts

    def occurrence(self, fact: Fact, scene: Scene) -> int:
        raise NotCompiled("facts are numbered by course")


def slot_key(code: str | None, scene: Scene) -> tuple[object, ...]:
    """What tells one reading from another: the requirement, its repetition and the days."""
    return code, tuple(sorted(scene.bound.items())), scene.period


class NumberJudgement(Judgement):
    """A judgement whose measures are handed in as numbers."""

    def __init__(self, plan: Plan, dossier: Dossier, *, as_of: date) -> None:
        self.numbers = _NoFacts()
        super().__init__(plan.regulation.parts, dossier, as_of=as_of)

    def _supplier(self) -> Any:
        return self.numbers

    def earlier(self) -> Judgement | None:
        start = self.dossier.cycle.start
        if any(cycle.end == start for cycle in self.dossier.earlier_cycles):
            raise NotCompiled("the cycle before has a say")
        return None

    def answer(self, requirement: Requirement, numbers: Mapping[tuple[object, ...], Fraction]) -> Answer:
        """What a requirement comes to for these numbers."""
        self.numbers.by_slot = numbers
        tops = [self._judge(instance) for instance in instances_of(requirement, self.scene, None)]
        every = tuple(numbers_of(one.finding) for top in tops for one in top.every())
        return every, all(top.finding.met or top.finding.advisory for top in tops)

    def _carried_in(self, requirement: Requirement, scene: Scene, missing: Fraction) -> Fraction:
        carries = [carry for carry in self.parts.carries if carry.into == requirement.code]
        return ZERO if not carries or self.earlier() is None else super()._carried_in(requirement, scene, missing)


Answer = tuple[tuple[Numbers, ...], bool]
"""The numbers of a requirement and all below it, and whether it stands in nobody's way."""

Answers = dict[tuple[int | Fraction, ...], Answer]


@dataclass(slots=True)
class Top:
    """A requirement at the top of the regulation with all it reads, and what it came to for numbers seen before."""

    requirement: Requirement
    slots: tuple[Slot, ...]
    answers: Answers


@dataclass(slots=True)
class Frame:
    """All that is the same for people with the same cycle, registration day and attributes."""

    bounds: tuple[date, ...]
    tops: tuple[Top, ...]
    judgement: NumberJudgement
    outcomes: dict[tuple[bool, ...], str] = field(default_factory=dict)

    def holds(self, first: date, last: date) -> bool:
        """Whether these days lie in one stretch, or outside all: the fact then counts as if it were of one day."""
        return bisect_right(self.bounds, first) == bisect_right(self.bounds, last)

    def judge(self, top: Top, numbers: Sequence[Fraction]) -> Answer:
        """Judge a requirement by the rules' own code. Raises NotCompiled when it asks for more than the numbers."""
        return self.judgement.answer(top.requirement, dict(zip((slot.key for slot in top.slots), numbers, strict=True)))

    def outcome(self, requirements: Sequence[Numbers], *, all_met: bool) -> str:
        """What follows from the findings."""
        key = tuple(one.met for one in requirements)
        if key not in self.outcomes:
            findings = cast("Sequence[Finding]", requirements)  # the table looks at codes and at what is met
            judgement = self.judgement
            self.outcomes[key] = outcome_of(judgement, findings, all_met=all_met)
        return self.outcomes[key]


class FrameMaker:
    """Makes the frames of one plan on one day; each answer about equal norms is shared between frames."""

    def __init__(self, plan: Plan, *, as_of: date) -> None:
        self.plan = plan
        self.as_of = as_of
        self._shared: dict[tuple[object, ...], Answers] = {}

    def frame(self, dossier: Dossier) -> Frame:
        """The frame for a person without facts. Raises NotCompiled when this person's rules need the facts."""
        judgement = NumberJudgement(self.plan, replace(dossier, facts=()), as_of=self.as_of)
        found = [self._read_by(requirement, judgement) for requirement in judgement.parts.requirements]
        bounds = _bounds([piece for top in found for piece in _pieces(top)])
        if len(bounds) - 1 > MOST_STRETCHES:
            raise NotCompiled("there are too many stretches of time")
        tops = []
        for requirement, reads in zip(judgement.parts.requirements, found, strict=True):
            slots = tuple(_placed(one, bounds) for one in reads)
            tops.append(Top(requirement, slots, self._answers(requirement, reads, judgement)))
        return Frame(tuple(bounds), tuple(tops), judgement)

    def _answers(self, requirement: Requirement, reads: list[_Read], judgement: NumberJudgement) -> Answers:
        """What was answered before for norms that are the same."""
        if judgement.parts.carries:
            return {}  # what may be carried can differ where norms do not
        shown = [(one.code, name) for one, name, _ in instances_below(requirement, judgement.scene, None)]
        return self._shared.setdefault((requirement.code, *shown, *(one.shape for one in reads)), {})

    def _read_by(self, requirement: Requirement, judgement: NumberJudgement) -> list[_Read]:
        return [
            self._read(leaf, qualifier, scene)
            for leaf, qualifier, scene in instances_below(requirement, judgement.scene, None)
            if leaf.measure is not None
        ]

    def _read(self, leaf: Requirement, qualifier: str | None, scene: Scene) -> _Read:
        plan = self.plan.leaves.get(leaf.code)
        assert leaf.measure is not None
        if plan is None:
            raise NotCompiled(f"{leaf.code} needs the facts")
        here = scene.inside(period=leaf.measure.period(scene))
        period = here.period or here.window
        caps = [(one, one.cap.at(here)) for one in plan.caps if one.cap.applies(here)]
        if caps and not (here.window.start <= period.start and period.end <= here.window.end):
            raise NotCompiled(f"{leaf.code} looks outside the window of its maximum")
        granted = leaf.granted(here) if leaf.granted else ZERO
        # Everything but the numbers that can make two verdicts on this leaf differ.
        shape = (leaf.code, qualifier, leaf.target(here), granted, tuple((one.cap.code, at) for one, at in caps))
        stretches = _series(leaf.measure, here, period)
        return _Read(slot_key(leaf.code, here), plan, period, here.window, caps, shape, stretches)


class _Read(NamedTuple):
    key: tuple[object, ...]
    plan: LeafPlan
    period: Period
    window: Period
    caps: list[tuple[CapColumns, Fraction]]
    shape: tuple[object, ...]
    stretches: list[Period]


def _series(measure: Measure, scene: Scene, period: Period) -> list[Period]:
    """The parts of the period that lie in one period of the series each, where such periods are counted."""
    if measure.series is None:
        return []
    series, start = measure.series, period.start
    found: list[Period] = []
    while start < period.end:
        end = series.period(series.number(start, scene), scene).end
        found.append(Period(start, min(end, period.end)))
        start = end
    return found


def _pieces(reads: Iterable[_Read]) -> Iterator[Period]:
    for one in reads:
        yield one.period
        yield from one.stretches
        if one.caps:
            yield one.window


def _bounds(pieces: Sequence[Period]) -> list[date]:
    return sorted({day for piece in pieces if piece.days for day in (piece.start, piece.end)})


def _placed(read: _Read, bounds: Sequence[date]) -> Slot:
    where = {day: n for n, day in enumerate(bounds)}

    def cells(column: Column, period: Period) -> Cells:
        if not period.days:
            return Cells(column, 0, 0)
        return Cells(column, where[period.start], where[period.end])

    caps = []
    for one, at in read.caps:
        group = read.window if one.cap.scopes == ("cycle",) else read.period
        caps.append(
            CapAt(
                at,
                cells(one.limited, group),
                # Selected as a whole and over all its days: then nothing of it lies outside the requirement.
                None if one.shared is None and group == read.period else cells(one.shared or one.limited, read.period),
                cells(one.contested, group) if one.contested else None,
            )
        )
    return Slot(
        read.key,
        read.plan.kind,
        tuple(cells(column, read.period) for column in read.plan.columns),
        tuple(caps),
        tuple((where[piece.start], where[piece.end]) for piece in read.stretches),
    )
