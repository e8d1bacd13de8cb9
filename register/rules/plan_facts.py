"""The facts of thousands of people as arrays: whose they are, their days, and which fact each of them is like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np

from register.rules.facts import SPANNING, Fact
from register.rules.plan_columns import Mask, Numbers

NEVER = date.max.toordinal() + 1
"""The end of something that is still going on."""


class NotCompiled(ValueError):
    """What this person is judged by cannot be read from arrays: it needs the facts themselves. The text says why."""


@dataclass(frozen=True)
class Facts:
    """In order of person, day and id. Days are ordinals; `first` and `end` [first, end) are all days of the fact.

    `like` points at a sample: a fact that is the same but for person, days and id. `recorded` is the day of recording,
    or 0 when that was not read; facts of one `entry` happened together.
    """

    samples: Sequence[Fact]
    who: Numbers
    like: Numbers
    day: Numbers
    first: Numbers
    end: Numbers
    recorded: Numbers
    entry: Numbers

    def __len__(self) -> int:
        return len(self.who)

    def only(self, mask: Mask) -> Facts:
        """Those for which the mask holds."""
        if mask.all():
            return self
        parts = (getattr(self, one.name)[mask] for one in fields(self) if one.name != "samples")
        return Facts(self.samples, *parts)

    def in_order(self) -> Facts:
        """The same in order of person and day; those of one day stay in the order they have."""
        if (np.diff(self.place) >= 0).all():
            return self
        order = np.argsort(self.place, kind="stable")
        return Facts(self.samples, *(getattr(self, one.name)[order] for one in fields(self) if one.name != "samples"))

    def known(self, as_of: date) -> Facts:
        """Those that are known on the day of judgement; see `register.rules.personal.is_known`."""
        today = as_of.toordinal()
        open_ended = (self.end == NEVER) & ~self.spanning
        on_time = np.where(self.spanning, self.first, self.day) <= today
        said = self.of_sample(lambda fact: fact.recorded_on.toordinal() if fact.recorded_on else 0)
        recorded = np.where(said > 0, said, self.recorded)
        return self.only(on_time & ~open_ended & (recorded <= today))

    @cached_property
    def likes(self) -> tuple[list[int], Numbers]:
        """The samples that occur, and for each fact its place among them."""
        found = np.flatnonzero(np.bincount(self.like, minlength=1))
        place = np.zeros(len(self.samples) + 1, dtype=np.int64)
        place[found] = np.arange(len(found))
        return found.tolist() if len(self) else [], place[self.like]

    @cached_property
    def spanning(self) -> Mask:
        """Which facts count for the days they cover."""
        return self.of_sample(lambda fact: fact.kind in SPANNING).astype(bool)

    @cached_property
    def place(self) -> Numbers:
        """Person and day in one number: it grows from fact to fact."""
        return self.at(self.who, self.day)

    @staticmethod
    def at(who: Numbers, day: Numbers) -> Numbers:
        return (who << 23) + day

    def of_sample(self, number: Any) -> Numbers:
        """A number for each fact that hangs on its sample alone."""
        likes, inverse = self.likes
        return np.array([number(self.samples[n]) for n in likes], dtype=np.int64)[inverse]

    def placed(self, n: int) -> Placed:
        """The n-th fact as the rules read one."""
        return Placed(self.samples[self.like[n]], n, int(self.first[n]), int(self.end[n]))


class Placed:
    """A sample on its own days; it reads like a fact."""

    __slots__ = ("id", "kind", "like", "on", "since", "until")

    day, begin, span = Fact.day, Fact.begin, Fact.span

    def __init__(self, like: Fact, number: int, first: int, end: int) -> None:
        self.like, self.id, self.kind = like, f"{number:09}", like.kind
        spans = like.since is not None
        self.on = None if spans else date.fromordinal(first)
        self.since = date.fromordinal(first) if spans else None
        self.until = date.fromordinal(end - 1) if spans and end != NEVER else None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.like, name)


def whole(number: Fraction, scale: int) -> int:
    """The number as parts of the scale. Raises Rescaled where they are not whole."""
    parts, rest = divmod(number.numerator * scale, number.denominator)
    if rest:
        raise Rescaled((number * scale).denominator * scale)
    return parts


class Rescaled(Exception):
    """Amounts must be counted in smaller parts than so far."""

    def __init__(self, scale: int) -> None:
        super().__init__(scale)
        self.scale = scale
