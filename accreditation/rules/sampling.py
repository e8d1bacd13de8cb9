"""Random samples that anybody can draw again."""

from __future__ import annotations

import random
from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal


def draw_sample(names: Iterable[str], *, share: Decimal, seed: str) -> list[str]:
    """A part of the names, rounded up to whole ones. The same names, share and seed give the same sample."""
    population = sorted(names)
    size = int((share * len(population)).to_integral_value(ROUND_CEILING))
    return sorted(random.Random(seed).sample(population, size))
