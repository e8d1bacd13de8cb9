"""What happened to one person: the facts, the period and the person that a regulation judges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from register.rules.fact_refusals import FactInvalid

KINDS = (
    "activity",
    "work",
    "leave",
    "declaration",
    "attestation",
    "artefact",
    "exam",
    "appointment",
    "decision",
    "status",
)
"""Every kind of fact. A selection that names no kind speaks of activities."""

UNITS = (
    "minute",
    "hour",
    "half-day",
    "day",
    "week",
    "month",
    "point",
    "credit",
    "unit",
    "ects",
    "word",
    "item",
)
"""Every unit in which something can happen. A regulation turns them into its own unit."""

SPANNING = frozenset({"work", "leave", "status"})
"""Kinds that count for the days they cover; every other kind belongs to the one day it ended."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days [start, end): the first day is in, the day `end` is out."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"A period cannot end on {self.end} before it starts on {self.start}.")

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def days(self) -> int:
        """Number of days in the period."""
        return (self.end - self.start).days

    @property
    def last_day(self) -> date:
        """The last day that is still in the period."""
        return self.end - timedelta(days=1)

    def overlap(self, other: Period) -> Period | None:
        """The days that both periods hold, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened, in the quantity in which it happened (not in points).

    `on` is the day of something short. `since` and `until` are the first and the last day, both included, of
    something longer; `until` None means that it is still going on. `reverses` names a fact that this one takes back.
    """

    id: str
    kind: str = "activity"
    on: date | None = None
    since: date | None = None
    until: date | None = None
    category: str | None = None
    code: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    sessions: int | None = None
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    accredited: bool | None = None
    accepted: bool | None = None
    evidence: bool | None = None
    tags: tuple[str, ...] = ()
    event: str | None = None
    course: str | None = None
    registrations: tuple[str, ...] = ()
    format: str | None = None
    role: str | None = None
    by: str | None = None
    group_size: int | None = None
    test: str | None = None
    score: Decimal | None = None
    reason: str | None = None
    hours_per_week: Decimal | None = None
    recorded_on: date | None = None
    reverses: str | None = None

    def __post_init__(self) -> None:
        _check_words(self)
        _check_dates(self)
        _check_amounts(self)
        object.__setattr__(self, "tags", tuple(self.tags))
        object.__setattr__(self, "registrations", tuple(self.registrations))
        object.__setattr__(self, "parts", MappingProxyType(dict(self.parts)))

    @property
    def happening(self) -> str:
        """What happened: one thing that counts in several categories is a fact in each, with ids `x`, `x/2`, …"""
        return self.id.partition("/")[0]

    @property
    def day(self) -> date:
        """The day to which the fact belongs: the day it ended, or began when it has not ended."""
        day = self.until or self.on or self.since
        assert day is not None
        return day

    @property
    def begin(self) -> date:
        """The first day of the fact."""
        day = self.since or self.on
        assert day is not None
        return day

    @property
    def span(self) -> Period:
        """All days of the fact; one that is still going on reaches to the end of the calendar."""
        last = self.until or (self.on if self.since is None else None)
        end = date.max if last is None or last == date.max else last + timedelta(days=1)
        return Period(self.begin, end)


FIELDS = tuple(item.name for item in fields(Fact))


@dataclass(frozen=True, slots=True)
class Person:
    """The registrant as the rules know one: a registration date and attributes such as titles."""

    registered_on: date
    attributes: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is judged: the person, the cycle, earlier cycles where the rule looks back, and the facts."""

    person: Person
    cycle: Period
    earlier_cycles: tuple[Period, ...] = ()
    facts: tuple[Fact, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "earlier_cycles", tuple(sorted(self.earlier_cycles)))
        object.__setattr__(self, "facts", tuple(self.facts))
        seen: set[str] = set()
        for fact in self.facts:
            if fact.id in seen:
                raise FactInvalid(fact.id, "id", "same-id")
            seen.add(fact.id)


WORDS = ("category", "code", "event", "course", "format", "role", "by", "test", "reason", "reverses")
FLAGS = ("accredited", "accepted", "evidence")


def _check_words(fact: Fact) -> None:
    if not isinstance(fact.id, str) or not fact.id:
        raise FactInvalid(str(fact.id), "id", "no-id")
    if fact.kind not in KINDS:
        raise FactInvalid(fact.id, "kind", "not-one-of", value=fact.kind, known=", ".join(KINDS))
    for name in WORDS:
        value = getattr(fact, name)
        if value is not None and not isinstance(value, str):
            raise FactInvalid(fact.id, name, "no-text", value=value)
    for name in FLAGS:
        value = getattr(fact, name)
        if value is not None and not isinstance(value, bool):
            raise FactInvalid(fact.id, name, "no-flag", value=value)
    for name in ("tags", "registrations"):
        values = getattr(fact, name)
        if isinstance(values, str) or not isinstance(values, Iterable):
            raise FactInvalid(fact.id, name, "no-texts", value=values)
        if not all(isinstance(value, str) for value in values):
            raise FactInvalid(fact.id, name, "no-text-inside")


def _check_dates(fact: Fact) -> None:
    for name in ("on", "since", "until", "recorded_on"):
        value = getattr(fact, name)
        if value is not None and type(value) is not date:
            raise FactInvalid(fact.id, name, "no-date", value=value)
    if fact.on is None and fact.since is None:
        raise FactInvalid(fact.id, "on", "no-day")
    if fact.until is not None and fact.begin > fact.until:
        raise FactInvalid(fact.id, "until", "ends-early", value=fact.until, first=fact.begin)


def _check_amounts(fact: Fact) -> None:
    for name in ("quantity", "score", "hours_per_week"):
        value = getattr(fact, name)
        if value is not None:
            object.__setattr__(fact, name, _amount(fact.id, name, value))
    if (fact.quantity is None) != (fact.unit is None):
        raise FactInvalid(fact.id, "unit", "no-pair")
    if fact.unit is not None and fact.unit not in UNITS:
        raise FactInvalid(fact.id, "unit", "not-one-of", value=fact.unit, known=", ".join(UNITS))
    for name in ("sessions", "group_size"):
        value = getattr(fact, name)
        if value is not None and (type(value) is not int or value < 1):
            raise FactInvalid(fact.id, name, "no-whole-number", value=value)
    if not isinstance(fact.parts, Mapping):
        raise FactInvalid(fact.id, "parts", "no-shares")
    if fact.parts:
        shares = {str(name): _amount(fact.id, "parts", share) for name, share in fact.parts.items()}
        if fact.quantity is None or sum(shares.values()) != fact.quantity:
            raise FactInvalid(fact.id, "parts", "no-sum")
        object.__setattr__(fact, "parts", shares)


def _amount(fact_id: str, name: str, value: object) -> Decimal:
    # A float has already lost the figure that was entered, so it is refused instead of rounded.
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise FactInvalid(fact_id, name, "no-exact-number", value=value)
    number = Decimal(value)
    if not number.is_finite() or number < 0:
        raise FactInvalid(fact_id, name, "below-zero", value=value)
    return number
