"""Put faults into the rules, one at a time, and see whether the tests notice.

`python -m tests.rules.mutation --sample 200 --seed 1`

Each fault runs in a process of its own that reads the changed module instead of the one on disk; no file is touched.
"""

from __future__ import annotations

import argparse
import importlib.abc
import importlib.util
import io
import os
import signal
import sys
import time
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import hypothesis
import jsonschema  # noqa: F401  loaded once, before the processes part
import pytest
import yaml  # noqa: F401

from tests.rules.mutation.changes import Change, change, sites

HERE = Path(__file__).parent.parent
RULES = HERE.parents[1] / "register" / "rules"
# Texts for people and the plans of the bulk evaluator have tests of their own.
NOT_HERE = ("phrases", "sentences", "starter", "wording", "standing_text", "reference", "__init__", "command", "plan")
TESTS = (
    "test_primitives", "test_fine_print", "test_amounts_and_lengths", "test_caps_in_detail",
    "test_soundness", "test_document_refusals", "test_other_bodies",
    "test_worked_cases", "test_brute_force", "test_any_regulation", "test_regulation_command",
)  # fmt: skip
LONGEST = 120


class Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Serves one module from the changed source."""

    def __init__(self, name: str, source: str, file: Path) -> None:
        self.name, self.source, self.file = name, source, file

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        return importlib.util.spec_from_file_location(name, self.file, loader=self) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.source, str(self.file), "exec"), module.__dict__)


def modules() -> list[Path]:
    return [file for file in sorted(RULES.glob("*.py")) if not file.stem.startswith(NOT_HERE)]


def run_tests(file: Path, one: Change) -> int:
    """In the child: the exit code of the tests under the fault."""
    sys.meta_path.insert(0, Loader(f"register.rules.{file.stem}", one.source, file))
    os.environ["RULES_EXAMPLES"] = "10"
    hypothesis.settings.register_profile("mutants", derandomize=True, database=None, deadline=None)
    hypothesis.settings.load_profile("mutants")
    options = [
        "-x",
        "-q",
        "--noconftest",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:django",
        "-p",
        "no:randomly",
        "-p",
        "no:xdist",
    ]
    files = [str(HERE / f"{name}.py") for name in TESTS if (HERE / f"{name}.py").exists()]
    paths = ["-o", "addopts=", "-c", os.devnull, f"--rootdir={HERE}", "-o", "pythonpath="]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return int(pytest.main([*options, *paths, *files]))


def start(file: Path, n: int) -> tuple[int, Change]:
    one = change(file.read_text(encoding="utf-8"), n)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            sys.path[:0] = [str(HERE), str(HERE.parents[1])]
            code = run_tests(file, one)
        finally:
            os._exit(code)
    return child, one


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="so many faults, drawn by the seed; 0 is all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", default="", help="names of modules, with commas")
    said = parser.parse_args()
    chosen = [file for file in modules() if not said.only or file.stem in said.only.split(",")]
    every = [(file, n) for file in chosen for n in range(sites(file.read_text(encoding="utf-8")))]
    Random(said.seed).shuffle(every)
    waiting = every[: said.sample] if said.sample else every
    print(f"{len(every)} faults in {len(chosen)} modules, {len(waiting)} tried", flush=True)
    found: Counter[str] = Counter()
    running: dict[int, tuple[Path, Change, float]] = {}
    while waiting or running:
        while waiting and len(running) < said.workers:
            file, n = waiting.pop()
            child, one = start(file, n)
            running[child] = (file, one, time.monotonic() + LONGEST)
        time.sleep(0.05)
        for child, (file, one, until) in list(running.items()):
            done, status = os.waitpid(child, os.WNOHANG)
            if not done and time.monotonic() > until:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                result = "noticed: never ended"
            elif not done:
                continue
            else:
                result = "survived" if os.waitstatus_to_exitcode(status) == 0 else "noticed"
            del running[child]
            found[result] += 1
            if result != "noticed":
                print(f"{result}: {file.stem}.py:{one.line} {one.what}", flush=True)
            if sum(found.values()) % 20 == 0:
                print(f"  {sum(found.values())} done", flush=True)
    print(", ".join(f"{number} {what}" for what, number in sorted(found.items())))


if __name__ == "__main__":
    main()
