"""What of a regulation can be read as plain sums and counts, so that a whole register is judged from numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, Any

from register.rules.amounts import Quantity, convert
from register.rules.compiler import category_tree
from register.rules.facts import SPANNING, UNITS
from register.rules.plan_selects import (
    Every,
    NotCompiled,
    Predicate,
    Some,
    disjoint,
    fields_of,
    implies,
    kinds_of,
    predicate,
    wider,
    words,
)

if TYPE_CHECKING:
    from register.rules.caps import Cap
    from register.rules.regulation import Regulation
    from register.rules.requirements import Requirement

RULES = ("requirements", "carry", "outcomes", "deadlines", "reminders", "share_out")
NORM = ("at_least", "at_most", "granted", "adjust")
HEADINGS = ("register", "title", "source", "in_force")
# What the planner has been taught. A word it has not met makes a part need the facts, never a wrong number.
KNOWN_PARTS = frozenset(
    (*HEADINGS, "unit", "cycle", "attributes", "categories", "window", "windows", "refuse", "worth", "caps", *RULES)
)
KNOWN_IN_ROW = frozenset({"when", "gives", "per", "round"})
KNOWN_IN_CAP = frozenset({"code", "label", "article", "of", "per", "at", "toward", "when"})
KNOWN_IN_LEAF = frozenset(
    ("code", "label", "article", "advisory", "when", "for_each", "of", "measure", "unit", "in", *NORM)
)

GUARDED = ("shift", "extend", "first", "last", "after_gap", "facts")
"""Where a document asks whether or when facts happened; a person who has such facts is judged from the facts."""


@dataclass(frozen=True, slots=True)
class WorthRow:
    """One line of the tariff: `factors` turns a unit of the fact into steps, of which each gives `gives`.

    Without factors the amount is flat. `rounding` is down, up or half-up, to whole steps.
    """

    when: Predicate
    factors: Mapping[str, Fraction] | None
    gives: Fraction
    rounding: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """One number for each stretch of days: the sum of `amount` over the facts that `of` selects.

    `amount` is `worth` (in the unit of the regulation), `count`, or a unit into which quantities are converted.
    """

    of: Predicate
    amount: str


@dataclass(frozen=True, slots=True)
class CapColumns:
    """What must be known of a cap: all that it limits, what of that the requirement selects, and what other caps
    limit as well (None where that is certainly nothing)."""

    cap: Cap
    limited: Column
    shared: Column | None
    contested: Column | None


@dataclass(frozen=True, slots=True)
class LeafPlan:
    """How the measure of one requirement is made of columns: the sum of the first, or how many are not nothing."""

    kind: str
    columns: tuple[Column, ...]
    caps: tuple[CapColumns, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The numbers that a regulation needs, the facts that set a person apart, and why the rest needs the facts."""

    regulation: Regulation
    tariff: tuple[WorthRow, ...] = ()
    refused: tuple[Predicate, ...] = ()
    known: frozenset[str] = frozenset()
    leaves: Mapping[str, LeafPlan] = field(default_factory=dict)
    guards: tuple[Predicate, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, regulation: Regulation) -> Plan:
        """Find out what compiles. Never raises: what does not compile is a reason."""
        return _Planner(regulation).plan()

    @property
    def compiles(self) -> bool:
        """Whether anything at all is judged from numbers."""
        return bool(self.leaves)

    @cached_property
    def scale(self) -> int:
        """Amounts are whole numbers of this part: all denominators of the tariff in one, and three decimals."""
        units = {self.regulation.unit} | {column.amount for column in self.columns} - {"worth", "count"}
        factors = [ratio for unit in units for ratio in ratios(unit).values()]
        factors += [factor for row in self.tariff if not row.rounding for factor in _gains(row)]
        factors += [row.gives for row in self.tariff]
        return 1000 * lcm(*(factor.denominator for factor in factors))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every number that is read, each once."""
        return tuple(dict.fromkeys(_all_columns(self.leaves.values())))

    @property
    def fields(self) -> frozenset[str]:
        """The fields of a fact that a number, a refusal or the tariff looks at."""
        every = (*(one.of for one in self.columns), *self.refused, *(row.when for row in self.tariff))
        return frozenset(name for one in every for name in fields_of(one))

    @property
    def spans_matter(self) -> bool:
        """Whether a column can select work, leave or a status: one with a span is then judged from the facts."""
        found = [kinds_of(column.of) for column in self.columns]
        return any(kinds is None or not kinds.isdisjoint(SPANNING) for kinds in found)

    def explain(self) -> list[str]:
        """A line for each part: what is read as a number, what is not and why."""
        lines = [f"{code}: {leaf.kind} as a number" for code, leaf in self.leaves.items()]
        lines += [f"{what}: needs the facts, because {why}" for what, why in self.reasons]
        if self.guards:
            lines.append(f"{len(self.guards)} sorts of facts set a person apart, who is then judged from the facts")
        return lines


def _gains(row: WorthRow) -> Iterator[Fraction]:
    for factor in (row.factors or {}).values():
        yield factor * row.gives


def _all_columns(leaves: Any) -> Iterator[Column]:
    for leaf in leaves:
        yield from leaf.columns
        for cap in leaf.caps:
            yield from (one for one in (cap.limited, cap.shared, cap.contested) if one is not None)


class _Planner:
    """Walks the document beside the compiled requirements: the document says what a closure no longer shows."""

    def __init__(self, regulation: Regulation) -> None:
        self.regulation = regulation
        self.document = regulation.document
        self.categories = category_tree(self.document.get("categories"))
        self.reasons: list[tuple[str, str]] = []

    def plan(self) -> Plan:
        try:
            self._only(self.document, KNOWN_PARTS, "the document")
            if self.regulation.parts.share_outs:
                raise NotCompiled("facts are shared out among requirements")
            if self.regulation.parts.tariff.earlier:
                raise NotCompiled("what a fact is worth hangs on the version of its day")
            tariff = tuple(self._row(node) for node in self.document.get("worth") or ())
            refused = tuple(self._of(node["when"]) for node in self.document.get("refuse") or ())
            guards = tuple(self._guard(node) for node in _asked_for(self.document))
        except NotCompiled as why:
            return Plan(self.regulation, reasons=(("everything", str(why)),))
        leaves = {}
        for requirement, node in _leaves(self.regulation.parts.requirements, self.document["requirements"]):
            try:
                leaves[requirement.code] = self._leaf(requirement, node)
            except NotCompiled as why:
                self.reasons.append((requirement.code, str(why)))
        known = self.regulation.parts.tariff.categories
        return Plan(self.regulation, tariff, refused, known, leaves, guards, tuple(self.reasons))

    @staticmethod
    def _only(node: Mapping[str, Any], known: frozenset[str], what: str) -> None:
        strange = sorted(set(node) - known)
        if strange:
            raise NotCompiled(f"{what} has {', '.join(strange)}")

    def _of(self, node: Mapping[str, Any] | None) -> Predicate:
        return predicate(node, self.categories)

    def _guard(self, node: Mapping[str, Any]) -> Predicate:
        guard = wider(node, self.categories)
        kinds = kinds_of(guard)
        if kinds is None or "activity" in kinds:
            raise NotCompiled("it hangs on when activities happened")
        return guard

    def _row(self, node: Mapping[str, Any]) -> WorthRow:
        self._only(node, KNOWN_IN_ROW, "a line of the tariff")
        gives = Fraction(node.get("gives", 1))
        if "per" not in node:
            return WorthRow(self._of(node.get("when")), None, gives, None)
        per = Quantity.parse(node["per"])
        said = node.get("round")
        said = said if isinstance(said, Mapping) or said is None else {"direction": said}
        step = Fraction(said.get("to", 1)) if said else Fraction(1)
        factors = {unit: ratio / per.number / step for unit, ratio in _ratios(per.unit)}
        return WorthRow(self._of(node.get("when")), factors, gives * step, said["direction"] if said else None)

    def _leaf(self, requirement: Requirement, node: Mapping[str, Any]) -> LeafPlan:
        measure = requirement.measure
        assert measure is not None
        self._only(node, KNOWN_IN_LEAF, "the requirement")
        if requirement.repeat is not None and requirement.repeat.rolling is not None:
            raise NotCompiled("every stretch of a length is looked at")
        of = self._of(node.get("of"))
        if measure.kind in ("sum", "count"):
            amount = "count" if measure.kind == "count" else "worth" if measure.in_regulation_unit else measure.unit
            columns: tuple[Column, ...] = (Column(of, amount),)
        elif measure.kind == "distinct" and measure.field == "tags" and isinstance(node["measure"].get("among"), list):
            among = dict.fromkeys(str(word) for word in node["measure"]["among"])
            columns = tuple(Column(Every((of, words("tags", word))), "count") for word in among)
        elif measure.kind == "periods":
            columns = (Column(of, "count"),)
        else:
            raise NotCompiled(f"{measure.kind} is more than a sum or a count")
        return LeafPlan(measure.kind, columns, self._caps(requirement.code, of))

    def _caps(self, code: str, of: Predicate) -> tuple[CapColumns, ...]:
        nodes = {node["code"]: node for node in self.document.get("caps") or ()}
        biting = [cap for cap in self.regulation.parts.tariff.caps if cap.bites(code)]
        limits = {}
        for cap in biting:
            self._only(nodes[cap.code], KNOWN_IN_CAP, f"the maximum {cap.code}")
            if cap.scopes not in (("cycle",), ("window",)):
                raise NotCompiled(f"the maximum {cap.code} holds per {' and '.join(cap.scopes)}")
            limits[cap.code] = self._of(nodes[cap.code].get("of"))
        return tuple(_cap_columns(cap, limits, of) for cap in biting if not disjoint(limits[cap.code], of))


def _cap_columns(cap: Cap, limits: Mapping[str, Predicate], of: Predicate) -> CapColumns:
    mine = limits[cap.code]
    # A fact that another maximum may cut first leaves less for this one: then the order of facts matters.
    others = [other for code, other in limits.items() if code != cap.code and not disjoint(mine, other)]
    contested = Column(Every((mine, Some(tuple(others)))), "worth") if others else None
    shared = None if implies(mine, of) else Column(Every((mine, of)), "worth")
    return CapColumns(cap, Column(mine, "worth"), shared, contested)


def _ratios(unit: str) -> Iterator[tuple[str, Fraction]]:
    """Every unit that can be converted into this one, with how many of it go into one."""
    for other in UNITS:
        ratio = convert(Fraction(1), other, unit)
        if ratio is not None:
            yield other, ratio


def ratios(unit: str) -> dict[str, Fraction]:
    """Every unit that can be converted into this one: unit → how many of this one it holds."""
    return dict(_ratios(unit))


def _leaves(
    requirements: Sequence[Requirement], nodes: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Requirement, Mapping[str, Any]]]:
    for requirement, node in zip(requirements, nodes, strict=True):
        if requirement.measure is not None:
            yield requirement, node
        else:
            yield from _leaves(requirement.children, node.get("any") or node["all"])


def _asked_for(node: Any) -> Iterator[Mapping[str, Any]]:
    """Every selection in the document that is asked whether it holds a fact, or on which day."""
    if isinstance(node, list | tuple):
        for part in node:
            yield from _asked_for(part)
    elif isinstance(node, Mapping):
        for name, part in node.items():
            if name in GUARDED and isinstance(part, Mapping):
                yield part
            yield from _asked_for(part)
