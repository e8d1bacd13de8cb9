"""How a register accredits: its terms, assessors, changes, trust, attendance and fees, read from data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from register.rules.periods import Length
from register.rules.terms import last_day

Text = Mapping[str, str]
OBJECTION = "objection"
CONDITIONS = frozenset({"kinds", "categories", "applicants"})  # empty, they leave nothing out


@dataclass(frozen=True, slots=True)
class Terms:
    """Promised calendar days for each step, counted from the day it began.

    `legal`: the term for objection runs on past weekends and recognised holidays, as the law has it for its own terms.
    """

    completeness: int = 10
    supplement: int = 28
    assessment: int = 42
    answer: int = 14
    decision: int = 14
    objection: int = 42
    reconsideration: int = 84
    legal: bool = True

    def ends(self, term: str, *, began_on: date) -> date:
        """The last day in time of the term of this name."""
        length = Length(days=getattr(self, term))
        return last_day(began_on, length, legal=self.legal and term == OBJECTION)


@dataclass(frozen=True, slots=True)
class TrustLevel:
    """What a provider of this level may do itself. `at_most` is None when it accredits nothing itself.

    Empty `kinds` and `categories` mean all; `sampled` is the part, 0 to 1, that is checked afterwards.
    """

    code: str
    label: Text
    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    at_most: Decimal | None = None
    sampled: Decimal = Decimal(0)

    def covers(self, *, kind: str, category: str, quantity: Decimal) -> bool:
        """Whether such a course may be accredited by the provider itself."""
        return (
            self.at_most is not None
            and quantity <= self.at_most
            and (not self.kinds or kind in self.kinds)
            and (not self.categories or category in self.categories)
        )


@dataclass(frozen=True, slots=True)
class AttendanceRules:
    """When attendance is due, may change or is too late (days), and what counts as having been there."""

    report_within_days: int = 28
    changes_within_days: int = 90
    accepted_within_days: int = 3650
    overdue_blocks: bool = False
    presence: str = "all-meetings"
    late_minutes: int = 15


@dataclass(frozen=True, slots=True)
class MissingPoints:
    """Days in which a provider answers a professional whose attendance is not listed, and in which one may ask."""

    answer_within_days: int = 14
    asked_within_days: int = 365


@dataclass(frozen=True, slots=True)
class Question:
    """One question to participants: a mark from 1 to 5 (`scale`) or words; right after, or about practice later."""

    code: str
    text: Text
    kind: str = "scale"
    when: str = "after"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What participants are asked, for how many days, and how many months later about their practice."""

    open_days: int = 60
    practice_after_months: int = 6
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Tariff:
    """One line of the tariff. A condition that is None or empty always holds."""

    code: str
    label: Text
    amount: Decimal
    kinds: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    urgent: bool | None = None
    repeat: bool | None = None
    series_from: int | None = None

    def fits(self, *, kind: str, applicant: str, urgent: bool, repeat: bool, editions: int) -> bool:
        """Whether this line is for such an application."""
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.applicants or applicant in self.applicants)
            and self.urgent in (None, urgent)
            and self.repeat in (None, repeat)
            and editions >= (self.series_from or 0)
        )


@dataclass(frozen=True, slots=True)
class Fees:
    """The tariff of a register, in `currency`. Without lines nothing is due."""

    currency: str = "EUR"
    pay_within_days: int = 30
    tariffs: tuple[Tariff, ...] = ()

    def due_for(self, *, kind: str, applicant: str, urgent: bool, repeat: bool, editions: int) -> Tariff | None:
        """The first line that fits; None when nothing is due."""
        asked = {"kind": kind, "applicant": applicant, "urgent": urgent, "repeat": repeat, "editions": editions}
        return next((line for line in self.tariffs if line.fits(**asked)), None)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Policy:
    """The accreditation policy of a register. `kinds` empty means all; months are calendar months."""

    terms: Terms = field(default_factory=Terms)
    advices: int = 2
    blind_share: Decimal = Decimal(0)
    kinds: tuple[str, ...] = ()
    validity_months: int = 24
    longest_validity_months: int = 60
    repeat_months_before: int = 6
    changes: Mapping[str, str] = field(default_factory=dict)
    reuse_from: tuple[str, ...] = ()
    trust: tuple[TrustLevel, ...] = ()
    attendance: AttendanceRules = field(default_factory=AttendanceRules)
    missing_points: MissingPoints = field(default_factory=MissingPoints)
    evaluation: Evaluation = field(default_factory=Evaluation)
    fees: Fees = field(default_factory=Fees)

    def effect_of_change(self, changed: str) -> str:
        """What a change of this part does to the accreditation: none, notify or reassess."""
        return self.changes.get(changed, self.changes.get("otherwise", "reassess"))

    def as_document(self) -> dict[str, Any]:
        """The policy as a document in which nothing is left to a default."""
        document: dict[str, Any] = _plain(asdict(self))
        for level, row in zip(self.trust, document["trust"], strict=True):
            own = {key: row.pop(key) for key in ("kinds", "categories", "at_most") if key in row}
            if level.at_most is not None:
                row["self_accredits"] = own
        return document

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Policy:
        """The policy a valid document describes; what it leaves out has its default."""
        read: dict[str, Callable[[Any], Any]] = {
            "terms": lambda value: Terms(**value),
            "blind_share": Decimal,
            "kinds": tuple,
            "reuse_from": tuple,
            "trust": lambda value: tuple(map(_trust_level, value)),
            "attendance": lambda value: AttendanceRules(**value),
            "missing_points": lambda value: MissingPoints(**value),
            "evaluation": _evaluation,
            "fees": _fees,
        }
        return cls(**{key: read[key](value) if key in read else value for key, value in document.items()})


def _plain(value: Any) -> Any:
    """A value as JSON has it: decimals as text, and no condition that always holds."""
    if isinstance(value, Mapping):
        return {
            key: _plain(part) for key, part in value.items() if part is not None and (part or key not in CONDITIONS)
        }
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return f"{value:f}" if isinstance(value, Decimal) else value


def _trust_level(row: Mapping[str, Any]) -> TrustLevel:
    own = row.get("self_accredits", {})
    return TrustLevel(
        code=row["code"],
        label=row["label"],
        kinds=tuple(own.get("kinds", ())),
        categories=tuple(own.get("categories", ())),
        at_most=Decimal(own["at_most"]) if own else None,
        sampled=Decimal(row.get("sampled", "0")),
    )


def _evaluation(value: Mapping[str, Any]) -> Evaluation:
    questions = tuple(Question(**row) for row in value.get("questions", ()))
    return Evaluation(**{**value, "questions": questions})


def _fees(value: Mapping[str, Any]) -> Fees:
    return Fees(**{**value, "tariffs": tuple(map(_tariff, value["tariffs"]))})


def _tariff(row: Mapping[str, Any]) -> Tariff:
    listed = {name: tuple(row[name]) for name in ("kinds", "applicants") if name in row}
    return Tariff(**{**row, **listed, "amount": Decimal(row["amount"])})
