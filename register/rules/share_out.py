"""Sharing out: when a fact, or each unit of it, may serve only one of several requirements, the best assignment."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from register.rules.amounts import ZERO
from register.rules.compiler import Compiler
from register.rules.problems import Path

Shares = dict[str, Fraction]
"""What each fact brings, by its id."""

MOST_STATES = 4_000
"""Beyond so many partial assignments those in which most has gone to waste are dropped. A dossier with dozens of facts
that each fit several large minima then takes a second or two, and the assignment may not be the very best."""


@dataclass(frozen=True, slots=True)
class ShareOut:
    """Requirements among which a fact is used once, the most urgent first; `whole` keeps a fact in one piece."""

    among: tuple[str, ...]
    whole: bool


def compile_share_outs(nodes: Sequence[Mapping[str, Any]], path: Path, compiler: Compiler) -> tuple[ShareOut, ...]:
    """The rules of sharing out; a requirement can be in one of them."""
    found = []
    for n, node in enumerate(nodes):
        if not compiler.usable((*path, n)):
            continue
        for k, code in enumerate(node["among"]):
            if code not in compiler.requirement_codes:
                what = ("unknown-requirement", "De eis", "requirement")
                compiler.unknown((*path, n, "among", k), what, code, compiler.requirement_codes)
        found.append(ShareOut(tuple(node["among"]), whole=node["each"] == "fact"))
    return tuple(found)


def assign(offers: Sequence[Shares], needs: Sequence[Fraction], *, whole: bool) -> list[Shares]:
    """What each requirement gets. `offers` says what each fact could bring to each requirement, in order of urgency.

    As little as possible stays missing, the more urgent requirement first; what is left over goes to the last
    requirement that a fact can serve.
    """
    facts = list(dict.fromkeys(fact for offer in offers for fact in offer))
    return _whole(facts, offers, needs) if whole else _units(facts, offers, needs)


def _whole(facts: Sequence[str], offers: Sequence[Shares], needs: Sequence[Fraction]) -> list[Shares]:
    candidates = {fact: [n for n, offer in enumerate(offers) if fact in offer] for fact in facts}
    # What can go to one place only leaves nothing to choose, so it goes first.
    ordered = sorted(facts, key=lambda fact: len(candidates[fact]))
    # Reached sums, cut off at the need, are all that matters for what is still missing: that keeps the states few.
    states: dict[tuple[Fraction, ...], tuple[int, ...]] = {tuple(ZERO for _ in needs): ()}
    for fact in ordered:
        following: dict[tuple[Fraction, ...], tuple[int, ...]] = {}
        for reached, path in states.items():
            for n in candidates[fact]:
                total = min(needs[n], reached[n] + offers[n][fact])
                following.setdefault((*reached[:n], total, *reached[n + 1 :]), (*path, n))
        states = _promising(following, tuple(needs))
    chosen = max(states.items(), key=lambda item: (sum(item[0]), item[0]))[1]
    shares: list[Shares] = [{} for _ in offers]
    for fact, n in zip(ordered, chosen, strict=True):
        shares[n][fact] = offers[n][fact]
    return shares


def _promising(
    states: dict[tuple[Fraction, ...], tuple[int, ...]], needs: tuple[Fraction, ...]
) -> dict[tuple[Fraction, ...], tuple[int, ...]]:
    """The states to go on with: one that reaches every need cannot be improved on."""
    if needs in states:
        return {needs: states[needs]}
    if len(states) <= MOST_STATES:
        return states
    best = sorted(states.items(), key=lambda item: (sum(item[0]), item[0]), reverse=True)
    return dict(best[:MOST_STATES])


def _units(facts: Sequence[str], offers: Sequence[Shares], needs: Sequence[Fraction]) -> list[Shares]:
    free = {fact: max(offer.get(fact, ZERO) for offer in offers) for fact in facts}
    shares: list[Shares] = [{} for _ in offers]
    for n, need in enumerate(needs):
        missing = need
        while missing > 0 and (path := _augmenting(n, offers, shares, free)):
            missing -= _push(path, offers, shares, free, missing)
    for fact in facts:
        for n in reversed(range(len(offers))):
            extra = min(free[fact], offers[n].get(fact, ZERO) - shares[n].get(fact, ZERO))
            if extra > 0:
                shares[n][fact] = shares[n].get(fact, ZERO) + extra
                free[fact] -= extra
    return shares


Hop = tuple[int, str]
"""A requirement takes more of a fact."""


def _augmenting(start: int, offers: Sequence[Shares], shares: Sequence[Shares], free: Shares) -> list[Hop]:
    """A way to give a requirement more: take from a fact, and let whoever loses take from another fact, and so on."""
    queue: deque[tuple[int, list[Hop]]] = deque([(start, [])])
    seen = {start}
    while queue:
        n, hops = queue.popleft()
        for fact in offers[n]:
            if shares[n].get(fact, ZERO) >= offers[n][fact]:
                continue
            if free[fact] > 0:
                return [*hops, (n, fact)]
            for other, share in enumerate(shares):
                if other not in seen and share.get(fact, ZERO) > 0:
                    seen.add(other)
                    queue.append((other, [*hops, (n, fact)]))
    return []


def _push(
    path: Sequence[Hop], offers: Sequence[Shares], shares: Sequence[Shares], free: Shares, missing: Fraction
) -> Fraction:
    amount = missing
    for step, (n, fact) in enumerate(path):
        amount = min(amount, offers[n][fact] - shares[n].get(fact, ZERO))
        last = step == len(path) - 1
        amount = min(amount, free[fact] if last else shares[path[step + 1][0]].get(fact, ZERO))
    for step, (n, fact) in enumerate(path):
        shares[n][fact] = shares[n].get(fact, ZERO) + amount
        if step == len(path) - 1:
            free[fact] -= amount
        else:
            shares[path[step + 1][0]][fact] -= amount
    return amount
