"""Trying a fault: the tests that reach its line run in a process of their own, until one of them fails.

The tests are collected once. In a forked process the code of the changed function is put in the place of the old one;
a fault that cannot be put there, such as one outside any function, is tried in a process that reads the changed module.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib.abc
import importlib.util
import os
import pickle
import resource
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from types import FrameType, FunctionType, ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.rules.mutation.changes import Fault

LONGEST = 10
"""Seconds of work that one test may take under a fault before it counts as never ending."""

MOST_MEMORY = 3 * 2**30

KEPT = type(cache(int))
"""What keeps the answers of a function."""


class Result(Enum):
    """What became of a fault."""

    NOTICED = "noticed"
    NEVER_ENDED = "never ended, which is noticed too"
    SURVIVED = "survived"
    UNTRIED = "untried"


@dataclass(frozen=True, slots=True)
class Reach:
    """What one test touches, as (module, line), and how many seconds it takes."""

    lines: frozenset[tuple[str, int]]
    seconds: float


class Trial:
    """A plugin that, in the place of running the tests once, runs those that matter under each fault."""

    def __init__(self, faults: Sequence[Fault], report: Callable[[Fault, Result], None], rules: Path) -> None:
        self.faults, self.report, self.rules = faults, report, rules

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._kept = [one for one in gc.get_objects() if _is_cache(one, self.rules)]
        reaches = _in_child(lambda: [self._reach(item) for item in session.items])
        self._functions = functions_in(self.rules)
        for fault in self.faults:
            self.report(fault, self._try(fault, session.items, reaches))
        return True

    def _reach(self, item: pytest.Item) -> Reach:
        self._forget()  # what is read once is touched by every test that needs it
        seen: set[tuple[str, int]] = set()
        folder = str(self.rules)

        def local(frame: FrameType, event: str, arg: object) -> Any:
            seen.add((frame.f_code.co_filename, frame.f_lineno))
            return local

        def trace(frame: FrameType, event: str, arg: object) -> Any:
            return local(frame, event, arg) if frame.f_code.co_filename.startswith(folder) else None

        start = time.monotonic()
        sys.settrace(trace)
        runtestprotocol(item, log=False)
        sys.settrace(None)
        return Reach(frozenset((Path(name).stem, line) for name, line in seen), time.monotonic() - start)

    def _forget(self) -> None:
        for one in self._kept:
            one.cache_clear()

    def _try(self, fault: Fault, items: Sequence[pytest.Item], reaches: Sequence[Reach]) -> Result:
        here = {(fault.file.stem, line) for line in fault.lines}
        near = [(reach.seconds, n) for n, reach in enumerate(reaches) if not here.isdisjoint(reach.lines)]
        replacements = fault.replacements()

        def run() -> Result:
            self._forget()
            placed = 0
            for function in self._functions[str(fault.file)]:
                for old, new in replacements:
                    if function.__code__ == old:
                        if new.co_freevars != old.co_freevars:
                            return Result.UNTRIED  # a closure that holds something else cannot take this code
                        function.__code__ = new
                        placed += 1
            if not placed:
                return Result.UNTRIED  # it ran when the module was read, and will not run again
            return Result.NOTICED if any(_fails(items[n]) for _, n in sorted(near)) else Result.SURVIVED

        try:
            result: Result = _in_child(run) if replacements else Result.UNTRIED
            return result
        except TimeoutError:
            return Result.NEVER_ENDED
        except ChildProcessError:
            return Result.NOTICED


def _fails(item: pytest.Item) -> bool:
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    failed = any(report.failed for report in runtestprotocol(item, log=False))
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return failed


def functions_in(folder: Path) -> dict[str, list[FunctionType]]:
    """Every function in memory, closures too, by the file in which it was written."""
    found: dict[str, list[FunctionType]] = defaultdict(list)
    for one in gc.get_objects():
        if type(one) is FunctionType and one.__code__.co_filename.startswith(str(folder)):
            found[one.__code__.co_filename].append(one)
    return found


def _is_cache(one: object, folder: Path) -> bool:
    """Whether it is a function of the rules whose answers are kept, which a fault must not find."""
    inner = getattr(one, "__wrapped__", None) if type(one) is KEPT else None
    return type(inner) is FunctionType and inner.__code__.co_filename.startswith(str(folder))


def _in_child(work: Callable[[], Any]) -> Any:
    """What the work gives, done in a fork. Raises TimeoutError, or ChildProcessError when the fork breaks."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(work(), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGVTALRM:
        raise TimeoutError
    if not answer:
        raise ChildProcessError
    return pickle.loads(answer)


class Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Serves one module of the rules from its changed source."""

    def __init__(self, name: str, source: str, file: Path) -> None:
        self.name, self.source, self.file = name, source, file

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        return importlib.util.spec_from_file_location(name, self.file, loader=self) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.source, str(self.file), "exec"), module.__dict__)


def noticed_from_scratch(fault: Fault, options: Sequence[str]) -> bool:
    """Whether the whole suite of the rules notices the fault, in a process that has never seen the sound module."""
    program = (
        "import sys, pytest, hypothesis; from pathlib import Path; from tests.rules.mutation.trial import Loader; "
        "name, file, *options = sys.argv[1:]; "
        "sys.meta_path.insert(0, Loader(name, sys.stdin.read(), Path(file))); "
        "h = hypothesis; h.settings.register_profile('mutants', derandomize=True, database=None, deadline=None); "
        "h.settings.load_profile('mutants'); sys.exit(pytest.main(['-x', *options]))"
    )
    command = [sys.executable, "-c", program, f"register.rules.{fault.file.stem}", str(fault.file), *options]
    try:
        ran = subprocess.run(
            command, input=ast.unparse(fault.tree()), text=True, capture_output=True, timeout=60 * LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return ran.returncode != 0
