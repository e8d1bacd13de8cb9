"""What a decision for a group would change, in numbers without persons."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

Brief = dict[str, Any]
"""What the rules make of one registration, in short: `met`, `outcome`, `windowUntil` and what is `short`."""
BETTER, WORSE, SAME, UNJUDGED = "better", "worse", "same", "unjudged"


def figures_of(briefs: Iterable[tuple[Brief, Brief]]) -> tuple[dict[str, Any], int]:
    """Of how many people what changes, before and after; and how many are worse off."""
    turns: Counter[str] = Counter()
    met: Counter[str] = Counter()
    short: dict[str, Counter[str]] = {"before": Counter(), "after": Counter()}
    for before, after in briefs:
        turns[turn_of(before, after)] += 1
        for name, brief in (("before", before), ("after", after)):
            if brief:
                met[name] += brief["met"]
                short[name].update(brief["short"].keys())
    figures = {
        "inScope": turns.total(),
        **{name: turns[name] for name in (BETTER, WORSE, SAME, UNJUDGED)},
        "met": {name: met[name] for name in ("before", "after")},
        "short": {name: dict(sorted(counted.items())) for name, counted in short.items()},
    }
    return figures, turns[WORSE]


def turn_of(before: Brief, after: Brief) -> str:
    """Which way one person turns. Whoever loses anything is worse off, whatever they gain besides."""
    if not before or not after:
        return UNJUDGED
    lacks = {name: Decimal(amount) for name, amount in before["short"].items()}
    would = {name: Decimal(amount) for name, amount in after["short"].items()}
    changes = [lacks.get(name, 0) - would.get(name, 0) for name in lacks | would]
    if before["met"] > after["met"] or before["windowUntil"] > after["windowUntil"] or any(one < 0 for one in changes):
        return WORSE
    return SAME if before == after else BETTER
