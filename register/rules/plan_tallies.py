"""The numbers that requirements ask for, for thousands of people at once: worth, maxima and tallies over arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

import numpy as np

from register.rules.amounts import ZERO
from register.rules.caps import Cap
from register.rules.facts import Fact, Period
from register.rules.personal import Tariff
from register.rules.plan_columns import Mask, Numbers, as_one
from register.rules.plan_facts import Facts, NotCompiled, whole
from register.rules.plan_groups import Grouped, Running, by_groups, words_of
from register.rules.plan_maxima import NO_LIMIT, Cutting
from register.rules.plan_questions import Crowd, Needs, Question, Shown
from register.rules.scene import Measure, Recurring, Scene
from register.rules.tally import TALLIES, Chosen, touches, values_of
from register.rules.worth import parts_of, worth_of

Number = int | Fraction
"""Parts of the scale."""

ADDITIVE = ("sum", "count")
EVER = Period(date.min, date.max)


@dataclass(frozen=True, slots=True)
class Slot:
    """A number that is read in a judgement: the measure over `scene.period`, after the maxima that bite toward it.

    `limits` says for each of these what it comes to in parts of the scale: NO_LIMIT where it does not hold. `level` is
    0 for the cycle being judged and counts the cycles before.
    """

    key: tuple[object, ...]
    measure: Measure
    scene: Scene
    caps: tuple[Cap, ...]
    limits: tuple[int, ...]
    level: int

    @property
    def alike(self) -> tuple[object, ...]:
        """What slots have in common that are read together."""
        return id(self.measure), self.key[1], self.key[2], self.level

    @property
    def period(self) -> Period:
        """The days that are measured."""
        return self.scene.period or self.scene.window


@dataclass(frozen=True)
class Asked:
    """One slot of each of these people, in their order: `which` of the slots, that are alike, it is. The period of each
    is [start, end)."""

    who: Numbers
    slots: Sequence[Slot]
    which: Numbers
    start: Numbers
    end: Numbers

    def range(self, facts: Facts) -> tuple[Numbers, Numbers]:
        """Where the facts of each person's period begin and end."""
        places = facts.place
        return np.searchsorted(places, facts.at(self.who, self.start)), np.searchsorted(
            places, facts.at(self.who, self.end)
        )


class Rulebook:
    """What has been asked about the facts so far, and the scale in which amounts are whole."""

    def __init__(self, tariff: Tariff) -> None:
        self.tariff = tariff
        self.scale = 1000
        self.questions: dict[object, Question[Any]] = {}

    def question(
        self, name: object, ask: Callable[[Any, Any], Any], bound: Mapping[str, str], level: int
    ) -> Question[Any]:
        """The question of that name, for these values of what is repeated over and for the cycle of that level."""
        key = name, tuple(sorted(bound.items())), level
        if key not in self.questions:
            self.questions[key] = Question(ask, bound)
        return self.questions[key]


_REFUSED = Fraction(-1)


def _worth(tariff: Tariff, fact: Fact, scene: Scene) -> Fraction | None:
    """What the fact is worth: below zero where it is refused, None where it has no amount."""
    held = tariff.at(fact) if tariff.earlier else tariff
    if not held.lists(fact) or any(rule.selects(fact, scene) for rule in held.refusals):
        return _REFUSED
    return worth_of(fact, held.rows, scene, unit=held.unit)


