"""Caps: at most so much from a selection, from the smallest scope to the largest; what is cut keeps its reason."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from register.rules.amounts import ZERO
from register.rules.compiler import Compiler
from register.rules.facts import Fact
from register.rules.problems import Path
from register.rules.scene import AmountOf, Holds, Scene, Selects
from register.rules.series import Series

SCOPES = ("fact", "day", "event", "course", "category", "code", "format", "role", "by", "series", "cycle", "window")
"""From small to large. Those in the middle are fields: facts with the same value share one maximum."""

GROUPS = frozenset(SCOPES) - {"series"}
"""What a maximum can be per; any other word is the name of a series."""

Holding = dict[str, Fraction]
"""What is left of a fact, per part; a fact without parts has one part with an empty name."""


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `at` from the selected facts (or from one part of them) in every group of the scopes.

    With several scopes a group is what agrees in all of them: the same course in the same year. `spares` names facts
    that use up the maximum and are never cut themselves. With `counts_facts` the maximum is a number of facts instead
    of an amount.
    """

    code: str
    label: Mapping[str, str]
    article: str
    selects: Selects
    scopes: tuple[str, ...]
    at: AmountOf
    reason: str
    toward: frozenset[str]
    applies: Holds
    part: str | None
    series: Mapping[str, Series]
    spares: Selects | None
    counts_facts: bool

    def bites(self, requirement: str | None) -> bool:
        """Whether the cap limits what counts toward this requirement; a cap that names none limits everything."""
        return not self.toward or requirement in self.toward

    def group(self, fact: Fact, scene: Scene) -> Hashable:
        """Facts with the same group share one maximum; None where the fact is in no group of this scope."""
        groups = tuple(self._in(scope, fact, scene) for scope in self.scopes)
        return None if None in groups else groups

    def _in(self, scope: str, fact: Fact, scene: Scene) -> Hashable:
        if scope in self.series:
            return self.series[scope].number(fact.day, scene)
        match scope:
            case "fact":
                return fact.id
            case "day":
                return fact.id if (fact.sessions or 1) > 1 else fact.day
            case "cycle":
                return cycle_number(fact, scene)
            case "window":
                return "all" if fact.day in (scene.period or scene.window) else None
        value = getattr(fact, scope)
        return None if value is None else (value, cycle_number(fact, scene))


@dataclass(frozen=True, slots=True)
class Cut:
    """So much of a fact was taken away by a cap."""

    fact_id: str
    cap: Cap
    amount: Fraction


def cycle_number(fact: Fact, scene: Scene) -> int:
    """Which cycle of the dossier holds the fact: -1 for the one being judged, -2 for none."""
    if fact.day in scene.window:
        return -1
    for n, cycle in enumerate(scene.earlier_cycles):
        if fact.day in cycle:
            return n
    return -2


def apply(
    caps: Sequence[Cap],
    holdings: Mapping[str, Holding],
    facts: Iterable[Fact],
    scene: Scene,
    *,
    importance: Callable[[Fact], int],
) -> tuple[dict[str, Holding], list[Cut]]:
    """What is left of every fact after the caps, and what was cut.

    Within a group the facts that serve most requirements are filled first, then the oldest: so a cap takes away what
    is missed least. Does not change what it is given.
    """
    left = {fact_id: dict(holding) for fact_id, holding in holdings.items()}
    ordered = sorted(facts, key=lambda fact: (-importance(fact), fact.day, fact.id))
    cuts: list[Cut] = []
    for cap in caps:
        _apply_one(cap, left, ordered, scene, cuts)
    return left, cuts


def _apply_one(cap: Cap, left: dict[str, Holding], ordered: Sequence[Fact], scene: Scene, cuts: list[Cut]) -> None:
    if not cap.applies(scene):
        return
    maximum = cap.at(scene)
    by_day = "day" in cap.scopes
    room: dict[Hashable, Fraction] = {}
    chosen = [fact for fact in ordered if fact.id in left and cap.selects(fact, scene)]
    if cap.spares is not None:
        spares = cap.spares
        chosen.sort(key=lambda fact: not spares(fact, scene))
    for fact in chosen:
        group = cap.group(fact, scene)
        held = _held(left[fact.id], cap.part)
        if group is None or not held:
            continue
        spared = cap.spares is not None and cap.spares(fact, scene)
        space = room.get(group, maximum * (fact.sessions or 1) if by_day else maximum)
        taken = Fraction(1) if cap.counts_facts else held
        fits = spared or taken <= space
        allowed = held if fits else ZERO if cap.counts_facts else space
        room[group] = max(ZERO, space - taken)
        if allowed < held:
            _shrink(left[fact.id], cap.part, allowed)
            cuts.append(Cut(fact.id, cap, held - allowed))


def _held(holding: Holding, part: str | None) -> Fraction:
    return sum(holding.values(), ZERO) if part is None else holding.get(part, ZERO)


def _shrink(holding: Holding, part: str | None, allowed: Fraction) -> None:
    if part is not None:
        holding[part] = allowed
        return
    whole = sum(holding.values(), ZERO)
    for name in holding:
        holding[name] = holding[name] * allowed / whole


def compile_caps(nodes: Sequence[Mapping[str, Any]], path: Path, compiler: Compiler) -> tuple[Cap, ...]:
    """The caps in the order in which they are applied: small scopes first, then as they stand in the document."""
    caps = []
    for n, node in enumerate(nodes):
        here = (*path, n)
        if compiler.usable(here):
            caps.append(_cap(node, here, compiler))
    return tuple(sorted(caps, key=lambda cap: min(_size(scope) for scope in cap.scopes)))


def _size(scope: str) -> int:
    return SCOPES.index(scope if scope in SCOPES else "series")


def _cap(node: Mapping[str, Any], path: Path, compiler: Compiler) -> Cap:
    said, of, at = node["per"], node.get("of", {}), node["at"]
    scopes = tuple(said) if isinstance(said, list) else (said,)
    toward = node.get("toward", ())
    for n, code in enumerate(toward):
        if code not in compiler.requirement_codes:
            what = ("unknown-requirement", "De eis", "requirement")
            compiler.unknown((*path, "toward", n), what, code, compiler.requirement_codes)
    series = {}
    for scope in scopes:
        if scope in compiler.series:
            series[scope] = compiler.series[scope]
        elif scope not in GROUPS:
            known = {*GROUPS, *compiler.series}
            compiler.unknown((*path, "per"), ("unknown-series", "De groep of reeks", "group or series"), scope, known)
    return Cap(
        code=node["code"],
        label=node["label"],
        article=node["article"],
        selects=compiler.selection(of, (*path, "of")),
        scopes=scopes,
        at=compiler.amount(at, (*path, "at")),
        reason=_reason(scopes, of),
        toward=frozenset(toward),
        applies=compiler.condition(node.get("when"), (*path, "when")),
        part=node.get("part"),
        series=series,
        spares=compiler.selection(node["spares"], (*path, "spares")) if "spares" in node else None,
        counts_facts=node.get("measure") == "count",
    )


def _reason(scopes: Sequence[str], of: Mapping[str, Any]) -> str:
    whole = scopes[0] in ("cycle", "window")
    return "cap-per-category" if whole and "category" in of else f"cap-per-{'-'.join(scopes)}"
