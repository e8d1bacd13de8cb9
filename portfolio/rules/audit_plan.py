"""The plan of an audit run as data: from whom is drawn, in which parts, how many, who is left out, which risks weigh.

The document is what the office writes (`docs/audits.md`); here it is read, and refused where it makes no sense.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

CYCLES = ("RUNNING", "ENDED", "RENEWED")
"""Which cycles: those that run on the day of commitment, or that ended or were renewed in a period."""
ROUNDINGS: Mapping[str, str] = MappingProxyType({"UP": ROUND_CEILING, "NEAREST": ROUND_HALF_UP, "DOWN": ROUND_FLOOR})
NEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "LATE": (),
        "STATUS": ("values",),
        "OUTCOME": ("values",),
        "RESULT": ("values",),
        "ATTRIBUTE": ("name", "values"),
        "SELF_DECLARED": ("atLeast",),
        "REFUSED_CLAIMS": ("atLeast",),
        "REVERSED": ("atLeast",),
        "EARLIER_AUDIT": (),
    }
)
"""The sorts of risk, and what each needs to know."""
STRATA = ("status", "outcome", "result")
ATTRIBUTE = "attribute:"
EVERYBODY = "all"
"""The one stratum of a run that is not divided."""


class PlanInvalid(ValueError):
    """A plan that makes no sense: `field` is where, and the sentences say why."""

    def __init__(self, field: str, nl: str, en: str) -> None:
        super().__init__(en)
        self.field, self.nl, self.en = field, nl, en


@dataclass(frozen=True, slots=True)
class Having:
    """An attribute of the registration with one of these values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Population:
    """From which cycles is drawn. What is empty does not matter; the period is [first, before)."""

    cycles: str
    first: date | None
    before: date | None
    statuses: tuple[str, ...]
    attributes: tuple[Having, ...]
    outcomes: tuple[str, ...]
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """How many are drawn: a percentage, rounded as it says and at least so many, or a number."""

    percentage: Decimal | None = None
    rounding: str = "UP"
    at_least: int = 0
    number: int | None = None

    def of(self, candidates: int) -> int:
        """How many of so many candidates; never more than there are."""
        if self.percentage is None:
            return min(self.number or 0, candidates)
        share = (self.percentage * candidates / 100).quantize(Decimal(1), rounding=ROUNDINGS[self.rounding])
        return min(max(int(share), self.at_least), candidates)


