"""In how many ways a regular expression can match the same text: exponentially many, or many times the length of it.

A pattern becomes an automaton of positions (Glushkov), a repeat of less than MANY times written out. Two different
ways round from a position to itself by the same text: exponential. A way that can be left and joined anywhere within
the same text, and that may then fail: the square of its length. Weideman and others, "Analyzing matching time behavior
of backtracking regular expression matchers by using ambiguity of NFA", 2016.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

PARSER: Any = re._parser  # type: ignore[attr-defined]
MANY = 40
SIGNS = frozenset([chr(code) for code in range(128)] + ["é", "\u2028"])
Edges = Counter[tuple[int, int]]


@dataclass(frozen=True)
class Part:
    """A piece of a pattern: where it may begin and end, and whether it may be nothing."""

    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    nothing: bool = True


@dataclass
class Ways:
    """The automaton of a pattern. Position 0 stands before it; when one searches, it stays there over anything."""

    pattern: str | bytes
    flags: int = 0
    searched: bool = True
    repeats: bool = False
    twice: bool = False
    signs: list[frozenset[str]] = field(default_factory=lambda: [SIGNS])
    edges: Edges = field(default_factory=Counter)

    def __post_init__(self) -> None:
        whole = self._sequence(PARSER.parse(self.pattern, self.flags))
        self.ends = set(whole.last)
        self.edges.update((0, place) for place in whole.first)
        if self.searched:
            self.edges[0, 0] += 1

    def _sequence(self, items: Iterable[Any]) -> Part:
        so_far = Part()
        for operation, value in items:
            so_far = self._join(so_far, self._part(str(operation), value))
        return so_far

    def _join(self, one: Part, two: Part) -> Part:
        self.edges.update((before, after) for before in one.last for after in two.first)
        return Part(
            one.first + (two.first if one.nothing else ()),
            two.last + (one.last if two.nothing else ()),
            one.nothing and two.nothing,
        )

    def _part(self, operation: str, value: Any) -> Part:
        if operation == "BRANCH":
            parts = [self._sequence(items) for items in value[1]]
            first = tuple(place for part in parts for place in part.first)
            last = tuple(place for part in parts for place in part.last)
            self.twice |= sum(part.nothing for part in parts) > 1  # the same by nothing in two ways
            return Part(first, last, any(part.nothing for part in parts))
        if operation in ("SUBPATTERN", "ATOMIC_GROUP"):
            return self._sequence(value[-1] if operation == "SUBPATTERN" else value)
        if operation.endswith("_REPEAT"):
            return self._repeated(*value)
        if operation == "AT" and "BEGINNING" in str(value):
            return Part()
        self.signs.append(_signs_of(operation, value, self.flags))
        place = (len(self.signs) - 1,)
        return Part(place, place, nothing=False)

    def _repeated(self, least: int, most: int, items: Any) -> Part:
        if most >= MANY:
            self.repeats = True
            whole = Part()
            for _ in range(min(least, MANY) or 1):
                part = self._sequence(items)
                whole = self._join(whole, part)
            self.edges.update((end, begin) for end in part.last for begin in part.first)
            return Part(whole.first, whole.last, whole.nothing or least == 0)
        whole = Part()
        for turn in range(most):
            part = self._sequence(items)
            whole = self._join(whole, part if turn < least else Part(part.first, part.last, nothing=True))
        return whole

    @cached_property
    def after(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for before, after in self.edges:
            found.setdefault(before, []).append(after)
        return found

    def steps(self, *places: int) -> Iterator[tuple[int, ...]]:
        """Where several walkers can go by the same sign."""

        def go(rest: tuple[int, ...], signs: frozenset[str]) -> Iterator[tuple[int, ...]]:
            if not rest:
                yield ()
                return
            for place in self.after.get(rest[0], ()):
                if common := signs & self.signs[place]:
                    for others in go(rest[1:], common):
                        yield (place, *others)

        return go(places, SIGNS)

    def reached(self, *places: int) -> set[tuple[int, ...]]:
        """Everywhere that they can be together after one sign or more."""
        seen: set[tuple[int, ...]] = set()
        waiting = [places]
        while waiting:
            for new in self.steps(*waiting.pop()):
                if new not in seen:
                    seen.add(new)
                    waiting.append(new)
        return seen

    def exponential(self) -> bool:
        if not self.repeats:
            return False
        if self.twice:
            return True
        for place in range(1, len(self.signs)):
            if (place, place) not in (round_ := self.reached(place, place)):
                continue
            if any(one != two and (place, place) in self.reached(one, two) for one, two in round_):
                return True
            around = {(one, two) for one, two in self.edges if (one, one) in round_ and (two, two) in round_}
            if any(self.edges[edge] > 1 and (edge[0], edge[0]) in self.reached(edge[1], edge[1]) for edge in around):
                return True
        return False

    def square(self) -> bool:
        """Whether a text that it does not match in the end costs the square of its length."""
        if not self.repeats:
            return False
        loops = [place for place in range(len(self.signs)) if (place,) in self.reached(place)]
        return any(
            (one, two, two) in self.reached(one, one, two)
            for one in loops
            for two in loops
            if one != two and two not in self.ends
        )


def _signs_of(operation: str, value: Any, flags: int) -> frozenset[str]:
    if operation == "ANY":
        return SIGNS - {"\n"}
    if operation == "LITERAL":
        return frozenset({chr(value), chr(value).swapcase()} if flags & re.IGNORECASE else {chr(value)})
    if operation == "NOT_LITERAL":
        return SIGNS - {chr(value)}
    if operation in ("GROUPREF", "AT", "ASSERT", "ASSERT_NOT"):
        return SIGNS  # what looks at what comes, and may refuse it, is taken for a sign of its own
    assert operation == "IN", operation
    found: set[str] = set()
    for kind, inner in value:
        if str(kind) == "LITERAL":
            found.add(chr(inner))
        elif str(kind) == "RANGE":
            found |= {sign for sign in SIGNS if inner[0] <= ord(sign) <= inner[1]}
        elif str(kind) == "CATEGORY":
            found |= _category(str(inner))
    if flags & re.IGNORECASE:
        found |= {sign.swapcase() for sign in found}
    return frozenset(SIGNS - found if str(value[0][0]) == "NEGATE" else found)


def _category(name: str) -> set[str]:
    letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[name.rpartition("_")[2]]
    known = re.compile(f"\\{letter.upper() if '_NOT_' in name else letter}")
    return {sign for sign in SIGNS if known.match(sign)}
