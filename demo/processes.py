"""Programs we start: each leads a process group of its own, and none of a group is left behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO, Any

from demo.process_table import born, only_zombies

ROOT = Path(__file__).resolve().parent.parent
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACEFUL = (signal.SIGTERM,)


class StopOnSignals:
    """Turns the first stop signal into SystemExit and ignores those that follow, so that stopping is not cut short.

    A terminal sends Ctrl-C to make and to us, and make may pass on its own: without this the second signal would
    interrupt the stopping that the first one began.
    """

    def __init__(self) -> None:
        self._holds = 0
        self._pending: int | None = None

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        before = {number: signal.getsignal(number) for number in STOP_SIGNALS}
        for number in STOP_SIGNALS:
            if number == signal.SIGHUP and before[number] is signal.SIG_IGN:
                continue  # started with nohup: the person wants us to outlive the terminal
            signal.signal(number, self._received)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Postpone the exit until the block is done, so that no process starts without being written down."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
        if self._pending is not None and not self._holds:
            raise SystemExit(128 + self._pending)

    def _received(self, number: int, frame: FrameType | None) -> None:
        for each in STOP_SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        if self._holds:
            self._pending = number
        else:
            raise SystemExit(128 + number)


stop_on_signals = StopOnSignals()


@dataclass(frozen=True)
class Group:
    """A process group, and the signals that ask its leader to stop, from polite to firm."""

    leader: int
    quit_signals: tuple[int, ...] = GRACEFUL

    def alive(self) -> bool:
        try:
            os.killpg(self.leader, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return not only_zombies(self.leader)

    def ask(self, number: int) -> None:
        # The leader only: it knows how to end its children, who may be in the middle of something.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(self.leader, number)

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.leader, signal.SIGKILL)


@dataclass
class Program:
    """One running program."""

    name: str
    popen: subprocess.Popen[bytes]
    group: Group
    log: Path

    def running(self) -> bool:
        return self.popen.poll() is None

    def last_lines(self, count: int = 25) -> str:
        with contextlib.suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])
        return ""


@dataclass
class Programs:
    """Everything one launcher has started. Leaving the block ends it all, in reverse order."""

    folder: Path
    keep_open: tuple[int, ...] = ()
    _running: list[Program] = field(default_factory=list)
    _guardian: subprocess.Popen[bytes] | None = None

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    def __enter__(self) -> Programs:
        self.logs.mkdir(parents=True, exist_ok=True)
        self._end_leftovers()
        # The guardian ends what we started should we die without a chance to do so (kill -9, out of memory).
        # It holds `keep_open`, the lock of the data folder, until it is done.
        self._guardian = subprocess.Popen(
            [sys.executable, "-m", "demo.guardian"],
            stdin=subprocess.PIPE,
            cwd=ROOT,
            start_new_session=True,
            pass_fds=self.keep_open,
        )
        return self

    def __exit__(self, *_: object) -> None:
        for program in reversed(self._running[:]):
            self.stop(program)
        if self._guardian and self._guardian.stdin:
            with contextlib.suppress(BrokenPipeError):
                self._guardian.stdin.close()
            self._guardian.wait()

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        cwd: str | Path = ROOT,
        standard_input: int | IO[Any] | None = subprocess.DEVNULL,
        shown: bool = False,
        quit_signals: tuple[int, ...] = GRACEFUL,
        **options: Any,
    ) -> Program:
        """Start it; what it says goes to its log, or is shown."""
        log = self.logs / f"{name}.log"
        with stop_on_signals.held(), log.open("wb") as output:
            popen = subprocess.Popen(
                [str(part) for part in command],
                env=env,
                cwd=cwd,
                stdin=standard_input,
                stdout=None if shown else output,
                stderr=None if shown else output,
                start_new_session=True,
                preexec_fn=lambda: self._introduce(quit_signals),
                **options,
            )
            program = Program(name, popen, Group(popen.pid, quit_signals), log)
            self._running.append(program)
            self._write_down()
        return program

    def stop(self, *programs: Program, patience: float = 8) -> None:
        """End these programs side by side; what does not go in time is killed with its whole group."""
        for program in programs:
            program.popen.poll()
        end_groups([program.group for program in programs], patience=patience, reap=self._reap)
        for program in programs:
            program.popen.wait()
            if program in self._running:
                self._running.remove(program)
            self._tell_guardian(f"forget {program.group.leader}")
        self._write_down()

    def first_dead(self) -> Program | None:
        return next((program for program in self._running if not program.running()), None)

    @property
    def _notes(self) -> Path:
        return self.folder / "running"

    def _write_down(self) -> None:
        """Keep what runs on file, for the next run, should both the guardian and we be killed."""
        self._notes.write_text("".join(f"{each.group.leader} {born(each.group.leader)}\n" for each in self._running))

    def _end_leftovers(self) -> None:
        """End what an earlier run has left. Its moment of birth shows that it is not another with the same number."""
        with contextlib.suppress(FileNotFoundError):
            notes = [line.split(maxsplit=1) for line in self._notes.read_text().splitlines()]
            left = [int(note[0]) for note in notes if len(note) == 2 and born(int(note[0])) == note[1]]
            end_groups([Group(leader, (signal.SIGINT, signal.SIGQUIT)) for leader in left], patience=5)
            self._notes.unlink()

    def _reap(self) -> None:
        for program in self._running:
            program.popen.poll()

    def _introduce(self, quit_signals: tuple[int, ...]) -> None:
        """Run in the new process before it becomes the program, so that no moment is left in which nobody knows it."""
        self._tell_guardian(f"watch {os.getpid()} {' '.join(str(int(number)) for number in quit_signals)}")

    def _tell_guardian(self, order: str) -> None:
        if self._guardian and self._guardian.stdin:
            with contextlib.suppress(BrokenPipeError):
                os.write(self._guardian.stdin.fileno(), f"{order}\n".encode())


def end_groups(groups: Sequence[Group], *, patience: float, reap: Any = lambda: None) -> None:
    """Ask every leader to stop, signal after signal; kill the groups that are still there after that."""
    rounds = max((len(group.quit_signals) for group in groups), default=0)
    for turn in range(rounds):
        for group in groups:
            if turn < len(group.quit_signals) and group.alive():
                group.ask(group.quit_signals[turn])
        if _gone(groups, patience, reap):
            return
    for group in groups:
        group.kill()
    _gone(groups, 5, reap)


def _gone(groups: Sequence[Group], seconds: float, reap: Any) -> bool:
    end = time.monotonic() + seconds
    while True:
        reap()
        if not any(group.alive() for group in groups):
            return True
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
