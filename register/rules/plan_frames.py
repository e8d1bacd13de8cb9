"""Judging from numbers: what is the same for many people is worked out once, by the rules' own code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any, cast

from register.rules.amounts import ZERO
from register.rules.evaluate import Judged, Judgement, Shares, instances_below, instances_of
from register.rules.facts import Dossier, Fact
from register.rules.parts import Parts
from register.rules.personal import in_force
from register.rules.plan_facts import NotCompiled, whole
from register.rules.plan_maxima import NO_LIMIT
from register.rules.plan_tallies import Number, Slot
from register.rules.report import outcome_of
from register.rules.requirements import Requirement
from register.rules.scene import Measure, Reading, Scene, Selects
from register.rules.standing import Finding
from register.rules.verdict import Numbers, Verdict, numbers_of

MOST_ANSWERS = 20_000
"""Answers kept for numbers seen before; beyond it they are forgotten, so that memory does not grow."""


class Unread(Exception):
    """The rules ask for a number that has not been read for this person."""

    def __init__(self, slot: Slot) -> None:
        super().__init__(slot.key)
        self.slot = slot


class _Supplied:
    """Numbers in the place of facts. While `noting`, whatever is asked for is noted and counts as nothing."""

    def __init__(self, parts: Parts, dossier: Dossier, as_of: date, level: int, scale: int) -> None:
        self.parts, self.level, self.scale = parts, level, scale
        self.facts = in_force(dossier.facts, as_of)
        self.asked_for: list[tuple[Selects, Mapping[str, str]]] = []
        self.noted: dict[tuple[object, ...], Slot] = {}
        self.numbers: Mapping[tuple[object, ...], Fraction] | None = None
        self.closed = "the window hangs on what was measured"

    def read(self, measure: Measure, scene: Scene, *, toward: str | None = None) -> Reading:
        if self.closed:
            raise NotCompiled(self.closed)
        bound = tuple(sorted(scene.bound.items()))
        key = id(measure), toward, bound, scene.period, self.level
        if self.numbers is None:
            self.noted.setdefault(key, self._slot(key, measure, scene, toward))
            return Reading(ZERO, {"": ZERO})
        if key not in self.numbers:
            raise Unread(self._slot(key, measure, scene, toward))
        return Reading(self.numbers[key], {"": self.numbers[key]})

    def _slot(self, key: tuple[object, ...], measure: Measure, scene: Scene, toward: str | None) -> Slot:
        caps = tuple(cap for cap in self.parts.tariff.caps if cap.bites(toward or measure.toward))
        if any(cap.part is not None for cap in caps):
            raise NotCompiled("a maximum limits one part of a fact")
        self.closed = "a maximum hangs on what was measured"
        limits = tuple(
            min(whole(cap.at(scene), self.scale), NO_LIMIT) if cap.applies(scene) else NO_LIMIT for cap in caps
        )
        self.closed = ""
        return Slot(key, measure, scene, caps, limits, self.level)

    def arrivals(self, measure: Measure, scene: Scene, *, toward: str) -> None:
        return None  # each stretch is a number of its own

    def known(self, selects: Selects, scene: Scene) -> Iterable[Fact]:
        self.asked_for.append((selects, scene.bound))
        return [fact for fact in self.facts if selects(fact, scene)]

    def occurrence(self, fact: Fact, scene: Scene) -> int:
        raise NotCompiled("facts are numbered by course")


class NumberJudgement(Judgement):
    """A judgement whose measures are handed in as numbers."""

    def __init__(self, parts: Parts, dossier: Dossier, *, as_of: date, scale: int, level: int = 0) -> None:
        self.supplied = _Supplied(parts, dossier, as_of, level, scale)
        self.level, self.scale = level, scale
        self.tried: NumberJudgement | None = None
        super().__init__(parts, dossier, as_of=as_of)
        self.supplied.closed = ""

    def _supplier(self) -> Any:
        return self.supplied

    def earlier(self) -> Judgement | None:
        start = self.dossier.cycle.start
        cycles = [cycle for cycle in self.dossier.earlier_cycles if cycle.start < start]
        if not cycles:
            return None
        if self.tried is None:
            dossier = replace(self.dossier, cycle=cycles[-1], earlier_cycles=tuple(cycles[:-1]))
            self.tried = NumberJudgement(self.parts, dossier, as_of=self.as_of, scale=self.scale, level=self.level + 1)
            self.tried.given(self.supplied.numbers)
        return self.tried if max(cycles[-1].end, self.tried.scene.window.end) >= start else None

    def chain(self) -> list[NumberJudgement]:
        """This judgement and those of the cycles before, as far as they were asked for."""
        return [self, *self.tried.chain()] if self.tried is not None else [self]

    def given(self, numbers: Mapping[tuple[object, ...], Fraction] | None) -> None:
        """Begin again with these numbers, or with none to note what is asked for."""
        for one in self.chain():
            one.supplied.numbers, one._judged, one._left, one._shared = numbers, None, {}, {}
        for one in reversed(self.chain()):
            one._shared = Judgement._share_out(one)

    def _share_out(self) -> dict[tuple[str, str | None], Shares]:
        return {}  # while it is being made, there are no numbers yet


Answer = tuple[tuple[Numbers, ...], bool]
"""The numbers of a requirement and all below it, and whether it stands in nobody's way."""


