"""Asking the rules' own code about thousands of facts: once for all that are alike in what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

import numpy as np

from register.rules.facts import Fact, Period
from register.rules.plan_columns import Mask, Numbers, as_one, begins, distinct, group_starts
from register.rules.plan_facts import Facts, NotCompiled
from register.rules.scene import Scene

T = TypeVar("T")
_DAYS = frozenset({"on", "since", "until", "day", "begin", "span", "id", "happening"})


class Needs(Exception):
    """The answer hangs on more than has been shown: `days`, `recorded`, `nth`, `person` or `frame`."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Again(Exception):
    """A question has to be asked again."""


class Unrecorded(Exception):
    """The days on which the facts were recorded must be read too."""


class Framed(Protocol):
    """What is the same for many people: equal numbers mean the same. The scenes are of this cycle and those before."""

    @property
    def number(self) -> int: ...

    @property
    def attributes(self) -> int: ...

    @property
    def scenes(self) -> Sequence[Scene]: ...


@dataclass(frozen=True)
class Crowd:
    """People with their known facts, judged for one cycle: that of now (level 0) or so many before."""

    facts: Facts
    frames: Sequence[Framed]
    level: int

    def scene(self, who: int) -> Scene:
        """The scene of a person; of the oldest cycle there is, where there are fewer."""
        scenes = self.frames[who].scenes
        return scenes[min(self.level, len(scenes) - 1)]

    def details(self, what: str, places: Numbers) -> list[Numbers]:
        """What the answer about some facts hangs on, as columns: equal rows, equal answers."""
        facts = self.facts
        if what == "days":
            return [facts.first[places], facts.end[places]]
        if what == "recorded":
            return [facts.recorded[places]]
        if what == "nth":
            return [self.nth[places]]
        numbers = [frame.attributes if what == "person" else frame.number for frame in self.frames]
        return [np.array(numbers, dtype=np.int64)[facts.who[places]]]

    @cached_property
    def cycle(self) -> Numbers:
        """The cycle that holds each fact; see `register.rules.caps.cycle_number`."""
        scenes = [self.scene(who) for who in range(len(self.frames))]
        found = np.full(len(self.facts), -2, dtype=np.int64)
        for n in reversed(range(max((len(scene.earlier_cycles) for scene in scenes), default=0))):
            found[self._within([one.earlier_cycles[n] if n < len(one.earlier_cycles) else None for one in scenes])] = n
        found[self._within([one.window for one in scenes])] = -1
        return found

    def _within(self, periods: Sequence[Period | None]) -> Mask:
        edges = np.array([(one.start.toordinal(), one.end.toordinal()) if one else (0, 0) for one in periods])
        first, end = edges[self.facts.who].T if len(self.facts) else (0, 0)
        return (self.facts.day >= first) & (self.facts.day < end)

    @cached_property
    def nth(self) -> Numbers:
        """Which time in its cycle the course of each fact was followed; see `PersonalLedger.occurrence`."""
        courses: dict[object, int] = {None: -1}
        course = self.facts.of_sample(
            lambda fact: -1 if fact.course is None else courses.setdefault((fact.course, fact.kind), len(courses))
        )
        places = np.flatnonzero(course >= 0)
        groups = as_one([column[places] for column in (self.facts.who, course, self.cycle)])
        order = np.argsort(groups, kind="stable")
        # Facts of one entry are one time.
        time = np.cumsum(begins(self.facts.entry[places[order]]))
        nth = np.ones(len(course), dtype=np.int64)
        nth[places[order]] = 1 + time - time[group_starts(groups[order])]
        return nth


