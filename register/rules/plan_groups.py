"""Totals over the facts of thousands of people: running totals, and how many groups of facts hold enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from register.rules.plan_columns import Numbers, as_one, begins
from register.rules.scene import Measure


def by_groups(measure: Measure) -> bool:
    """Whether the measure counts groups of facts by nothing but which facts are in a group and what they add up to."""
    each = measure.each
    if each is None:
        return measure.kind in ("distinct", "periods")
    return each.kind in ("sum", "count") and each.part is None and measure.threshold > 0


@dataclass(frozen=True)
class Running:
    """What facts bring that add up, as a running total."""

    total: Numbers

    @classmethod
    def of(cls, amounts: Numbers) -> Running:
        """These amounts, one for each fact."""
        return cls(np.concatenate(([0], np.cumsum(amounts))))

    def totals(self, who: Numbers, first: Numbers, end: Numbers) -> Numbers:
        """For each person the total of the facts from place `first` up to `end`."""
        total: Numbers = self.total[end] - self.total[first]
        return total


@dataclass(frozen=True)
class Grouped:
    """Facts in groups of one person, a row for each fact in a group, in order of group; and those by person.

    A group counts, as one whole in parts of the scale, where the amounts in it are `enough`.
    """

    who: Numbers
    group: Numbers
    place: Numbers
    amount: Numbers
    enough: int
    scale: int

    @classmethod
    def of(
        cls, who: Numbers, places: Numbers, groups: Numbers, amounts: Numbers, *, enough: int, scale: int
    ) -> Grouped:
        """The facts at these places, each with its group; `who` and `amounts` are of all facts."""
        groups = as_one([who[places], groups])
        order = np.argsort(groups, kind="stable")
        places = places[order]
        return cls(who[places], groups[order], places, amounts[places], enough, scale)

    def totals(self, who: Numbers, first: Numbers, end: Numbers) -> Numbers:
        """For each person how many groups hold enough, of the facts from place `first` up to `end`."""
        people = 1 + max(who.max(initial=-1), self.who.max(initial=-1))
        edges = np.zeros((2, people), dtype=np.int64)  # nobody else has a fact between
        edges[:, who] = first, end
        inside = (self.place >= edges[0][self.who]) & (self.place < edges[1][self.who])
        owner, group, amount = self.who[inside], self.group[inside], self.amount[inside]
        starts = np.flatnonzero(begins(group))
        held = np.add.reduceat(amount, starts) if len(starts) else amount
        counts: Numbers = np.bincount(owner[starts][held >= self.enough], minlength=people)[who]
        return counts * self.scale


def words_of(values: Sequence[Iterable[str]], codes: Numbers, places: Numbers) -> tuple[Numbers, Numbers]:
    """A row for each word of the facts at these places: where the fact is, and the number of the word.

    `codes` says for each fact which of the `values` are its words.
    """
    numbers: dict[str, int] = {}
    words = [[numbers.setdefault(word, len(numbers)) for word in sorted(one)] for one in values]
    count = np.array([len(one) for one in words], dtype=np.int64)
    offset = np.array([0, *accumulate(count.tolist())], dtype=np.int64)
    flat = np.array([number for one in words for number in one], dtype=np.int64)
    code = codes[places]
    repeated = np.repeat(np.arange(len(places)), count[code])
    nth = np.arange(len(repeated)) - np.repeat(np.cumsum(count[code]) - count[code], count[code])
    return places[repeated], flat[offset[code[repeated]] + nth]