@dataclass(slots=True)
class Top:
    """Something that is judged by itself, the places of the numbers it reads, and its answers for those seen before."""

    ask: Callable[[NumberJudgement], Any]
    places: list[int]
    answers: dict[tuple[object, ...], Any]
    shape: tuple[object, ...] | None = None


@dataclass(slots=True)
class Frame:
    """All that is the same for people with the same cycle, registration day and attributes.

    `layout` is the same for frames whose slots are alike one by one; `known` holds the verdicts on numbers seen before.
    The first `noted` slots are read for everybody; what some numbers make the rules ask for besides comes after.
    """

    number: int
    attributes: int
    judgement: NumberJudgement
    known: dict[tuple[Number, ...], Verdict] = field(default_factory=dict)
    slots: list[Slot] = field(default_factory=list)
    places: dict[tuple[object, ...], int] = field(default_factory=dict)
    layout: tuple[object, ...] = ()
    edges: tuple[int, ...] = ()
    scenes: list[Scene] = field(default_factory=list)
    tops: list[Top] = field(default_factory=list)
    outcomes: dict[tuple[object, ...], Top] = field(default_factory=dict)
    noted: int = 0
    digest: str = ""

    @property
    def asked_for(self) -> list[tuple[Selects, Mapping[str, str], int]]:
        """The selections of which the rules want to see the facts themselves, and at which level."""
        chain = self.judgement.chain()
        return [(selects, bound, one.level) for one in chain for selects, bound in one.supplied.asked_for]

    def verdict(self, row: tuple[Number, ...], scale: int) -> Verdict:
        """What the numbers of `slots` come to. Raises Unread after making room for a number that was missing."""
        verdict = self.known.get(row)
        if verdict is None:
            if len(self.known) > MOST_ANSWERS:
                self.known.clear()
            verdict = self.known[row] = self._judged(row, scale)
        return verdict

    def _judged(self, row: Sequence[Number], scale: int) -> Verdict:
        found: tuple[Numbers, ...] = ()
        all_met = True
        for top in self.tops:
            numbers, met = self._answer(top, row, scale)
            found += numbers
            all_met = all_met and met
        if not self.judgement.parts.outcomes:
            return Verdict(all_met, "met" if all_met else "not-met", found)
        weighed = {code for rule in self.judgement.parts.outcomes for code in rule.short}
        seen = (*(one.met for one in found), *(one.short for one in found if one.code in weighed), all_met)
        if seen not in self.outcomes:
            if len(self.outcomes) > MOST_ANSWERS:
                self.outcomes.clear()
            findings = cast("Sequence[Finding]", found)  # the table looks at codes, what is met and what is short
            self.outcomes[seen] = Top(lambda judgement: outcome_of(judgement, findings, all_met=all_met), [], {})
        return Verdict(all_met, self._answer(self.outcomes[seen], row, scale), found)

    def _answer(self, top: Top, row: Sequence[Number], scale: int) -> Any:
        if len(row) <= max(top.places, default=-1):  # room was made for another person of this frame
            raise Unread(self.slots[-1])
        key = tuple([row[place] for place in top.places])
        answer = top.answers.get(key)
        if answer is None:
            if len(top.answers) > MOST_ANSWERS:
                top.answers.clear()
            numbers = {self.slots[place].key: Fraction(row[place]) / scale for place in top.places}
            try:
                self.judgement.given(numbers)
                answer = top.answers[key] = top.ask(self.judgement)
            except Unread as missing:
                # What hangs on a number that few people have is read from now on for everybody in the frame.
                top.places = [*top.places, self.place(missing.slot)]
                top.answers, self.known = {}, {}
                raise
        return answer

    def place(self, slot: Slot) -> int:
        """Where the number of the slot stands."""
        place = self.places.setdefault(slot.key, len(self.slots))
        if place < len(self.slots):
            return place
        self.slots.append(slot)
        self.layout = *self.layout, slot.alike
        self.edges = *self.edges, slot.period.start.toordinal(), slot.period.end.toordinal()
        self.scenes = [one.scene for one in self.judgement.chain()]
        return place


