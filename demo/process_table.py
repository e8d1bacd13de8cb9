"""What the system knows about running processes: from /proc, or from `ps` where there is none (macOS)."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
HAS_PROC = (PROC / "self/stat").exists()


def born(pid: int) -> str:
    """The moment a process began, empty when there is none: tells it from a later one with the same number."""
    if not HAS_PROC:
        return _ps("lstart=", pid)
    fields = _stat(PROC / str(pid) / "stat")
    return fields[19] if fields else ""


def command_line(pid: int) -> str:
    if not HAS_PROC:
        return _ps("args=", pid)
    with contextlib.suppress(OSError):
        return (PROC / str(pid) / "cmdline").read_text(errors="replace").replace("\0", " ")
    return ""


def only_zombies(group: int) -> bool:
    """Whether all that is left of a group has ended but was not fetched, as happens in containers without an init."""
    states = list(_states(group)) if HAS_PROC else []
    return bool(states) and all(state in "ZX" for state in states)


def _states(group: int) -> Iterator[str]:
    for path in PROC.glob("[0-9]*/stat"):
        fields = _stat(path)
        if fields and int(fields[2]) == group:
            yield fields[0]


def _stat(path: Path) -> list[str]:
    """State, parent, group and so on: what follows the name, which may hold spaces and brackets."""
    with contextlib.suppress(OSError):
        return path.read_text(errors="replace").rpartition(")")[2].split()
    return []


def _ps(field: str, pid: int) -> str:
    return subprocess.run(["ps", "-ww", "-o", field, "-p", str(pid)], capture_output=True, text=True).stdout.strip()
