"""What a course brings: lines of a category, a quantity and a unit, as kept in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """So much of one category: `quantity` in `unit`."""

    category: str
    quantity: Decimal
    unit: str

    def to_json(self) -> dict[str, str]:
        """As it is kept: the quantity is a text, so that nobody makes a binary fraction of it."""
        return {"category": self.category, "quantity": f"{self.quantity.normalize():f}", "unit": self.unit}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Line:
        return cls(category=kept["category"], quantity=Decimal(kept["quantity"]), unit=kept["unit"])


def lines_of(kept: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    """The lines that were kept, in their order."""
    return tuple(Line.from_json(row) for row in kept)


def total_by_unit(lines: Iterable[Line]) -> dict[str, Decimal]:
    """How much the lines bring together, for each unit they are in."""
    totals: dict[str, Decimal] = {}
    for line in lines:
        totals[line.unit] = totals.get(line.unit, Decimal(0)) + line.quantity
    return totals