class FrameMaker:
    """Makes the frames of one regulation on one day; each answer about equal norms is shared between frames."""

    def __init__(self, parts: Parts, *, as_of: date, scale: int) -> None:
        self.parts, self.as_of, self.scale = parts, as_of, scale
        self._shared: dict[tuple[object, ...], dict[tuple[object, ...], Any]] = {}
        self._known: dict[tuple[object, ...], dict[tuple[Number, ...], Verdict]] = {}
        self._made = 0

    def frame(self, dossier: Dossier, attributes: int) -> Frame:
        """The frame of a dossier with no other facts than the rules want to see themselves. Raises NotCompiled."""
        self._made += 1
        judgement = NumberJudgement(self.parts, dossier, as_of=self.as_of, scale=self.scale)
        frame = Frame(self._made, attributes, judgement)
        tops = self.parts.requirements
        # Requirements that share facts out are judged together.
        for group in [tops] if self.parts.share_outs else [(top,) for top in tops]:
            frame.tops.append(self._top(frame, group))
        frame.scenes = [one.scene for one in frame.judgement.chain()]
        frame.noted = len(frame.slots)
        if not self.parts.outcomes:
            # Frames that share all their answers share their verdicts.
            shapes = tuple(top.shape for top in frame.tops)
            frame.known = {} if None in shapes else self._known.setdefault(shapes, {})
        return frame

    def _top(self, frame: Frame, group: Sequence[Requirement]) -> Top:
        judgement = frame.judgement
        for one in judgement.chain():
            one.supplied.noted = {}
        judgement.given(None)
        _judged(judgement, group)
        noted = [slot for one in judgement.chain() for slot in one.supplied.noted.values()]
        shape = self._shape(judgement, group, len(noted))
        answers = {} if shape is None else self._shared.setdefault(shape, {})
        return Top(lambda one: _answer_of(one, group), [frame.place(slot) for slot in noted], answers, shape)

    def _shape(
        self, judgement: NumberJudgement, group: Sequence[Requirement], numbers: int
    ) -> tuple[object, ...] | None:
        """The norms, if nothing else can make a difference between people with the same numbers."""
        instances = [one for top in group for one in instances_below(top, judgement.scene, None)]
        leaves = [
            (leaf, scene.inside(period=leaf.measure.period(scene)))
            for leaf, _, scene in instances
            if leaf.measure is not None
        ]
        if self.parts.carries or self.parts.share_outs or len(leaves) != numbers:
            return None
        norms = [(leaf.target(here), leaf.granted(here) if leaf.granted else ZERO) for leaf, here in leaves]
        return tuple((one.code, name) for one, name, _ in instances), *norms


def _answer_of(judgement: NumberJudgement, requirements: Sequence[Requirement]) -> Answer:
    tops = _judged(judgement, requirements)
    every = tuple(numbers_of(one.finding) for top in tops for one in top.every())
    return every, all(top.finding.met or top.finding.advisory for top in tops)


def _judged(judgement: NumberJudgement, requirements: Sequence[Requirement]) -> list[Judged]:
    return [
        judgement._judge(instance)
        for requirement in requirements
        for instance in instances_of(requirement, judgement.scene, None)
    ]
