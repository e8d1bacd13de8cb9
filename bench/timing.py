"""Interleaved runs and what may be said of them."""

import os
import resource
import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Comparison:
    """One method against a floor, run in turns. The ratio is the median of the runs' ratios.

    `seconds` are wall time. `cpu` is what the method costs this process, its children and all of PostgreSQL; where it
    was measured, the ratio is one of CPU time, which other work on the machine disturbs less.
    """

    name: str
    floor: str
    seconds: list[float] = field(default_factory=list)
    floor_seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    floor_cpu: list[float] = field(default_factory=list)

    @property
    def ratios(self) -> list[float]:
        if self.cpu:
            return [mine / floor for mine, floor in zip(self.cpu, self.floor_cpu, strict=True)]
        return self.wall_ratios

    @property
    def wall_ratios(self) -> list[float]:
        return [mine / floor for mine, floor in zip(self.seconds, self.floor_seconds, strict=True)]

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "floor": self.floor,
            "runs": len(self.seconds),
            "of": "CPU time" if self.cpu else "wall time",
            "medianRatio": round(statistics.median(self.ratios), 3),
            "ratioRange": [round(min(self.ratios), 3), round(max(self.ratios), 3)],
            "medianWallRatio": round(statistics.median(self.wall_ratios), 3),
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
            "CPU" if self.cpu else "wall",
            f"{statistics.median(self.seconds):.3f} s",
            f"{statistics.median(self.floor_seconds):.3f} s",
            str(len(ratios)),
        ]


def interleave(
    name: str,
    method: Callable[[], object],
    floor_name: str,
    floor: Callable[[], object],
    *,
    runs: int,
    between: Callable[[], object] = lambda: None,
) -> Comparison:
    """Run both in turns, `runs` times, the first who goes alternating; neither profits from a warm cache alone.

    `between` makes ready for a turn and is not counted.
    """
    comparison = Comparison(name, floor_name)
    for turn in range(runs):
        between()
        mine = (method, comparison.seconds, comparison.cpu)
        other = (floor, comparison.floor_seconds, comparison.floor_cpu)
        for work, seconds, cpu in (mine, other) if turn % 2 == 0 else (other, mine):
            began, used = time.perf_counter(), _cpu()
            work()
            seconds.append(time.perf_counter() - began)
            if used is not None:
                cpu.append((_cpu() or 0) - used)
    return comparison


def noise() -> dict[str, object]:
    """How busy the machine was, for whoever reads the table."""
    one, five, _ = os.getloadavg()
    return {"cores": os.cpu_count(), "loadOneMinute": round(one, 2), "loadFiveMinutes": round(five, 2)}


def _cpu() -> float | None:
    """CPU seconds so far of this process, its children that are gone, and all of PostgreSQL; None where the server is
    not to be seen."""
    connection.ensure_connection()
    processes = _processes()
    backend = processes.get(connection.connection.info.backend_pid)
    if backend is None:
        return None
    server = backend[0]
    # What the children of the server have used, those that are gone already included.
    used = sum(own for parent, own, _ in processes.values() if parent == server) + processes[server][2]
    gone = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + gone.ru_utime + gone.ru_stime + used


def _processes() -> dict[int, tuple[int, float, float]]:
    """Each process that can be seen: its parent, what it has used, and what its children that are gone had used."""
    found = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            words = file.read_text().rpartition(") ")[2].split()
            ticks = [int(word) for word in words[11:15]]
            found[int(file.parent.name)] = int(words[1]), sum(ticks[:2]) / TICK, sum(ticks[2:]) / TICK
    return found
