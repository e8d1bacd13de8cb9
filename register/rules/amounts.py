"""Exact amounts: units, conversions, rounding, and how an amount is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any, Literal

from register.rules.facts import UNITS, Fact

# Amounts are fractions inside: three times twenty minutes is one hour, to the last decimal. They leave as decimals.
ZERO = Fraction(0)

_IN_SMALLEST = {
    "minute": ("time", 1),
    "hour": ("time", 60),
    "half-day": ("days", 1),
    "day": ("days", 2),
}
_DISPLAY_STEP = Decimal("0.000001")

Direction = Literal["down", "up", "half-up"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """So much of a unit: 30 minutes, 500 words."""

    number: Fraction
    unit: str

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Read `1 hour`, `1.5 hours`, `500 words`. Raises ValueError on anything else."""
        number, _, word = text.strip().partition(" ")
        unit = unit_of(word)
        if unit is None or not number.replace(".", "", 1).isdigit():
            raise ValueError(f"{text!r} is not an amount such as '1 hour' or '500 words'")
        return cls(Fraction(number), unit)


def unit_of(word: str) -> str | None:
    """The unit that a singular or plural word names, or None."""
    if word in UNITS:
        return word
    return word[:-1] if word.endswith("s") and word[:-1] in UNITS else None


def convert(number: Fraction, unit: str, to: str) -> Fraction | None:
    """The number in another unit, or None when only a regulation could say how many there go into one."""
    if unit == to:
        return number
    one, other = _IN_SMALLEST.get(unit), _IN_SMALLEST.get(to)
    if one is None or other is None or one[0] != other[0]:
        return None
    return number * one[1] / other[1]


def quantity_in(fact: Fact, unit: str) -> Fraction | None:
    """The quantity of a fact in this unit, or None when it has none or it cannot be said in the unit."""
    if fact.unit is None:
        return None
    assert fact.quantity is not None  # a fact has both or neither
    return convert(Fraction(fact.quantity), fact.unit, unit)


def rounding_of(node: Any) -> tuple[Fraction, Direction] | None:
    """The step and the direction that `round` in a document says, or None when it says nothing."""
    if node is None:
        return None
    said = node if isinstance(node, Mapping) else {"direction": node}
    return Fraction(said.get("to", 1)), said["direction"]


def round_to(number: Fraction, step: Fraction, direction: Direction) -> Fraction:
    """The number as a whole multiple of the step."""
    steps = number / step
    match direction:
        case "down":
            return floor(steps) * step
        case "up":
            return ceil(steps) * step
        case "half-up":
            return floor(steps + Fraction(1, 2)) * step


def as_decimal(number: Fraction) -> Decimal:
    """The amount as a decimal: exact where that ends, else to six places, halves to even."""
    if number.denominator == 1:
        return Decimal(number.numerator)
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    if exact * number.denominator != number.numerator or len(exact.as_tuple().digits) > 24:
        exact = exact.quantize(_DISPLAY_STEP, rounding=ROUND_HALF_EVEN)
    return exact.normalize() + 0  # without the exponent that normalizing gives to whole tens


def plain(number: Decimal) -> str:
    """The decimal as digits: no exponent and no trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
