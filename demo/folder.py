"""The one ignored folder a run keeps its data in: locked by one run at a time, and removed only when it is ours."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

LOCK = "leerregister.lock"


class FolderInUse(SystemExit):
    """Another run has the folder."""


@dataclass(frozen=True)
class DataFolder:
    path: Path
    lock: int

    def secret(self, name: str, make: str) -> str:
        """The secret kept under this name; `make` the first time."""
        kept = self.path / name
        if not kept.exists():
            fresh = self.path / f"{name}.new"
            fresh.unlink(missing_ok=True)
            fresh.touch(0o600)
            fresh.write_text(make)
            fresh.replace(kept)
        return kept.read_text()


def twin(path: Path) -> Path:
    """Where the data goes when the account that runs PostgreSQL cannot enter `path`."""
    return Path("/var/tmp") / f"leerregister-{sha256(str(path.resolve()).encode()).hexdigest()[:12]}"


@contextlib.contextmanager
def locked(path: Path, *, patience: float = 20) -> Iterator[DataFolder]:
    """Make the folder if needed and hold it. Waits only for a run that was killed and is still being cleaned up."""
    path = path.resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = os.open(path / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except PermissionError as error:
        raise SystemExit(
            f"{path} belongs to another account ({error}). Run this under that one, or remove it."
        ) from None
    try:
        _take(path, lock, time.monotonic() + patience)
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        yield DataFolder(path, lock)
    finally:
        os.close(lock)


def _take(path: Path, lock: int, until: float) -> None:
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(lock, 20, 0).decode().strip()
            # The guardian of a killed run keeps the lock until it has ended that run's programs.
            if not holder or _alive(int(holder)) or time.monotonic() > until:
                raise FolderInUse(
                    f"{path} is in use by another run (process {holder or 'unknown'}). "
                    f"Stop that one first, with Ctrl-C or `kill {holder}`."
                ) from None
            time.sleep(0.1)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError as error:
        return error.errno == errno.EPERM
    return True


def remove(path: Path) -> bool:
    """Remove the folder of a run that has ended, if it is there. Refuses a folder that no run of ours has made."""
    path = path.resolve()
    if not path.exists():
        return False
    if not (path / LOCK).exists():
        raise SystemExit(f"{path} is left alone: it was not made by this program (it has no {LOCK}).")
    with locked(path):
        if (away := twin(path)).exists() and not away.is_symlink():
            shutil.rmtree(away)
        shutil.rmtree(path)
    return True
