"""The outcome of a judgement: every requirement, every fact, every cut, with words and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from register.rules.amounts import plain
from register.rules.facts import Period
from register.rules.wording import finding_words

Label = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One requirement for one period or value: what was due, what counted, and what is missing.

    Of a `maximum` no more than `required` may be counted, and `short` is what is too much.
    """

    code: str
    qualifier: str | None
    label: Label
    article: str
    unit: str
    required: Decimal
    counted: Decimal
    carried_in: Decimal
    carried_out: Decimal
    short: Decimal
    met: bool
    advisory: bool
    window: Period
    due_on: date | None
    part_of: str | None
    maximum: bool

    @property
    def name(self) -> str:
        """The code with its qualifier: mediations[2023]."""
        return f"{self.code}[{self.qualifier}]" if self.qualifier is not None else self.code

    @property
    def explanation(self) -> dict[str, str]:
        """What it says, in one or two sentences in each language."""
        return finding_words(
            required=self.required,
            counted=self.counted,
            carried_in=self.carried_in,
            short=self.short,
            unit=self.unit,
            maximum=self.maximum,
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "qualifier": self.qualifier,
            "label": dict(self.label),
            "article": self.article,
            "unit": self.unit,
            "required": plain(self.required),
            "counted": plain(self.counted),
            "carriedIn": plain(self.carried_in),
            "carriedOut": plain(self.carried_out),
            "short": plain(self.short),
            "met": self.met,
            "advisory": self.advisory,
            "window": period_json(self.window),
            "dueOn": self.due_on.isoformat() if self.due_on else None,
            "partOf": self.part_of,
            "explanation": self.explanation,
        }


@dataclass(frozen=True, slots=True)
class Contribution:
    """How much of a fact counted toward one requirement."""

    requirement: str
    counted: Decimal

    def to_json(self) -> dict[str, Any]:
        return {"requirement": self.requirement, "counted": plain(self.counted)}


@dataclass(frozen=True, slots=True)
class FactCut:
    """How much of a fact did not count, and by which rule."""

    rule: str
    amount: Decimal
    reason: str
    label: Label
    article: str

    def to_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "amount": plain(self.amount),
            "reason": self.reason,
            "label": dict(self.label),
            "article": self.article,
        }


@dataclass(frozen=True, slots=True)
class FactFinding:
    """What became of one fact. `reason` is set when it did not count, or not in full."""

    id: str
    worth: Decimal
    counted: Decimal
    toward: tuple[Contribution, ...]
    cuts: tuple[FactCut, ...]
    reason: str | None

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "worth": plain(self.worth),
            "counted": plain(self.counted),
            "toward": [one.to_json() for one in self.toward],
            "cuts": [cut.to_json() for cut in self.cuts],
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day to do something."""

    kind: str
    on: date

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "on": self.on.isoformat()}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands under one regulation on one day."""

    register: str
    in_force_from: date
    digest: str
    as_of: date
    cycle: Period
    window: Period
    next_cycle: Period | None
    unit: str
    met: bool
    outcome: str
    requirements: tuple[Finding, ...]
    facts: tuple[FactFinding, ...]
    deadlines: tuple[Deadline, ...]
    projections: tuple[Finding, ...]

    def to_json(self) -> dict[str, Any]:
        """The standing as plain values for JSON: decimals as texts, dates as ISO texts. Same input, same bytes."""
        return {
            "schema": "standing/1",
            "regulation": {
                "register": self.register,
                "inForceFrom": self.in_force_from.isoformat(),
                "digest": self.digest,
            },
            "asOf": self.as_of.isoformat(),
            "cycle": period_json(self.cycle),
            "window": period_json(self.window),
            "nextCycle": period_json(self.next_cycle) if self.next_cycle else None,
            "unit": self.unit,
            "met": self.met,
            "outcome": self.outcome,
            "requirements": [finding.to_json() for finding in self.requirements],
            "facts": [fact.to_json() for fact in self.facts],
            "deadlines": [deadline.to_json() for deadline in self.deadlines],
            "projections": [finding.to_json() for finding in self.projections],
        }


def period_json(period: Period) -> dict[str, str]:
    """A half-open period: the day in `until` is out."""
    return {"from": period.start.isoformat(), "until": period.end.isoformat()}
