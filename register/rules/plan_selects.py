"""Selections as data: a condition on one fact that another engine can put in its own words, or the reason it cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from register.rules.select import FLAG_FIELDS, LIST_FIELDS, WORD_FIELDS, with_kind


class NotCompiled(ValueError):
    """This part of a regulation cannot be read as a number: it needs the facts themselves. The text says why."""


@dataclass(frozen=True, slots=True)
class Words:
    """The field holds one of these words; an empty set is never matched."""

    field: str
    among: frozenset[str]


@dataclass(frozen=True, slots=True)
class Present:
    """The field holds something."""

    field: str


@dataclass(frozen=True, slots=True)
class Flag:
    """The flag has this value; with `or_absent` also where it was never recorded."""

    field: str
    value: bool
    or_absent: bool


@dataclass(frozen=True, slots=True)
class Days:
    """The fact belongs to a day in [start, end); an open side is None."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Not:
    inner: Predicate


@dataclass(frozen=True, slots=True)
class Every:
    """All of these hold; with none, anything matches."""

    parts: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of these holds."""

    parts: tuple[Predicate, ...]


Predicate = Words | Present | Flag | Days | Not | Every | Some


def predicate(node: Mapping[str, Any] | None, categories: Mapping[str, frozenset[str]]) -> Predicate:
    """The selection as data. Raises NotCompiled where it looks at the person, at other facts or at rarer fields."""
    return _every(with_kind(node or {}), categories)


def wider(node: Mapping[str, Any], categories: Mapping[str, frozenset[str]]) -> Predicate:
    """A selection that holds every fact of this one and perhaps more: what cannot be said is left out."""
    parts = []
    for name, value in with_kind(node).items():
        try:
            parts.append(_condition(name, value, categories))
        except NotCompiled:
            continue
    return Every(tuple(parts))


def implies(one: Predicate, other: Predicate) -> bool:
    """Whether every fact of the one is certainly in the other. False means: not proved."""
    return set(_conditions_of(other)) <= set(_conditions_of(one))


def disjoint(one: Predicate, other: Predicate) -> bool:
    """Whether no fact can be in both. False means: not proved."""
    return any(
        mine.field == theirs.field and mine.field not in LIST_FIELDS and mine.among.isdisjoint(theirs.among)
        for mine in _conditions_of(one)
        for theirs in _conditions_of(other)
        if isinstance(mine, Words) and isinstance(theirs, Words)
    )


def kinds_of(one: Predicate) -> frozenset[str] | None:
    """The kinds of fact it can match, or None when it can be any."""
    found = [part.among for part in _conditions_of(one) if isinstance(part, Words) and part.field == "kind"]
    return frozenset.intersection(*found) if found else None


def fields_of(one: Predicate) -> Iterator[str]:
    """The fields of a fact that it looks at."""
    match one:
        case Every(parts) | Some(parts):
            for part in parts:
                yield from fields_of(part)
        case Not(inner):
            yield from fields_of(inner)
        case Days():
            yield "on"
        case _:
            yield one.field


def _conditions_of(one: Predicate) -> tuple[Predicate, ...]:
    if isinstance(one, Every):
        return tuple(condition for part in one.parts for condition in _conditions_of(part))
    return (one,)


def _every(node: Mapping[str, Any], categories: Mapping[str, frozenset[str]]) -> Predicate:
    return Every(tuple(_condition(name, value, categories) for name, value in node.items()))


def _condition(name: str, value: Any, categories: Mapping[str, frozenset[str]]) -> Predicate:
    if name in ("any", "all"):
        parts = tuple(_every(part, categories) for part in value)
        return Some(parts) if name == "any" else Every(parts)
    if name == "not":
        return Not(_every(value, categories))
    if name == "category":
        named = value if isinstance(value, list) else [value]
        return Words("category", frozenset().union(*(categories[word] for word in named)))
    if name in FLAG_FIELDS:
        return Flag(name, value, or_absent=value is False and name != "accepted")
    if name == "on":
        return Days(_fixed(value.get("from")), _fixed(value.get("until")))
    if name in WORD_FIELDS or name == "tags":
        return words(name, value)
    raise NotCompiled(f"it selects on {name}")


def words(name: str, value: Any) -> Predicate:
    """A test of the words of a field, as data."""
    if isinstance(value, Mapping):
        if "present" in value:
            return Present(name) if value["present"] else Not(Present(name))
        if "all" in value:
            return Every(tuple(words(name, word) for word in value["all"]))
        if "not" in value:
            return Not(words(name, value["not"]))
        raise NotCompiled(f"it selects on a prefix of {name}")
    wanted = frozenset(str(word) for word in (value if isinstance(value, list) else [value]))
    for word in sorted(wanted):
        if word.startswith("$"):
            raise NotCompiled(f"it selects on what the person's {word[1:]} holds")
    return Words(name, wanted)


def _fixed(value: Any) -> date | None:
    try:
        return None if value is None else date.fromisoformat(str(value))
    except ValueError:
        raise NotCompiled("it selects on days that differ from person to person") from None
