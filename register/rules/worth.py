"""What one fact is worth in the unit of the regulation: the first row that fits it, rounding, and its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from register.rules.amounts import ZERO, Direction, Quantity, quantity_in, round_to, rounding_of
from register.rules.compiler import Compiler
from register.rules.facts import Fact
from register.rules.problems import Path
from register.rules.scene import Scene, Selects


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the tariff: `gives` for every `per` of the quantity, or flat when there is no `per`."""

    selects: Selects
    gives: Fraction
    per: Quantity | None
    rounding: tuple[Fraction, Direction] | None
    plus: tuple[Row, ...] = ()

    def amount(self, fact: Fact, scene: Scene) -> Fraction | None:
        """What the row makes of the fact, or None when the row is not about it."""
        if not self.selects(fact, scene):
            return None
        amount = self.gives
        if self.per is not None:
            number = quantity_in(fact, self.per.unit)
            if number is None:
                return None
            amount = number / self.per.number
            if self.rounding:
                amount = round_to(amount, *self.rounding)
            amount *= self.gives
        for extra in self.plus:
            amount += extra.amount(fact, scene) or ZERO
        return amount


def compile_rows(nodes: Sequence[Mapping[str, Any]], path: Path, compiler: Compiler) -> tuple[Row, ...]:
    """The rows of the tariff, to be read from the top."""
    return tuple(_row(node, (*path, n), compiler) for n, node in enumerate(nodes) if compiler.usable((*path, n)))


def _row(node: Mapping[str, Any], path: Path, compiler: Compiler) -> Row:
    per = None
    if "per" in node:
        try:
            per = Quantity.parse(node["per"])
            if not per.number:
                raise ValueError(f"{node['per']!r} cannot be divided by")
        except ValueError as error:
            compiler.problem(
                (*path, "per"),
                "bad-amount",
                nl=f"{node['per']!r} is geen hoeveelheid.",
                en=f"{error}.",
                expected="1 hour, 30 minutes, 500 words, 1 item",
            )
    plus = compile_rows(node.get("plus", ()), (*path, "plus"), compiler)
    selects = compiler.selection(node.get("when"), (*path, "when"))
    return Row(selects, Fraction(node.get("gives", 1)), per, rounding_of(node.get("round")), plus)


def worth_of(fact: Fact, rows: Sequence[Row], scene: Scene, *, unit: str) -> Fraction | None:
    """The worth of the fact. No row fits: its own quantity, if that is in the unit of the regulation; else None."""
    for row in rows:
        amount = row.amount(fact, scene)
        if amount is not None:
            return amount
    return quantity_in(fact, unit)


def parts_of(fact: Fact, worth: Fraction) -> dict[str, Fraction]:
    """The worth over the parts of the fact, in proportion; one nameless part when it has none."""
    if not fact.parts or not fact.quantity:
        return {"": worth}
    whole = Fraction(fact.quantity)
    return {name: worth * Fraction(share) / whole for name, share in sorted(fact.parts.items())}
