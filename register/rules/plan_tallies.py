"""The numbers that requirements ask for, for thousands of people at once: worth, maxima and tallies over arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from register.rules.amounts import ZERO
from register.rules.caps import SCOPES, Cap
from register.rules.facts import Fact, Period
from register.rules.personal import Tariff
from register.rules.plan_facts import Facts, Mask, NotCompiled, Numbers, whole
from register.rules.plan_questions import Crowd, Needs, Question, Shown, group_starts, rank_in_group
from register.rules.scene import Measure, Scene
from register.rules.tally import TALLIES, Chosen, touches
from register.rules.worth import parts_of, worth_of

Number = int | Fraction
"""Parts of the scale."""

ADDITIVE = ("sum", "count")
NO_LIMIT = np.iinfo(np.int64).max // 4
EVER = Period(date.min, date.max)
NONE = -(2**62)
"""Stands for the group of a fact that is in no group."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A number that is read in a judgement: the measure over `scene.period`, after the maxima that bite toward it.

    `maxima` says for each of these what it comes to, or None where it does not hold. `level` is 0 for the cycle being
    judged and counts the cycles before.
    """

    key: tuple[object, ...]
    measure: Measure
    scene: Scene
    caps: tuple[Cap, ...]
    maxima: tuple[Fraction | None, ...]
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
    """One slot of each of these people, in their order; the slots are alike. The period of each is [start, end)."""

    who: Numbers
    slots: Sequence[Slot]
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
        self._read: dict[object, tuple[Mask, Numbers]] = {}

    def numbers(self, asked: Asked) -> list[Number]:
        """For each person the number."""
        slot = asked.slots[0]
        left = self._after_maxima(asked)
        key = slot.alike, id(left)
        if key not in self._read:
            self._read[key] = self._chosen(slot, left)
        by_days, run = self._read[key]
        first, end = asked.range(self.facts)
        totals: list[Number] = (run[end] - run[first]).tolist()
        if by_days.any():
            rest = self._by_definition(asked, by_days, left)
            totals = [one + other for one, other in zip(totals, rest, strict=True)]
        return totals

    def _chosen(self, slot: Slot, left: Numbers) -> tuple[Mask, Numbers]:
        """Which facts are tallied one by one, and the running total of the others."""
        accepted, valued, worth = self._worth_of_facts(slot)
        chosen = accepted & self._selected(slot) & ~(valued & (worth > 0) & (left == 0))
        if slot.measure.kind in ADDITIVE:
            hours = self.facts.of_sample(lambda fact: fact.hours_per_week is not None).astype(bool)
            by_days = chosen & (hours | self.facts.spanning)
            amounts = np.where(chosen & ~by_days, self._amounts(slot, left, valued), 0)
        else:
            by_days, amounts = chosen, np.zeros(len(chosen), dtype=np.int64)
        return by_days, np.concatenate(([0], np.cumsum(amounts)))

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

    def _amounts(self, slot: Slot, left: Numbers, valued: Mask) -> Numbers:
        """What each selected fact of one day brings."""
        measure, scale = slot.measure, self.book.scale
        if measure.kind == "sum" and measure.in_regulation_unit and measure.part is None:
            return np.where(valued, left, 0)

        def amount(fact: Fact) -> int:
            tally = TALLIES[measure.kind](measure, [Chosen(fact, None)], slot.scene, EVER)
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
        for n, slot in enumerate(asked.slots):
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
        if not any(at is not None for other in asked.slots for at in other.maxima):
            return worth
        limits = [self._limits(asked, n) for n in range(len(slot.caps))]
        windowed = any("window" in cap.scopes for cap in slot.caps)
        days = (asked.start.tobytes(), asked.end.tobytes()) if windowed else ()
        key = slot.key[2], tuple(map(id, slot.caps)), tuple(one.tobytes() for one in limits), days
        if key not in self._left:
            left = np.where(accepted & valued, worth, 0)
            importance = self._asked("importance", self.book.tariff.importance, slot)
            order = np.lexsort((-importance, self.facts.who))
            for cap, limit in zip(slot.caps, limits, strict=True):
                left = _Cutting(self, cap, asked).cut(left, limit, order)
            self._left[key] = left
        return self._left[key]

    def _limits(self, asked: Asked, n: int) -> Numbers:
        limits = np.full(len(self.crowd.frames), NO_LIMIT, dtype=np.int64)
        scale = self.book.scale
        limits[asked.who] = [
            NO_LIMIT if at is None else min(whole(at, scale), NO_LIMIT)
            for at in (slot.maxima[n] for slot in asked.slots)
        ]
        return limits


class _Cutting:
    """One maximum over a crowd."""

    def __init__(self, tallying: Tallying, cap: Cap, asked: Asked) -> None:
        self.tallying, self.slot, self.cap, self.asked = tallying, asked.slots[0], cap, asked
        self.crowd, self.facts = tallying.crowd, tallying.facts

    def cut(self, left: Numbers, limit: Numbers, order: Numbers) -> Numbers:
        """What is left after it; does not change what it is given."""
        cap = self.cap
        selected = self._asked("of", cap.selects).astype(bool) & (left > 0) & (limit[self.facts.who] < NO_LIMIT)
        if not selected.any():
            return left
        groups = [self._group(scope) for scope in cap.scopes]
        for one in groups:
            selected &= (one != NONE).all(axis=0)
        spared = self._asked("spares", cap.spares).astype(bool) if cap.spares else np.zeros(len(left), dtype=bool)
        order = order[selected[order]]
        columns = np.concatenate([self.facts.who[np.newaxis], *groups])
        # By group, within it those that are never cut first, then as facts are filled.
        order = order[np.lexsort((~spared[order], *columns[::-1, order]))]
        held, columns = left[order], columns[:, order]
        room = limit[self.facts.who[order]]
        if "day" in cap.scopes:
            room = room * self.facts.of_sample(lambda fact: fact.sessions or 1)[order]
        if cap.counts_facts:
            fits = (rank_in_group(columns) + 1) * self.tallying.book.scale <= room
            allowed = np.where(fits, held, 0)
        else:
            run = np.concatenate(([0], np.cumsum(held)))
            before = run[:-1] - run[group_starts(columns)]
            allowed = np.clip(room - before, 0, held)
        after = left.copy()
        after[order] = np.where(spared[order], held, allowed)
        return after

    def _asked(self, name: str, ask: Any) -> Numbers:
        return self.tallying._asked((name, id(self.cap)), ask, self.slot)

    def _group(self, scope: str) -> Numbers:
        """Columns that are equal for facts in the same group of the scope; NONE where a fact is in none."""
        facts, none = self.facts, np.full(len(self.facts), NONE, dtype=np.int64)
        match scope:
            case "fact":
                return np.arange(len(facts))[np.newaxis]
            case "day":
                lone = facts.of_sample(lambda fact: (fact.sessions or 1) > 1).astype(bool)
                return np.stack([np.where(lone, 0, facts.day), np.where(lone, np.arange(len(facts)), 0)])
            case "cycle":
                return self.crowd.cycle[np.newaxis]
            case "window":
                first, end = self.asked.range(facts)
                inside = np.zeros(len(facts) + 1, dtype=np.int64)
                np.add.at(inside, first, 1)
                np.add.at(inside, end, -1)
                return np.where(np.cumsum(inside)[:-1] > 0, 0, none)[np.newaxis]
        if scope not in SCOPES:
            return self._series(scope)[np.newaxis]
        words: dict[object, int] = {None: NONE}
        value = facts.of_sample(lambda fact: words.setdefault(getattr(fact, scope), len(words)))
        return np.stack([value, self.crowd.cycle])

    def _series(self, scope: str) -> Numbers:
        """The number of the period of a series; the same for everybody where it is counted from a fixed day."""
        series = self.cap.series[scope]
        days, inverse = np.unique(self.facts.day, return_inverse=True)
        try:
            nobody: Any = Shown({})
            numbers = [series.number(date.fromordinal(day), nobody) for day in days.tolist()]
        except Needs:
            return self._asked(f"series {scope}", lambda fact, scene: series.number(fact.day, scene))
        return np.array(numbers, dtype=np.int64)[inverse]
