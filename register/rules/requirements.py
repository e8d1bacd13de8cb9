"""Requirements: a measure against a norm, repeated where the rule repeats, or a tree of other requirements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from register.rules.amounts import ZERO
from register.rules.compiler import Compiler
from register.rules.facts import Period
from register.rules.measures import compile_measure, series_named
from register.rules.periods import Length
from register.rules.problems import Path
from register.rules.rolling import Rolling
from register.rules.scene import AmountOf, DateOf, Holds, Measure, Scene
from register.rules.series import Series
from register.rules.targets import Adjustment, compile_adjustments


@dataclass(frozen=True, slots=True)
class Repeat:
    """Once for each period of a series, for each value that an attribute of the person holds, or for each of `values`.

    `rolling` is different: every stretch of a length must do, and the worst of them is shown.
    """

    rolling: Rolling | None = None
    series: Series | None = None
    consecutive: int = 1
    not_before: DateOf | None = None
    attribute: str | None = None
    values: tuple[str, ...] = ()
    variable: str | None = None

    def instances(self, scene: Scene) -> Iterator[tuple[str, Scene]]:
        """The name of each repetition and the judgement narrowed to it."""
        if self.series is not None:
            runs = self.series.ending_in(scene.window, scene, consecutive=self.consecutive)
            yield from self._narrowed(runs, scene)
            return
        for value in self.values or dict.fromkeys(str(one) for one in scene.values(self.attribute or "")):
            yield value, scene.inside(period=scene.period or scene.window, bound={self.variable or "": value})

    def ahead(self, scene: Scene) -> Iterator[tuple[str, Scene]]:
        """Repetitions that begin in the window and are judged in a later cycle."""
        if self.series is not None:
            runs = self.series.straddling(scene.window, scene, consecutive=self.consecutive)
            yield from self._narrowed(runs, scene)

    def _narrowed(self, runs: Iterator[tuple[str, Period]], scene: Scene) -> Iterator[tuple[str, Scene]]:
        earliest = self.not_before(scene) if self.not_before else None
        for name, period in runs:
            if earliest is None or period.start >= earliest:
                yield name, scene.inside(period=period)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One rule with its words. A leaf has a measure; a branch has children of which `needed`
    (all of them when it is None) must be met.

    `granted` is what everybody gets without any fact.
    """

    code: str
    label: Mapping[str, str]
    article: str
    advisory: bool
    applies: Holds
    repeat: Repeat | None = None
    measure: Measure | None = None
    at_least: AmountOf | None = None
    at_most: AmountOf | None = None
    granted: AmountOf | None = None
    adjustments: tuple[Adjustment, ...] = ()
    children: tuple[Requirement, ...] = ()
    needed: int | None = None

    def target(self, scene: Scene) -> Fraction:
        """The norm for this person and period, after its adjustments."""
        norm = self.at_least or self.at_most
        amount = norm(scene) if norm else ZERO
        for adjustment in self.adjustments:
            if adjustment.applies(scene):
                amount = adjustment.change(amount, scene)
        return amount

    def instances(self, scene: Scene) -> Iterator[tuple[str | None, Scene]]:
        """Each repetition of the requirement, or the requirement itself."""
        if self.repeat is None:
            yield None, scene
        elif self.repeat.rolling is not None and self.measure is not None:
            highest = self.at_most is not None
            worst = self.repeat.rolling.worst(self.measure, scene, toward=self.code, highest=highest)
            yield None, scene.inside(period=worst)
        else:
            yield from self.repeat.instances(scene)

    def every(self) -> Iterator[Requirement]:
        """This requirement and all below it."""
        yield self
        for child in self.children:
            yield from child.every()


def compile_requirements(nodes: Sequence[Mapping[str, Any]], path: Path, compiler: Compiler) -> tuple[Requirement, ...]:
    """The requirements in the order of the document."""
    return tuple(
        _requirement(node, (*path, n), compiler) for n, node in enumerate(nodes) if compiler.usable((*path, n))
    )


