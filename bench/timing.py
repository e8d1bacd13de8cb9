"""Interleaved runs and what may be said of them."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Comparison:
    """One method against a floor, run in turns. Seconds of wall time; ratio is the median of the runs' ratios."""

    name: str
    floor: str
    seconds: list[float] = field(default_factory=list)
    floor_seconds: list[float] = field(default_factory=list)

    @property
    def ratios(self) -> list[float]:
        return [mine / floor for mine, floor in zip(self.seconds, self.floor_seconds, strict=True)]

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "floor": self.floor,
            "runs": len(self.seconds),
            "medianRatio": round(statistics.median(self.ratios), 3),
            "ratioRange": [round(min(self.ratios), 3), round(max(self.ratios), 3)],
            "medianSeconds": round(statistics.median(self.seconds), 4),
            "medianFloorSeconds": round(statistics.median(self.floor_seconds), 4),
        }

    def as_row(self) -> list[str]:
        ratios = self.ratios
        return [
            self.name,
            self.floor,
            f"{statistics.median(ratios):.2f}",
            f"{min(ratios):.2f} – {max(ratios):.2f}",
            f"{statistics.median(self.seconds):.3f} s",
            f"{statistics.median(self.floor_seconds):.3f} s",
            str(len(ratios)),
        ]


def interleave(
    name: str, method: Callable[[], object], floor_name: str, floor: Callable[[], object], *, runs: int
) -> Comparison:
    """Run both in turns, `runs` times, the first who goes alternating; neither profits from a warm cache alone."""
    comparison = Comparison(name, floor_name)
    for turn in range(runs):
        pair = [(method, comparison.seconds), (floor, comparison.floor_seconds)]
        for work, kept in pair if turn % 2 == 0 else reversed(pair):
            began = time.perf_counter()
            work()
            kept.append(time.perf_counter() - began)
    return comparison


def noise() -> dict[str, object]:
    """How busy the machine was, for whoever reads the table."""
    one, five, _ = os.getloadavg()
    return {"cores": os.cpu_count(), "loadOneMinute": round(one, 2), "loadFiveMinutes": round(five, 2)}
