"""From the row of numbers read for a person to the verdict, with as little work for each person as there can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Any

from register.rules.plan import Plan
from register.rules.plan_frames import Cells, Frame, Slot
from register.rules.plan_selects import NotCompiled
from register.rules.verdict import Verdict

MOST_ANSWERS = 20_000
"""Answers kept for numbers seen before; beyond it they are forgotten, so that memory does not grow."""


class Reader:
    """Turns rows into verdicts for the people of one frame."""

    def __init__(self, plan: Plan, frame: Frame, stretches: int) -> None:
        self.frame, self.scale = frame, plan.scale
        places = {column: 1 + n * stretches for n, column in enumerate(plan.columns)}
        self.tops = [(top, [_number(slot, places, plan.scale) for slot in top.slots]) for top in frame.tops]
        self.outcomes = bool(frame.judgement.parts.outcomes)

    def verdict(self, row: Sequence[int]) -> Verdict:
        """The verdict. Raises NotCompiled when this person needs the facts after all."""
        found: tuple[Any, ...] = ()
        all_met = True
        for top, numbers in self.tops:
            key = tuple([number(row) for number in numbers])
            answer = top.answers.get(key)
            if answer is None:
                if len(top.answers) > MOST_ANSWERS:
                    top.answers.clear()
                answer = self.frame.judge(top, [Fraction(one) / self.scale for one in key])
                top.answers[key] = answer
            found += answer[0]
            all_met = all_met and answer[1]
        if self.outcomes:
            return Verdict(all_met, self.frame.outcome(found, all_met=all_met), found)
        return Verdict(all_met, "met" if all_met else "not-met", found)


Number = Callable[[Sequence[int]], int | Fraction]


def _number(slot: Slot, places: dict[Any, int], scale: int) -> Number:
    """How the number of a slot is read from a row, in whole parts of the scale."""
    plain = _plain(slot, places, scale)
    if not slot.caps:
        return plain
    caps = [
        (
            cap.at * scale,
            _sum(cap.limited, places),
            _sum(cap.shared, places) if cap.shared else None,
            _sum(cap.contested, places) if cap.contested else None,
        )
        for cap in slot.caps
    ]
    return lambda row: plain(row) - _cut(row, caps, sums=slot.kind == "sum")


def _plain(slot: Slot, places: dict[Any, int], scale: int) -> Number:
    if slot.kind == "periods":
        first_place = places[slot.cells[0].column]
        runs = [(first_place + first, first_place + end) for first, end in slot.stretches]
        return lambda row: scale * sum(any(row[first:end]) for first, end in runs)
    if slot.kind == "distinct":
        words = [_sum(one, places) for one in slot.cells]
        return lambda row: scale * sum(word(row) > 0 for word in words)
    return _sum(slot.cells[0], places)


def _cut(row: Sequence[int], caps: Iterable[tuple[Any, ...]], *, sums: bool) -> int | Fraction:
    """What the maxima take away. Raises NotCompiled where it hangs on which facts they take it from."""
    cut: int | Fraction = 0
    for at, limited, shared, contested in caps:
        amount = limited(row)
        if amount <= at:
            continue
        inside = shared(row) if shared else amount
        if contested and contested(row):
            raise NotCompiled("two maxima limit the same facts")
        if not inside:
            continue
        if inside != amount or not sums:
            raise NotCompiled("a maximum also limits facts of other requirements")
        cut += amount - at
    return cut


def _sum(cells: Cells, places: dict[Any, int]) -> Number:
    start, end = places[cells.column] + cells.first, places[cells.column] + cells.end
    if end == start + 1:
        return itemgetter(start)
    return lambda row: sum(row[start:end])
