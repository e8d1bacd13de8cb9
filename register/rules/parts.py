"""The compiled parts of a regulation, and the order in which they are compiled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from register.rules.anchors import compile_date
from register.rules.caps import compile_caps
from register.rules.carry import Carry, compile_carries
from register.rules.claim_forms import check_claim_forms
from register.rules.compiler import Compiler, Language
from register.rules.conditions import compile_condition
from register.rules.contradictions import contradictions
from register.rules.cycles import CycleRule, compile_cycle
from register.rules.facts import Fact
from register.rules.in_force import InForce
from register.rules.outcomes import Outcome, compile_outcomes
from register.rules.personal import Refusal, Tariff
from register.rules.problems import Path, Problem
from register.rules.procedure import check_procedure
from register.rules.publication import check_publication
from register.rules.records import check_records
from register.rules.requirements import Requirement, circular, codes_in, compile_requirements, variables_in
from register.rules.scene import DateOf, Scene
from register.rules.select import compile_selection
from register.rules.share_out import ShareOut, compile_share_outs
from register.rules.soundness import examine
from register.rules.targets import compile_amount
from register.rules.windows import Step, compile_series, compile_steps, compile_stretch
from register.rules.worth import compile_rows

LANGUAGE = Language(compile_selection, compile_condition, compile_date, compile_amount)


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything in a document that takes part in a judgement."""

    in_force: InForce
    cycle: CycleRule
    tariff: Tariff
    steps: tuple[Step, ...]
    requirements: tuple[Requirement, ...]
    share_outs: tuple[ShareOut, ...]
    carries: tuple[Carry, ...]
    outcomes: tuple[Outcome, ...]
    deadlines: tuple[tuple[str, DateOf], ...]

    def requirement(self, code: str) -> Requirement:
        """The requirement with this code, wherever it stands in the tree."""
        return next(one for top in self.requirements for one in top.every() if one.code == code)

    def target_of(self, code: str, scene: Scene) -> Fraction:
        """The norm of another requirement in the same judgement."""
        return self.requirement(code).target(scene)


def compile_parts(
    document: Mapping[str, Any], *, line_of: Callable[[Path], int], broken: Sequence[Path], whole: bool
) -> tuple[Parts | None, list[Problem]]:
    """The parts of a document and what is wrong with their meaning.

    `broken` holds the places that do not have the right shape; they are left alone, and there are no parts then.
    Without keys that nobody understood (`whole` is False) it is not asked what can be meant by the rest together.
    """
    compiler = Compiler(document, LANGUAGE, line_of=line_of, broken=broken)
    _declare(compiler)
    in_force = _in_force(compiler) if compiler.usable(("in_force",)) else None
    cycle = compile_cycle(document["cycle"], ("cycle",), compiler) if compiler.usable(("cycle",)) else None
    requirements = compile_requirements(compiler.rows("requirements"), ("requirements",), compiler)
    tariff = Tariff(
        unit=compiler.unit,
        refusals=_refusals(compiler),
        rows=compile_rows(compiler.rows("worth"), ("worth",), compiler),
        caps=compile_caps(compiler.rows("caps"), ("caps",), compiler),
        importance=_importance(requirements),
        categories=frozenset(compiler.categories),
    )
    steps = compile_steps(compiler.rows("window"), ("window",), compiler)
    share_outs = compile_share_outs(compiler.rows("share_out"), ("share_out",), compiler)
    carries = compile_carries(compiler.rows("carry"), ("carry",), compiler)
    outcomes = compile_outcomes(compiler.rows("outcomes"), ("outcomes",), compiler)
    deadlines = _deadlines(compiler)
    _check_reminders(compiler, {kind for kind, _ in deadlines})
    check_claim_forms(compiler)
    check_procedure(compiler)
    check_publication(compiler)
    check_records(compiler)
    if whole:
        examine(compiler)
        contradictions(compiler)
    if broken or compiler.problems or in_force is None or cycle is None:
        return None, compiler.problems
    return Parts(in_force, cycle, tariff, steps, requirements, share_outs, carries, outcomes, deadlines), []


def _declare(compiler: Compiler) -> None:
    """What other parts refer to by name comes first."""
    document = compiler.document
    codes: dict[str, Path] = {}
    for code, path in codes_in(document.get("requirements")):
        if code in codes:
            compiler.problem(
                ("requirements", *path),
                "duplicate-code",
                nl=f"De code {code!r} is al aan een andere eis gegeven.",
                en=f"The code {code!r} was given to another requirement before.",
            )
        codes[code] = path
    compiler.requirement_codes = frozenset(codes)
    loop = circular(document.get("requirements"))
    if loop is not None:
        compiler.problem(
            ("requirements", *codes[loop]),
            "circular-norm",
            nl=f"De norm van {loop!r} hangt van zichzelf af.",
            en=f"The norm of {loop!r} depends on itself.",
        )
    compiler.variables = variables_in(document.get("requirements"))
    windows = document.get("windows")
    for name, node in windows.items() if isinstance(windows, Mapping) else ():
        place: Path = ("windows", name)
        if not compiler.usable(place):
            continue
        if "every" in node:
            compiler.series[name] = compile_series(node, place, compiler)
        else:
            compiler.stretches[name] = compile_stretch(node, place, compiler)


def _in_force(compiler: Compiler) -> InForce:
    node = compiler.document["in_force"]
    start = date.fromisoformat(node["from"])
    end = date.fromisoformat(node["until"]) if node.get("until") else None
    if end is not None and end <= start:
        compiler.problem(
            ("in_force", "until"),
            "ends-before-start",
            nl="Het reglement eindigt voordat het begint.",
            en="The regulation ends before it starts.",
            expected=f"a day after {start}",
        )
    return InForce(start, end, node["by"])


def _refusals(compiler: Compiler) -> tuple[Refusal, ...]:
    return tuple(
        Refusal(compiler.selection(node["when"], ("refuse", n, "when")), node["reason"], node["label"], node["article"])
        for n, node in enumerate(compiler.rows("refuse"))
        if compiler.usable(("refuse", n))
    )


def _importance(requirements: Sequence[Requirement]) -> Callable[[Fact, Scene], int]:
    sums = [
        leaf.measure.selects
        for top in requirements
        for leaf in top.every()
        if leaf.measure is not None and leaf.measure.kind in ("sum", "distinct", "count")
    ]
    return lambda fact, scene: sum(selects(fact, scene) for selects in sums)


def _deadlines(compiler: Compiler) -> tuple[tuple[str, DateOf], ...]:
    return tuple(
        (node["kind"], compiler.date(node["until"], ("deadlines", n, "until")))
        for n, node in enumerate(compiler.rows("deadlines"))
        if compiler.usable(("deadlines", n))
    )


def _check_reminders(compiler: Compiler, declared: set[str]) -> None:
    known = declared | {"earn", "duty", "reply", "repair"}  # these the system knows by itself
    for n, node in enumerate(compiler.rows("reminders")):
        path: Path = ("reminders", n, "deadline")
        if compiler.usable(("reminders", n)) and node["deadline"] not in known:
            compiler.unknown(path, ("unknown-deadline", "De termijn", "deadline"), node["deadline"], known)
