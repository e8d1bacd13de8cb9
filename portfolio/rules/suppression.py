"""Figures too coarse to single anyone out: small groups are left out, and so is what would give them away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST = 10
"""The smallest number of people of whom a figure is published."""


@dataclass(frozen=True, slots=True)
class Split:
    """How many people of a group meet the rules, and how many fall short."""

    met: int
    short: int

    @property
    def people(self) -> int:
        return self.met + self.short

    def __add__(self, other: Split) -> Split:
        return Split(self.met + other.met, self.short + other.short)

    def __sub__(self, other: Split) -> Split:
        return Split(self.met - other.met, self.short - other.short)

    @property
    def coarse(self) -> bool:
        """Whether it may be published: no cell that names fewer than ten, and not that everybody falls short."""
        return self.people >= SMALLEST and (self.short == 0 or min(self.met, self.short) >= SMALLEST)


def published(groups: Mapping[str, Split]) -> tuple[Split | None, dict[str, Split]]:
    """The total and the groups that may be published side by side.

    What is left out is never found by taking the published groups from the total: what remains is coarse itself, or
    the total is left out. Where a single group is left out, or the remainder is too small, the smallest published one
    is left out as well until it is not.
    """
    total = sum(groups.values(), Split(0, 0))
    shown = {name: split for name, split in groups.items() if split.coarse}
    while shown and not _hidden_well(total, shown, groups):
        del shown[min(shown, key=lambda name: (shown[name].people, name))]
    return (total if total.coarse else None), shown


def _hidden_well(total: Split, shown: Mapping[str, Split], groups: Mapping[str, Split]) -> bool:
    rest = total - sum(shown.values(), Split(0, 0))
    return rest.people == 0 or rest.coarse or not total.coarse


def published_counts(counts: Mapping[str, int]) -> tuple[int | None, dict[str, int | None]]:
    """The same for groups that are only counted: what is left out is None. Where nothing is, noughts are told too."""
    total, shown = published({name: Split(count, 0) for name, count in counts.items()})
    told = sum(split.people for split in shown.values())
    rest = sum(counts.values()) - told
    missing = None if rest else 0
    return (total.people if total else missing), {
        name: shown[name].people if name in shown else missing for name in counts
    }


def may_be_told(part: int, *, of: int) -> bool:
    """Whether a part may be told beside a whole it is not added up to: neither it nor what remains is a few people."""
    return part >= SMALLEST and (part == of or of - part >= SMALLEST)
