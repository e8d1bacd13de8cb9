"""How people go about their obligations: steadily, early, too little, at the last moment or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Pattern:
    """`least` and `most` bound what is done of what is asked; it is done between these parts of the cycle.

    `dutiful` is the chance that a declaration, a plan or a certificate is there when it should be.
    """

    name: str
    least: float
    most: float
    starts: float
    ends: float
    dutiful: float
    last_days: int = 0

    def share(self, chance: Random, *, closed: bool) -> float:
        """How much of what is asked is done in a cycle. Who fell short in a closed one would no longer be here."""
        share = self.least + chance.random() * (self.most - self.least)
        return max(share, 1.02) if closed and share > 0 else share

    def day(self, chance: Random, first: int, end: int) -> int:
        """A day in the cycle [first, end) on which something is done."""
        if self.last_days:
            return end - 1 - int(chance.random() ** 1.5 * min(self.last_days, end - first))
        length = end - first
        return first + int(length * (self.starts + chance.random() * (self.ends - self.starts)))


STEADY = Pattern("steady", 1.02, 1.4, 0, 1, 0.985)
EARLY = Pattern("early", 1.05, 1.5, 0, 0.6, 0.99)
BEHIND = Pattern("behind", 0.15, 0.6, 0.1, 1, 0.7)
LATE = Pattern("late", 1.0, 1.15, 0, 1, 0.95, last_days=50)
IDLE = Pattern("idle", 0, 0, 0, 1, 0.1)

PATTERNS: tuple[tuple[float, Pattern], ...] = (
    (0.47, STEADY),
    (0.22, EARLY),
    (0.15, BEHIND),
    (0.12, LATE),
    (0.04, IDLE),
)
