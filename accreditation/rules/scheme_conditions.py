"""For whom a scheme is, as data: a condition on what is known of a person, which may also not be known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

FACTS: Mapping[str, tuple[str, str]] = {
    "register": ("code van een register waarin iemand staat", "code of a register that somebody is on"),
    "title": ("titel in een register", "title in a register"),
    "years_registered": ("hele jaren in een register", "whole years on a register"),
    "region": ("regio van het werk", "region of work"),
    "sector": ("sector of cao", "sector or collective agreement"),
    "employer": ("werkgever", "employer"),
    "hours_per_week": ("uren per week", "hours a week"),
}
BOUNDS = ("at_least", "at_most", "less_than", "more_than")
MOST, DEEPEST = 50, 5
Known = Mapping[str, Set[str | Decimal]]
"""What is known of a person: values by the name of a fact. What is not in it is not known."""


@dataclass(frozen=True, slots=True)
class ConditionProblem:
    """One thing wrong in one place of a condition."""

    path: str
    code: str
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition holds: True, False, or None as long as the facts in `asks` are not known."""

    holds: bool | None
    asks: frozenset[str] = frozenset()


def condition_problems(condition: Any, path: str = "", depth: int = 0) -> Iterator[ConditionProblem]:
    """Everything in which a condition is none."""
    if not isinstance(condition, Mapping) or len(condition) > MOST or depth > DEEPEST:
        yield ConditionProblem(path, "wrong-type", "Hier hoort een voorwaarde.", "This must be a condition.")
        return
    for name, value in condition.items():
        here = f"{path}/{name}".lstrip("/")
        if name == "not":
            yield from condition_problems(value, here, depth + 1)
        elif name in ("any", "all"):
            if not isinstance(value, list) or not 0 < len(value) <= MOST:
                yield ConditionProblem(here, "wrong-type", "Hier hoort een lijst.", "This must be a list.")
                continue
            for n, part in enumerate(value):
                yield from condition_problems(part, f"{here}/{n}", depth + 1)
        elif name in FACTS:
            yield from _test_problems(value, here)
        else:
            near = get_close_matches(str(name), FACTS, n=1)
            nl, en = (f" Bedoelt u {near[0]}?", f" Did you mean {near[0]}?") if near else ("", "")
            words = ", ".join(FACTS)
            yield ConditionProblem(
                here, "unknown-fact", f"Onbekend. Bekend: {words}.{nl}", f"Unknown. Known: {words}.{en}"
            )


def _test_problems(value: Any, path: str) -> Iterator[ConditionProblem]:
    if isinstance(value, Mapping):
        for name, bound in value.items():
            if name not in BOUNDS or _number(bound) is None:
                nl = f"Een grens is {', '.join(BOUNDS)} met een getal."
                en = f"A bound is {', '.join(BOUNDS)} with a number."
                yield ConditionProblem(f"{path}/{name}", "wrong-bound", nl, en)
        if value:
            return
    values = value if isinstance(value, list) else [value]
    if not values or len(values) > MOST or not all(isinstance(one, str) and 0 < len(one) <= 200 for one in values):
        nl, en = "Hier hoort een tekst, een lijst van teksten of een grens.", "This must be a text, texts or a bound."
        yield ConditionProblem(path, "wrong-type", nl, en)


def judge(condition: Mapping[str, Any], known: Known) -> Verdict:
    """Whether a sound condition holds; every part of it must, and an empty one does."""
    return _all([_part(name, value, known) for name, value in condition.items()])


def _part(name: str, value: Any, known: Known) -> Verdict:
    if name == "not":
        inner = judge(value, known)
        return Verdict(None if inner.holds is None else not inner.holds, inner.asks)
    if name == "all":
        return _all([judge(part, known) for part in value])
    if name == "any":
        return _any([judge(part, known) for part in value])
    if name not in known:
        return Verdict(None, frozenset({name}))
    return Verdict(any(_fits(value, one) for one in known[name]))


def _all(parts: list[Verdict]) -> Verdict:
    if any(part.holds is False for part in parts):
        return Verdict(False)
    return Verdict(None if any(part.holds is None for part in parts) else True, _asks(parts))


def _any(parts: list[Verdict]) -> Verdict:
    if any(part.holds for part in parts):
        return Verdict(True)
    return Verdict(None if any(part.holds is None for part in parts) else False, _asks(parts))


def _asks(parts: list[Verdict]) -> frozenset[str]:
    return frozenset(name for part in parts if part.holds is None for name in part.asks)


def _fits(value: Any, one: str | Decimal) -> bool:
    if isinstance(value, Mapping):
        number = _number(one)
        return number is not None and all(_within(name, number, _number(bound)) for name, bound in value.items())
    wanted = value if isinstance(value, list) else [value]
    return str(one).casefold() in {text.casefold() for text in wanted}


def _within(name: str, number: Decimal, bound: Decimal | None) -> bool:
    assert bound is not None  # a sound condition
    match name:
        case "at_least":
            return number >= bound
        case "at_most":
            return number <= bound
        case "less_than":
            return number < bound
        case _:
            return number > bound


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