class Question(Generic[T]):
    """Something that the rules say of a fact, in a scene with these values for what is repeated over."""

    def __init__(self, ask: Callable[[Any, Any], T], bound: Mapping[str, str] | None = None) -> None:
        self.ask, self.bound = ask, bound or {}
        self.needs: dict[int, tuple[str, ...]] = {}
        self.codes: dict[tuple[object, ...], int] = {}
        self.values: list[T] = []

    def of(self, crowd: Crowd) -> Numbers:
        """For each fact the place of its answer among `values`."""
        while True:
            try:
                return self._of(crowd)
            except Again:  # more has to be seen of some samples than was thought
                continue

    def _of(self, crowd: Crowd) -> Numbers:
        likes, inverse = crowd.facts.likes
        found = np.array([self._alike(like, crowd) for like in likes], dtype=np.int64)[inverse]
        for needs in {self.needs[like] for like in likes if like in self.needs}:
            chosen = np.array([self.needs.get(like) == needs for like in likes], dtype=bool)
            self._more(needs, np.flatnonzero(chosen[inverse]), crowd, found)
        return found

    def _more(self, needs: tuple[str, ...], places: Numbers, crowd: Crowd, found: Numbers) -> None:
        """Fill in the answers about facts of which more than the sample must be seen."""
        columns = [crowd.facts.like[places], *(column for what in needs for column in crowd.details(what, places))]
        index, inverse = distinct(columns)
        keys = zip(*(column[index].tolist() for column in columns), strict=True)
        codes = [self._one(needs, key, n, crowd) for key, n in zip(keys, places[index].tolist(), strict=True)]
        found[places] = np.array(codes, dtype=np.int64)[inverse]

    def _alike(self, like: int, crowd: Crowd) -> int:
        code = self.codes.get((like,))
        if code is not None:
            return code
        if like in self.needs:
            return -1
        try:
            answer = self.ask(_Seen(crowd.facts, like), Shown(self.bound))
        except Needs as more:
            self.needs[like] = (more.what,)
            return -1
        return self._keep((like,), answer)

    def _one(self, needs: tuple[str, ...], key: tuple[int, ...], n: int, crowd: Crowd) -> int:
        if (needs, key) in self.codes:
            return self.codes[needs, key]
        like = key[0]
        shown = Shown(
            self.bound, crowd.scene(int(crowd.facts.who[n])), needs, int(crowd.nth[n]) if "nth" in needs else 0
        )
        try:
            answer = self.ask(_Seen(crowd.facts, like, n, needs), shown)
        except Needs as more:
            self.needs[like] = (*needs, more.what)
            raise Again from more
        return self._keep((needs, key), answer)

    def _keep(self, key: tuple[object, ...], answer: T) -> int:
        self.codes[key] = len(self.values)
        self.values.append(answer)
        return self.codes[key]


class _Seen:
    """As much of a fact as an answer has been found to hang on."""

    def __init__(self, facts: Facts, like: int, n: int = 0, needs: Sequence[str] = ()) -> None:
        self._facts, self._like, self._n, self._needs = facts, facts.samples[like], n, needs

    def __getattr__(self, name: str) -> Any:
        if name in _DAYS:
            return getattr(self._shown("days").placed(self._n), name)
        if name == "recorded_on" and self._like.recorded_on is None:
            recorded = int(self._shown("recorded").recorded[self._n])
            if not recorded:
                raise Unrecorded
            return date.fromordinal(recorded)
        return getattr(self._like, name)

    def _shown(self, what: str) -> Facts:
        if what not in self._needs:
            raise Needs(what)
        return self._facts


class Shown:
    """As much of a scene as an answer has been found to hang on."""

    def __init__(
        self, bound: Mapping[str, str], scene: Scene | None = None, needs: Sequence[str] = (), nth: int = 0
    ) -> None:
        self.bound, self._scene, self._needs, self._nth = bound, scene, needs, nth
        self.measures = self

    def values(self, name: str) -> tuple[object, ...]:
        if name in self.bound:
            return (self.bound[name],)
        values: tuple[object, ...] = self._shown("person").values(name)
        return values

    def occurrence(self, fact: Fact, scene: Scene) -> int:
        if "nth" not in self._needs:
            raise Needs("nth")
        return self._nth

    def __getattr__(self, name: str) -> Any:
        if name in ("period", "read", "known"):
            raise NotCompiled(f"what is selected hangs on the {name}")
        return getattr(self._shown("frame"), name)

    def _shown(self, what: str) -> Any:
        if what not in self._needs:
            raise Needs(what)
        return self._scene
