"""Outcomes: a table read from the top; the first row whose conditions hold names what follows from the findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from register.rules.amounts import ZERO
from register.rules.compiler import Compiler
from register.rules.problems import Path
from register.rules.scene import Holds, Scene
from register.rules.select import number_test
from register.rules.standing import Finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row. `met` and `not_met` name requirements; `everything` asks that no requirement fails.

    `short` tests what is short of a requirement, all its repetitions together; of a maximum, what is too much.
    """

    code: str
    label: Mapping[str, str]
    applies: Holds
    everything: bool
    met: frozenset[str]
    not_met: frozenset[str]
    short: Mapping[str, Callable[[Fraction], bool]]

    def holds(self, findings: Sequence[Finding], scene: Scene, *, all_met: bool) -> bool:
        """Whether this row says what follows."""
        failed = {finding.code for finding in findings if not finding.met}
        if self.everything and not all_met:
            return False
        if not (self.met.isdisjoint(failed) and self.not_met <= failed):
            return False
        return all(fits(shortage(findings, code)) for code, fits in self.short.items()) and self.applies(scene)


def shortage(findings: Sequence[Finding], code: str) -> Fraction:
    """What the repetitions of a requirement are short together, in the figures that people are shown."""
    return sum((Fraction(finding.short) for finding in findings if finding.code == code), ZERO)


def compile_outcomes(nodes: Sequence[Mapping[str, Any]], path: Path, compiler: Compiler) -> tuple[Outcome, ...]:
    """The rows of the table, to be read from the top."""
    return tuple(_outcome(node, (*path, n), compiler) for n, node in enumerate(nodes) if compiler.usable((*path, n)))


def _outcome(node: Mapping[str, Any], path: Path, compiler: Compiler) -> Outcome:
    met = node.get("met", [])
    for name in ("met", "not_met"):
        said = node.get(name, [])
        for n, code in enumerate(said if isinstance(said, list) else []):
            if code not in compiler.requirement_codes:
                what = ("unknown-requirement", "De eis", "requirement")
                compiler.unknown((*path, name, n), what, code, compiler.requirement_codes)
    short = node.get("short", {})
    for code in short:
        if code not in compiler.requirement_codes:
            what = ("unknown-requirement", "De eis", "requirement")
            compiler.unknown((*path, "short", code), what, code, compiler.requirement_codes)
    return Outcome(
        code=node["is"],
        label=node["label"],
        applies=compiler.condition(node.get("when"), (*path, "when")),
        everything=met == "all",
        met=frozenset() if met == "all" else frozenset(met),
        not_met=frozenset(node.get("not_met", [])),
        short={code: number_test(bounds) for code, bounds in short.items()},
    )
