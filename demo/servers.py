"""PostgreSQL and Valkey for as long as a block or a command runs: `python -m demo.servers FOLDER -- COMMAND`."""

from __future__ import annotations

import argparse
import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from demo.folder import DataFolder, FolderInUse, locked
from demo.postgres import start_postgres
from demo.processes import Programs, stop_on_signals
from demo.valkey import start_valkey

RUNS_AT_ONCE = 8


@dataclass(frozen=True)
class Servers:
    """Where the servers are, and what else may be started beside them."""

    database_url: str
    redis_url: str
    folder: DataFolder
    programs: Programs

    @property
    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}


@contextlib.contextmanager
def running(path: Path, *, fast: bool = False) -> Iterator[Servers]:
    """Start both servers with their data below `path`. One whose address the environment gives is used instead."""
    with locked(path) as folder, Programs(folder.path, keep_open=(folder.lock,)) as programs:
        redis_url = os.environ.get("REDIS_URL") or start_valkey(folder, programs)
        database_url = os.environ.get("DATABASE_URL") or start_postgres(folder, programs, fast=fast)
        yield Servers(database_url, redis_url, folder, programs)


@contextlib.contextmanager
def running_apart(parent: Path, name: str) -> Iterator[Servers]:
    """Fast servers of one run alone: with the data of an earlier run, or others when that run still goes on."""
    with contextlib.ExitStack() as stack:
        for turn in range(1, RUNS_AT_ONCE + 1):
            with contextlib.suppress(FolderInUse):
                servers = stack.enter_context(running(parent / f"{name}-{turn}", fast=True))
                break
        else:
            raise SystemExit(f"{RUNS_AT_ONCE} such runs go on in {parent} already. Wait for one to end.")
        yield servers


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true", help="do not wait for the disk: for tests")
    parser.add_argument("folder", type=Path, help="where the data goes")
    parser.add_argument("command", nargs="+", help="what to run with DATABASE_URL and REDIS_URL set")
    given = parser.parse_args()
    began = time.monotonic()
    with stop_on_signals.watching(), running(given.folder, fast=given.fast) as servers:
        print(f"PostgreSQL and Valkey are ready after {time.monotonic() - began:.1f} s.", flush=True)
        environment = os.environ | servers.environment
        program = servers.programs.start(
            "command", given.command, env=environment, cwd=Path.cwd(), standard_input=None, shown=True
        )
        return program.popen.wait()


if __name__ == "__main__":
    raise SystemExit(main())
