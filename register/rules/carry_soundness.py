"""Carry rules that leave open which surplus is meant, or which shortage it fills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from register.rules.compiler import Compiler
from register.rules.problems import Path


@dataclass(frozen=True, slots=True)
class _Repeated:
    """For what a requirement is repeated, in itself and in what it is part of."""

    values: tuple[str, ...] = ()
    series: bool = False
    rolling: bool = False


def carried(compiler: Compiler) -> None:
    """Note each carry rule between requirements that are judged a different number of times."""
    repeated = dict(_repeated(compiler.document.get("requirements"), _Repeated()))
    for n, rule in enumerate(compiler.rows("carry")):
        if not compiler.usable(("carry", n)) or not isinstance(rule, Mapping):
            continue
        source, target = repeated.get(rule["surplus_of"]), repeated.get(rule["into"])
        if source is not None and target is not None:
            _stretches(rule, ("carry", n), source, target, compiler)
            _values(rule, ("carry", n), source, target, compiler)


def _stretches(rule: Mapping[str, Any], path: Path, source: _Repeated, target: _Repeated, compiler: Compiler) -> None:
    """A surplus is that of a cycle, so neither of the two can be a norm for a part of it."""
    code, into = rule["surplus_of"], rule["into"]
    if source.series or source.rolling:
        compiler.problem(
            (*path, "surplus_of"),
            "carried-from-stretch",
            nl=f"{code!r} wordt per tijdvak beoordeeld: de hele periode heeft geen norm waar iets boven blijft.",
            en=f"{code!r} is judged for each stretch: the whole cycle has no norm above which something is left.",
            expected="a requirement of the whole cycle, with the norm above which there is a surplus",
        )
    elif target.series:
        compiler.problem(
            (*path, "into"),
            "carried-into-stretches",
            nl=f"{into!r} wordt per tijdvak beoordeeld: hetzelfde overschot zou in elk ervan worden gebruikt.",
            en=f"{into!r} is judged for each stretch: the same surplus would be used in every one of them.",
            expected="a requirement of the whole cycle",
        )


def _values(rule: Mapping[str, Any], path: Path, source: _Repeated, target: _Repeated, compiler: Compiler) -> None:
    """There is a surplus for each value; where the other requirement is not repeated over them, none of them fits."""
    code, into = rule["surplus_of"], rule["into"]
    for name in (name for name in source.values if name not in target.values):
        compiler.problem(
            (*path, "into"),
            "carried-from-each",
            nl=f"{code!r} geldt voor elke waarde van {name!r}, {into!r} niet: welk overschot gaat er over?",
            en=f"{code!r} is judged for each value of {name!r}, {into!r} is not: which surplus is carried?",
            expected=f"a requirement that is repeated `as: {name}`",
        )


def _repeated(nodes: Any, outer: _Repeated) -> Iterator[tuple[str, _Repeated]]:
    for node in nodes if isinstance(nodes, list) else ():
        if isinstance(node, Mapping) and isinstance(node.get("code"), str):
            said = node.get("for_each")
            repeat = said if isinstance(said, Mapping) else {}
            name = repeat.get("as")
            here = _Repeated(
                (*outer.values, name) if isinstance(name, str) else outer.values,
                outer.series or "series" in repeat,
                outer.rolling or "rolling" in repeat,
            )
            yield node["code"], here
            for branch in ("any", "all"):
                yield from _repeated(node.get(branch), here)
