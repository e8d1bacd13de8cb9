"""Chance that can be repeated: the same seed and the same name give the same draws, on any machine."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")


def chance_of(seed: int, name: str) -> Random:
    """Draws of one thing's own, so that it stays as it is when there is more or less of other things."""
    return Random(f"{seed}/{name}")


def draw_uuid(chance: Random) -> str:
    bits = f"{chance.getrandbits(128):032x}"
    return f"{bits[:8]}-{bits[8:12]}-4{bits[13:16]}-8{bits[17:20]}-{bits[20:]}"


def draw_id(chance: Random) -> UUID:
    return UUID(draw_uuid(chance))


def weighted(chance: Random, choices: Sequence[tuple[float, T]]) -> T:
    """One of the choices; their weights add up to 1."""
    left = chance.random()
    for weight, choice in choices:
        left -= weight
        if left < 0:
            return choice
    return choices[-1][1]
