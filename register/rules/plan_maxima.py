"""What maxima leave of the worth of facts, for thousands of people at once; see `register.rules.caps`."""

from __future__ import annotations

from typing import Any

import numpy as np

from register.rules.caps import SCOPES, Cap
from register.rules.plan_columns import Numbers, as_one, group_starts, rank_in_group
from register.rules.plan_facts import Facts
from register.rules.plan_questions import Crowd

NO_LIMIT = np.iinfo(np.int64).max // 4
NONE = -(2**62)
"""Stands for the group of a fact that is in no group."""


class Cutting:
    """One maximum over a crowd: of the numbers that `tallying` works out for the people and periods that are `asked`.

    Both are of `plan_tallies`, which stands above this module.
    """

    def __init__(self, tallying: Any, cap: Cap, asked: Any) -> None:
        self.tallying, self.slot, self.cap, self.asked = tallying, asked.slots[0], cap, asked
        self.crowd: Crowd = tallying.crowd
        self.facts: Facts = tallying.facts

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
        group = as_one([self.facts.who[order], *np.concatenate(groups)[:, order]])
        # By group, within it those that are never cut first, then as facts are filled.
        within = np.argsort(2 * group + ~spared[order], kind="stable")
        order, group = order[within], group[within]
        held = left[order]
        room = limit[self.facts.who[order]]
        if "day" in cap.scopes:
            room = room * self.facts.of_sample(lambda fact: fact.sessions or 1)[order]
        if cap.counts_facts:
            fits = (rank_in_group(group) + 1) * self.tallying.book.scale <= room
            allowed = np.where(fits, held, 0)
        else:
            run = np.concatenate(([0], np.cumsum(held)))
            before = run[:-1] - run[group_starts(group)]
            allowed = np.clip(room - before, 0, held)
        after = left.copy()
        after[order] = np.where(spared[order], held, allowed)
        return after

    def _asked(self, name: str, ask: Any) -> Numbers:
        found: Numbers = self.tallying._asked((name, id(self.cap)), ask, self.slot)
        return found

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
            series: Numbers = self.tallying.series(self.cap.series[scope], self.slot)
            return series[np.newaxis]
        words: dict[object, int] = {None: NONE}
        value = facts.of_sample(lambda fact: words.setdefault(getattr(fact, scope), len(words)))
        return np.stack([value, self.crowd.cycle])