def _requirement(node: Mapping[str, Any], path: Path, compiler: Compiler) -> Requirement:
    branch = next((name for name in ("any", "all") if name in node), None)
    children = compile_requirements(node[branch], (*path, branch), compiler) if branch else ()
    leaf = branch is None
    return Requirement(
        code=node["code"],
        label=node["label"],
        article=node["article"],
        advisory=node.get("advisory", False),
        applies=compiler.condition(node.get("when"), (*path, "when")),
        repeat=_repeat(node["for_each"], (*path, "for_each"), compiler) if "for_each" in node else None,
        measure=compile_measure(node, path, compiler) if leaf else None,
        at_least=compiler.amount(node["at_least"], (*path, "at_least")) if leaf and "at_least" in node else None,
        at_most=compiler.amount(node["at_most"], (*path, "at_most")) if leaf and "at_most" in node else None,
        granted=compiler.amount(node["granted"], (*path, "granted")) if "granted" in node else None,
        adjustments=compile_adjustments(node.get("adjust", ()), (*path, "adjust"), compiler),
        children=children,
        needed=int(node.get("at_least", 1)) if branch == "any" else None,
    )


def _repeat(node: Mapping[str, Any], path: Path, compiler: Compiler) -> Repeat:
    if "rolling" in node:
        earliest = compiler.date(node["not_before"], (*path, "not_before")) if "not_before" in node else None
        return Repeat(rolling=Rolling(Length.parse(node["rolling"]), earliest))
    if "series" in node:
        return Repeat(
            series=series_named(node["series"], (*path, "series"), compiler),
            consecutive=node.get("consecutive", 1),
            not_before=compiler.date(node["not_before"], (*path, "not_before")) if "not_before" in node else None,
        )
    if "values" in node:
        return Repeat(values=tuple(node["values"]), variable=node["as"])
    attribute = node["value_of"]
    if attribute not in compiler.attributes:
        what = ("unknown-attribute", "Het kenmerk", "attribute")
        compiler.unknown((*path, "value_of"), what, attribute, compiler.attributes)
    return Repeat(attribute=attribute, variable=node["as"])


def codes_in(nodes: Any) -> Iterator[tuple[str, Path]]:
    """Every requirement code in a document with its place, also those inside `any` and `all`."""
    for node, path in _every(nodes):
        if isinstance(node.get("code"), str):
            yield node["code"], path


def circular(nodes: Any) -> str | None:
    """A requirement whose norm depends, step by step, on itself; None when there is none."""
    needs = {node["code"]: set(_norms_in(node)) for node, _ in _every(nodes) if isinstance(node.get("code"), str)}
    reached = {code: set(others) for code, others in needs.items()}
    for _ in needs:
        for others in reached.values():
            others |= {further for other in tuple(others) for further in needs.get(other, ())}
    return next((code for code, others in sorted(reached.items()) if code in others), None)


def _every(nodes: Any, path: Path = ()) -> Iterator[tuple[Mapping[str, Any], Path]]:
    """Every requirement in a document with its place, of the right shape or not."""
    for n, node in enumerate(nodes if isinstance(nodes, list) else ()):
        if isinstance(node, Mapping):
            yield node, (*path, n)
            for branch in ("any", "all"):
                yield from _every(node.get(branch), (*path, n, branch))


def _norms_in(node: Mapping[str, Any]) -> Iterator[str]:
    waiting: list[Any] = [node.get(name) for name in ("at_least", "at_most", "granted", "adjust")]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, Mapping):
            if isinstance(part.get("of"), str) and set(part) <= {"of", "share"}:
                yield part["of"]
            waiting.extend(part.values())


def variables_in(nodes: Any) -> frozenset[str]:
    """Every name that a repeated requirement gives to the value it repeats over."""
    repeats = (node.get("for_each") for node, _ in _every(nodes))
    names = (repeat.get("as") for repeat in repeats if isinstance(repeat, Mapping))
    return frozenset(name for name in names if isinstance(name, str))
