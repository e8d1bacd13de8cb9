"""Put faults into the rules, one at a time, and see whether the tests notice.

`python -m tests.rules.mutation --only caps,share_out`; no file is touched.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random

import hypothesis
import pytest

from tests.rules.mutation.changes import Fault, faults_in
from tests.rules.mutation.trial import Result, Trial, noticed_from_scratch

HERE = Path(__file__).parent.parent
RULES = HERE.parents[1] / "register" / "rules"
# Texts for people and the plans of the bulk evaluator have tests of their own.
NOT_HERE = (
    "phrase", "sentences", "requirement_sentences", "time_phrases", "starter", "wording", "standing_text", "reference",
    "__init__", "command", "plan",
)  # fmt: skip
OPTIONS = (
    "-q", "--noconftest", "-p", "no:cacheprovider", "-p", "no:django", "-p", "no:randomly", "-p", "no:xdist",
    "-o", "addopts=", "-c", os.devnull, f"--rootdir={HERE}", "-o", "pythonpath=",
    # Thousands of damaged texts and the examples of the guide take long and notice nothing that the others do not.
    "--ignore-glob=*test_damaged*", "--ignore-glob=*test_documentation*", str(HERE),
)  # fmt: skip


def chosen(only: str, sample: int, seed: int) -> list[Fault]:
    """The faults that are tried: all of the modules named, or so many of them, drawn by the seed."""
    files = [file for file in sorted(RULES.glob("*.py")) if not file.stem.startswith(NOT_HERE)]
    named = only.split(",") if only else [file.stem for file in files]
    by_name = {file.stem: file for file in files}
    every = [fault for name in named for fault in faults_in(by_name[name])]
    return Random(seed).sample(every, min(sample, len(every))) if sample else every


def try_all(faults: Sequence[Fault]) -> Counter[Result]:
    """What became of each fault; one that survived is printed as it is found."""
    found: Counter[Result] = Counter()
    untried: list[Fault] = []

    def report(fault: Fault, result: Result) -> None:
        if result is Result.UNTRIED:
            untried.append(fault)
            return
        found[result] += 1
        if result is Result.SURVIVED:
            print(f"survived: {fault}", flush=True, file=screen)
        if sum(found.values()) % 50 == 0:
            print(f"  {sum(found.values())} of {len(faults)}", flush=True, file=screen)

    with open(os.dup(1), "w", encoding="utf-8") as screen, open(os.devnull, "w", encoding="utf-8") as nowhere:
        with redirect_stdout(nowhere), redirect_stderr(nowhere):
            pytest.main(list(OPTIONS), plugins=[Trial(faults, report, RULES)])
        for fault in untried:
            report(fault, Result.NOTICED if noticed_from_scratch(fault, OPTIONS) else Result.SURVIVED)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="so many faults, drawn by the seed; 0 is all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="names of modules, with commas")
    said = parser.parse_args()
    os.environ |= {"RULES_EXAMPLES": "10", "RULES_FUZZ": "20"}
    # A counterexample is enough: nobody reads the smallest one.
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(
        "mutants", derandomize=True, database=None, deadline=None, phases=phases, max_examples=30
    )
    hypothesis.settings.load_profile("mutants")
    faults = chosen(said.only, said.sample, said.seed)
    print(f"{len(faults)} faults in {len({fault.file for fault in faults})} modules", flush=True)
    found = try_all(faults)
    print(", ".join(f"{found[result]} {result.value}" for result in found))


if __name__ == "__main__":
    main()