class Tallying:
    """The numbers of one crowd."""

    def __init__(self, book: Rulebook, crowd: Crowd) -> None:
        self.book, self.crowd, self.facts = book, crowd, crowd.facts
        self._worths: tuple[Mask, Mask, Numbers] | None = None
        self._left: dict[object, Numbers] = {}
        self._facts_placed: dict[int, Any] = {}
        self._read: dict[object, tuple[Mask, Running | Grouped]] = {}

    def numbers(self, asked: Asked) -> list[Number]:
        """For each person the number."""
        slot = asked.slots[0]
        left = self._after_maxima(asked)
        key = slot.alike, id(left)
        if key not in self._read:
            self._read[key] = self._chosen(slot, left)
        one_by_one, others = self._read[key]
        totals: list[Number] = others.totals(asked.who, *asked.range(self.facts)).tolist()
        if one_by_one.any():
            rest = self._by_definition(asked, one_by_one, left)
            totals = [one + other for one, other in zip(totals, rest, strict=True)]
        return totals

    def _chosen(self, slot: Slot, left: Numbers) -> tuple[Mask, Running | Grouped]:
        """Which facts are tallied one by one, and the totals of the others."""
        accepted, valued, worth = self._worth_of_facts(slot)
        chosen = accepted & self._selected(slot) & ~(valued & (worth > 0) & (left == 0))
        hours = self.facts.of_sample(lambda fact: fact.hours_per_week is not None).astype(bool)
        by_days = chosen & (hours | self.facts.spanning)
        if slot.measure.kind in ADDITIVE:
            amounts = self._amounts(slot.measure, slot.scene, left, valued)
            return by_days, Running.of(np.where(chosen & ~by_days, amounts, 0))
        if by_groups(slot.measure):
            # What one fact adds hangs on the others of the same person: all of them go the same way.
            by_days = chosen & np.isin(self.facts.who, self.facts.who[by_days])
            with suppress(NotCompiled):
                return by_days, self._grouped(slot, np.flatnonzero(chosen & ~by_days), left)
        return chosen, Running.of(np.zeros_like(left))

    def _grouped(self, slot: Slot, places: Numbers, left: Numbers) -> Grouped:
        """These facts, by what is counted of them."""
        measure, scale = slot.measure, self.book.scale
        if measure.series is not None:
            groups = self.series(measure.series, slot)[places]
        else:
            named, bound = ("words", id(measure)), slot.scene.bound
            question = self.book.question(named, lambda fact, scene: values_of(measure, fact, scene), bound, slot.level)
            places, groups = words_of(question.values, question.of(self.crowd), places)
        if measure.each is None:
            return Grouped.of(self.facts.who, places, groups, np.ones_like(left), enough=1, scale=scale)
        _, valued, _ = self._worth_of_facts(slot)
        amounts = self._amounts(measure.each, slot.scene, left, valued)
        enough = ceil(measure.threshold * scale)
        return Grouped.of(self.facts.who, places, groups, amounts, enough=enough, scale=scale)

    def series(self, series: Recurring, slot: Slot) -> Numbers:
        """The period of a series that holds each fact; the same for everybody where it is counted from a fixed day."""
        days, inverse = np.unique(self.facts.day, return_inverse=True)
        try:
            nobody: Any = Shown({})
            numbers = [series.number(date.fromordinal(day), nobody) for day in days.tolist()]
        except Needs:
            return self._asked(("series", id(series)), lambda fact, scene: series.number(fact.day, scene), slot)
        return np.array(numbers, dtype=np.int64)[inverse]

    def _worth_of_facts(self, slot: Slot) -> tuple[Mask, Mask, Numbers]:
        if self._worths is None:
            tariff = self.book.tariff
            question = self.book.question("worth", lambda fact, scene: _worth(tariff, fact, scene), {}, slot.level)
            codes = question.of(self.crowd)
            values: list[Fraction | None] = question.values
            accepted = np.array([one != _REFUSED for one in values], dtype=bool)
            valued = np.array([one is not None and one >= 0 for one in values], dtype=bool)
            worth = np.array([whole(max(one or ZERO, ZERO), self.book.scale) for one in values], dtype=np.int64)
            self._worths = accepted[codes], valued[codes], worth[codes]
        return self._worths

    def _selected(self, slot: Slot) -> Mask:
        return self._asked(id(slot.measure), slot.measure.selects, slot).astype(bool)

    def _asked(self, key: object, ask: Callable[[Any, Any], Any], slot: Slot) -> Numbers:
        question = self.book.question(key, ask, slot.scene.bound, slot.level)
        codes = question.of(self.crowd)
        return np.array(question.values, dtype=np.int64)[codes] if question.values else codes

    def _amounts(self, measure: Measure, scene: Scene, left: Numbers, valued: Mask) -> Numbers:
        """What each selected fact of one day brings."""
        scale = self.book.scale
        if measure.kind == "sum" and measure.in_regulation_unit and measure.part is None:
            return np.where(valued, left, 0)

        def amount(fact: Fact) -> int:
            tally = TALLIES[measure.kind](measure, [Chosen(fact, None)], scene, EVER)
            return whole(sum(tally.values(), ZERO), scale)

        if measure.kind == "sum" and measure.in_regulation_unit:
            part = measure.part or ""
            share = self.facts.of_sample(lambda fact: whole(parts_of(fact, Fraction(1)).get(part, ZERO), scale))
            exact = left * share
            if (exact % scale).any():
                raise NotCompiled("a part is no whole number of amounts")
            return np.where(valued, exact // scale, 0)
        return self.facts.of_sample(amount)

    def _by_definition(self, asked: Asked, chosen: Mask, left: Numbers) -> list[Number]:
        """The numbers by the tally itself, fact by fact."""
        kind, scale = asked.slots[0].measure.kind, self.book.scale
        _, valued, _ = self._worth_of_facts(asked.slots[0])
        measured = asked.slots[0].measure
        amounts = kind == "sum" or (measured.each is not None and measured.each.kind == "sum")
        places = np.flatnonzero(chosen)
        who = self.facts.who[places]
        first, end = np.searchsorted(who, asked.who).tolist(), np.searchsorted(who, asked.who, side="right").tolist()
        found: list[Number] = []
        for n, which in enumerate(asked.which.tolist()):
            slot = asked.slots[which]
            inside = []
            for place in places[first[n] : end[n]].tolist():
                fact = self._placed(place)
                if touches(fact, slot.period):
                    held = parts_of(fact, Fraction(int(left[place]), scale)) if amounts and valued[place] else None
                    inside.append(Chosen(fact, held))
            tally = TALLIES[kind](slot.measure, inside, slot.scene, slot.period) if inside else {}
            number = sum(tally.values(), ZERO) * scale
            found.append(number.numerator if number.denominator == 1 else number)
        return found

    def _placed(self, place: int) -> Any:
        if place not in self._facts_placed:
            self._facts_placed[place] = self.facts.placed(place)
        return self._facts_placed[place]

    def _after_maxima(self, asked: Asked) -> Numbers:
        """What is left of the worth of each fact; see `register.rules.caps.apply`."""
        slot = asked.slots[0]
        accepted, valued, worth = self._worth_of_facts(slot)
        limits = self._limits(asked)
        if (limits == NO_LIMIT).all():
            return worth
        windowed = any("window" in cap.scopes for cap in slot.caps)
        days = (asked.start.tobytes(), asked.end.tobytes()) if windowed else ()
        key = slot.key[2], tuple(map(id, slot.caps)), limits.tobytes(), days
        if key not in self._left:
            left = np.where(accepted & valued, worth, 0)
            importance = self._asked("importance", self.book.tariff.importance, slot)
            order = np.argsort(as_one([self.facts.who, -importance]), kind="stable")
            for cap, limit in zip(slot.caps, limits, strict=True):
                left = Cutting(self, cap, asked).cut(left, limit, order)
            self._left[key] = left
        return self._left[key]

    def _limits(self, asked: Asked) -> Numbers:
        """A row for each maximum: what it comes to for each person of the crowd."""
        held = np.array([slot.limits for slot in asked.slots], dtype=np.int64).reshape(len(asked.slots), -1)
        limits = np.full((held.shape[1], len(self.crowd.frames)), NO_LIMIT, dtype=np.int64)
        limits[:, asked.who] = held[asked.which].T
        return limits
