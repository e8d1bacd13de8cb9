"""Real Celery workers and a real beat for a test, on the servers and the database of the test run.

A test that uses the fixture `background` commits (`@pytest.mark.django_db(transaction=True)`) and waits with `until`.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import pytest
import redis
from django.conf import settings
from django.db import connection

from demo.processes import Program, Programs

Found = TypeVar("Found")
CELERY = [sys.executable, "-m", "celery", "--app", "config.celery"]
QUIET = ["--without-mingle", "--without-gossip", "--without-heartbeat", "--loglevel", "INFO"]


@dataclass
class Background:
    """Starts programs that end with the test. Settings are given by their name in the environment."""

    programs: Programs
    folder: Path
    started: list[Program] = field(default_factory=list)

    def worker(self, *, concurrency: int = 1, **environment: str) -> Program:
        """A worker with its own processes; `kill` ends it as the kernel would."""
        name = self._name("worker")
        command = [*CELERY, "worker", *QUIET, "--concurrency", str(concurrency), "--hostname", f"{name}@localhost"]
        return self._start(name, command, environment)

    def beat(self, **environment: str) -> Program:
        """The clock that starts the scheduled jobs. SWEEP_SECONDS="1" makes it quick."""
        name = self._name("beat")
        command = [*CELERY, "beat", "--schedule", str(self.folder / name), "--pidfile=", "--loglevel", "INFO"]
        return self._start(name, command, environment)

    def kill(self, program: Program) -> None:
        """SIGKILL to the program and all its children at once."""
        program.group.kill()
        program.popen.wait()

    def logs(self) -> str:
        """What every program said, for the message of a test that fails."""
        return "\n".join(f"--- {log.name}\n{log.read_text()}" for log in sorted(self.programs.logs.glob("*.log")))

    def until(self, what: Callable[[], Found], *, seconds: float = 60) -> Found:
        """Wait until `what` returns something true, and return that."""
        end = time.monotonic() + seconds
        while not (found := what()):
            if time.monotonic() > end:
                pytest.fail(f"it did not happen within {seconds} seconds\n{self.logs()}")
            time.sleep(0.05)
        return found

    def _start(self, name: str, command: list[str], environment: dict[str, str]) -> Program:
        self.started.append(self.programs.start(name, command, env=_environment(environment)))
        return self.started[-1]

    def _name(self, kind: str) -> str:
        return f"{kind}-{len(self.started) + 1}"


@pytest.fixture
def background(transactional_db: None, tmp_path: Path) -> Iterator[Background]:
    """Programs beside the test, on an empty queue."""
    with redis.from_url(settings.REDIS_URL) as queue:
        queue.flushdb()
    with Programs(tmp_path) as programs:
        background = Background(programs, tmp_path)
        yield background
        for program in background.started:
            program.group.kill()  # nobody looks at how they end, which takes them seconds


def _environment(given: dict[str, str]) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": database_url(), "REDIS_URL": settings.REDIS_URL} | given


def database_url() -> str:
    """The address of the database this test uses, which is a copy made for it."""
    at = connection.settings_dict
    return f"postgresql://{quote(at['USER'])}:{quote(at['PASSWORD'], safe='')}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
