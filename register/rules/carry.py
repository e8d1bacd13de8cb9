"""Carry-over: what is left above a norm in one cycle and may fill a shortage in the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from register.rules.amounts import ZERO
from register.rules.compiler import Compiler
from register.rules.measures import compile_measure
from register.rules.problems import Path
from register.rules.requirements import Requirement
from register.rules.scene import AmountOf, Holds, Measure, Scene

Own = Callable[[Requirement, Scene], Fraction]
"""What a requirement reached by itself, before anything is carried."""


@dataclass(frozen=True, slots=True)
class Carry:
    """A surplus of one requirement that may fill a shortage of another in so many cycles after.

    `cycles` is 1 for the cycle directly after; None lets it stay until it is used. The oldest surplus is used first.
    """

    code: str
    label: Mapping[str, str]
    article: str
    surplus_of: str
    into: str
    applies: Holds
    limit: Measure | None
    at_most: AmountOf | None
    cycles: int | None

    def available(self, source: Requirement, scene: Scene, own: Own) -> Fraction:
        """What the cycle of this scene leaves to be carried."""
        surplus = own(source, scene) - source.target(scene)
        if self.limit is not None:
            narrowed = scene.inside(period=self.limit.period(scene))
            surplus = min(surplus, scene.measures.read(self.limit, narrowed, toward=self.surplus_of).value)
        if self.at_most is not None:
            surplus = min(surplus, self.at_most(scene))
        return max(ZERO, surplus)


def compile_carries(nodes: Sequence[Mapping[str, Any]], path: Path, compiler: Compiler) -> tuple[Carry, ...]:
    """The carry rules in the order in which they are used."""
    return tuple(_carry(node, (*path, n), compiler) for n, node in enumerate(nodes) if compiler.usable((*path, n)))


def _carry(node: Mapping[str, Any], path: Path, compiler: Compiler) -> Carry:
    for name in ("surplus_of", "into"):
        if node[name] not in compiler.requirement_codes:
            what = ("unknown-requirement", "De eis", "requirement")
            compiler.unknown((*path, name), what, node[name], compiler.requirement_codes)
    limited = "of" in node or "in" in node
    return Carry(
        code=node["code"],
        label=node["label"],
        article=node["article"],
        surplus_of=node["surplus_of"],
        into=node["into"],
        applies=compiler.condition(node.get("when"), (*path, "when")),
        limit=compile_measure({key: node[key] for key in ("of", "in") if key in node}, path, compiler)
        if limited
        else None,
        at_most=compiler.amount(node["at_most"], (*path, "at_most")) if "at_most" in node else None,
        cycles=None if node.get("until_used") else node.get("cycles", 1),
    )