@dataclass(frozen=True, slots=True)
class Exclusions:
    """Who is left out of the population though they are in it. `named` are uuids of registrations."""

    first_cycle: bool
    audited_within_years: int
    staff: bool
    named: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """What gives a candidate so many tickets besides the one that everybody has."""

    code: str
    sort: str
    tickets: int
    name: str
    values: tuple[str, ...]
    at_least: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan. `strata` is `status`, `outcome`, `result`, `attribute:NAME`, or empty for one draw from all."""

    population: Population
    strata: str
    size: Size
    sizes: Mapping[str, Size]
    exclusions: Exclusions
    risks: tuple[Risk, ...]

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Plan:
        """The plan of a document with the right shape. Raises PlanInvalid."""
        plan = cls(
            _population(document["population"]),
            document.get("strata", ""),
            _size(document["size"], "size"),
            {one["stratum"]: _size(one, f"sizes/{n}") for n, one in enumerate(document.get("sizes", ()))},
            _exclusions(document.get("exclusions", {})),
            tuple(_risk(one, f"risks/{n}") for n, one in enumerate(document.get("risks", ()))),
        )
        _sensible(plan)
        return plan

    def shares(self, candidates: Mapping[str, int]) -> dict[str, int]:
        """How many are drawn from each stratum, given how many candidates it has.

        A stratum with a size of its own has that. Over the others a percentage is taken of each, and a number is
        shared out by how many there are: whole ones first, what is left to the largest remainders, then by name.
        """
        own = {name: self.sizes[name].of(count) for name, count in candidates.items() if name in self.sizes}
        rest = {name: count for name, count in candidates.items() if name not in own}
        if self.size.number is None:
            return own | {name: self.size.of(count) for name, count in rest.items()}
        return own | _shared(self.size.number, rest)


def _shared(number: int, candidates: Mapping[str, int]) -> dict[str, int]:
    total = sum(candidates.values())
    if number >= total:
        return dict(candidates)
    parts = {name: divmod(number * count, total) for name, count in candidates.items()}
    left = number - sum(whole for whole, _ in parts.values())
    first = sorted(parts, key=lambda name: (-parts[name][1], name))[:left]
    return {name: whole + (name in first) for name, (whole, _) in parts.items()}


def _population(given: Mapping[str, Any]) -> Population:
    first, before = (date.fromisoformat(given[name]) if given.get(name) else None for name in ("from", "before"))
    return Population(
        given["cycles"],
        first,
        before,
        tuple(given.get("statuses", ())),
        tuple(Having(one["name"], tuple(one["values"])) for one in given.get("attributes", ())),
        tuple(given.get("outcomes", ())),
        tuple(given.get("results", ())),
    )


def _size(given: Mapping[str, Any], field: str) -> Size:
    if ("percentage" in given) == ("number" in given):
        raise PlanInvalid(field, "Geef een percentage of een aantal.", "Give a percentage or a number.")
    if "number" in given:
        if {"rounding", "atLeast"} & set(given):
            raise PlanInvalid(
                field,
                "`rounding` en `atLeast` horen bij een percentage.",
                "`rounding` and `atLeast` belong with a percentage.",
            )
        return Size(number=given["number"])
    share = Decimal(given["percentage"])
    if not 0 <= share <= 100:
        raise PlanInvalid(field, "Geef een percentage van 0 tot en met 100.", "Give a percentage from 0 to 100.")
    return Size(share, given.get("rounding", "UP"), given.get("atLeast", 0))


def _exclusions(given: Mapping[str, Any]) -> Exclusions:
    return Exclusions(
        given.get("firstCycle", False),
        given.get("auditedWithinYears", 0),
        given.get("staff", False),
        tuple(UUID(one["registration"]) for one in given.get("named", ())),
    )


def _risk(given: Mapping[str, Any], field: str) -> Risk:
    sort = given["sort"]
    for name in ("values", "atLeast", "name"):
        needed = name in NEEDS[sort]
        if bool(given.get(name)) != needed:
            raise PlanInvalid(
                f"{field}/{name}",
                f"Hoort bij {sort}." if needed else f"Hoort niet bij {sort}.",
                f"Belongs with {sort}." if needed else f"Does not belong with {sort}.",
            )
    values, at_least = tuple(given.get("values", ())), given.get("atLeast", 0)
    return Risk(given["code"], sort, given["tickets"], given.get("name", ""), values, at_least)


def _sensible(plan: Plan) -> None:
    period = plan.population.first, plan.population.before
    if (plan.population.cycles == "RUNNING") != (period == (None, None)):
        raise PlanInvalid(
            "population",
            "Een periode (`from`, `before`) hoort bij ENDED en RENEWED, en niet bij RUNNING.",
            "A period (`from`, `before`) belongs with ENDED and RENEWED, and not with RUNNING.",
        )
    first, before = period
    if plan.population.cycles != "RUNNING" and not (first and before and first < before):
        raise PlanInvalid("population", "Geef `from` en een latere `before`.", "Give `from` and a later `before`.")
    if not (plan.strata in ("", *STRATA) or (plan.strata.startswith(ATTRIBUTE) and len(plan.strata) > len(ATTRIBUTE))):
        raise PlanInvalid(
            "strata",
            "Verdeel naar status, outcome, result of attribute:NAAM.",
            "Divide by status, outcome, result or attribute:NAME.",
        )
    if plan.sizes and not plan.strata:
        raise PlanInvalid("sizes", "Zonder `strata` is er één omvang.", "Without `strata` there is one size.")
    _once([risk.code for risk in plan.risks], "risks")


def _once(names: Sequence[str], field: str) -> None:
    if len(set(names)) != len(names):
        raise PlanInvalid(field, "Noem elke code één keer.", "Name each code once.")
