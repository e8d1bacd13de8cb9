"""What is written correctly and still cannot be meant: a norm that nobody can reach, a row that is never read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from register.rules.carry_soundness import carried
from register.rules.compiler import Compiler
from register.rules.covering import covers
from register.rules.periods import Length
from register.rules.problems import Path

HOURS_IN_A_WEEK = 168
_MONTHS_IN = {"calendar-month": 1, "calendar-year": 12, "cycle-year": 12}


def examine(compiler: Compiler) -> None:
    """Note what cannot be meant. Only parts of the right shape are looked at."""
    document = compiler.document
    for path, node in _requirements(document.get("requirements"), ("requirements",), compiler):
        _never_met(path, node, compiler)
    _codes_once("caps", compiler)
    _codes_once("carry", compiler)
    _codes_once("claims", compiler)
    _codes_once("records", compiler)
    _categories_once(document.get("categories"), ("categories",), set(), compiler)
    _shared_once(compiler)
    carried(compiler)
    _dead_rows(document, (), compiler)
    _dead_worth(compiler)
    _dead_outcomes(compiler)


def _requirements(nodes: Any, path: Path, compiler: Compiler) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for n, node in enumerate(nodes if isinstance(nodes, list) else ()):
        here = (*path, n)
        if compiler.usable(here):
            yield here, node
            for branch in ("any", "all"):
                yield from _requirements(node.get(branch), (*here, branch), compiler)


def _never_met(path: Path, node: Mapping[str, Any], compiler: Compiler) -> None:
    norm = node.get("at_least")
    if "any" in node:
        most = _ways(node["any"])
        if isinstance(norm, int) and most is not None and norm > most:
            _unreachable(compiler, path, str(most), norm)
        return
    if "rolling" in node.get("for_each", {}) and "all" in node:
        compiler.problem(
            (*path, "for_each"),
            "rolling-needs-measure",
            nl="`rolling` past bij een eis met een maat, niet bij `all` of `any`.",
            en="`rolling` fits a requirement with a measure, not `all` or `any`.",
        )
    if not isinstance(norm, int | Decimal) or isinstance(norm, bool) or norm <= 0 or _helped(node, compiler):
        return
    most = _most(node, compiler)
    if most is not None and norm > most:
        _unreachable(compiler, path, f"{most}", norm)
    _refused(path, node, compiler)
    if node.get("measure", "sum") == "sum" and node.get("unit", compiler.unit) == compiler.unit:
        _capped(path, node, norm, compiler)


def _ways(children: Sequence[Mapping[str, Any]]) -> int | None:
    """How many ways there are; None where one of them is repeated and the document does not say how often."""
    repeats = [child.get("for_each", {}) for child in children]
    if any({"series", "value_of"} & set(repeat) for repeat in repeats):
        return None
    return sum(len(repeat.get("values", "1")) for repeat in repeats)


def _helped(node: Mapping[str, Any], compiler: Compiler) -> bool:
    """Whether more than facts can fill the norm: what is granted, or carried from another cycle."""
    into = [carry.get("into") for carry in compiler.rows("carry") if isinstance(carry, Mapping)]
    return bool(node.get("granted")) or node["code"] in into


def _most(node: Mapping[str, Any], compiler: Compiler) -> int | None:
    """The largest number that the measure can give, where the words of the document show it."""
    measure = node.get("measure")
    if measure == "weekly_hours":
        return HOURS_IN_A_WEEK
    if not isinstance(measure, Mapping):
        return None
    if "distinct" in measure:
        among = measure.get("among")
        fixed = isinstance(among, list) and not any(word.startswith("$") for word in among)
        return len(set(among)) if fixed and among is not None else None
    length = compiler.document.get("cycle", {}).get("length")
    months = _MONTHS_IN.get(measure["periods"])
    if months is None or not isinstance(length, str) or "in" in node or compiler.document.get("window"):
        return None
    whole = Length.parse(length)
    return (whole.months + whole.days // 28) // months + 1


def _unreachable(compiler: Compiler, path: Path, most: str, norm: int | Decimal) -> None:
    compiler.problem(
        (*path, "at_least"),
        "never-met",
        nl=f"Deze norm is nooit te halen: {norm} waar ten hoogste {most} mogelijk is.",
        en=f"This norm can never be reached: {norm} where at most {most} is possible.",
        expected=f"at most {most}",
    )


def _refused(path: Path, node: Mapping[str, Any], compiler: Compiler) -> None:
    for n, rule in enumerate(compiler.rows("refuse")):
        if compiler.usable(("refuse", n)) and covers(rule["when"], node.get("of", {}), compiler.categories):
            compiler.problem(
                (*path, "of"),
                "never-met",
                nl=f"Alles wat deze eis telt wordt geweigerd ({rule['reason']}).",
                en=f"Everything that this requirement counts is refused ({rule['reason']}).",
            )


def _capped(path: Path, node: Mapping[str, Any], norm: int | Decimal, compiler: Compiler) -> None:
    """A maximum on all that the requirement selects, lower than its minimum."""
    series = node.get("for_each", {}).get("series") if node.get("for_each", {}).get("consecutive", 1) == 1 else None
    for n, cap in enumerate(compiler.rows("caps")):
        if not compiler.usable(("caps", n)):
            continue
        at, per = cap["at"], cap["per"]
        if not isinstance(at, int | Decimal) or at >= norm or {"part", "spares", "when"} & set(cap):
            continue
        whole = per == "window" or (per == "cycle" and "in" not in node) or per == series
        bites = "toward" not in cap or node["code"] in cap["toward"]
        if (
            cap.get("measure") != "count"
            and whole
            and bites
            and covers(cap.get("of", {}), node.get("of", {}), compiler.categories)
        ):
            compiler.problem(
                ("caps", n, "at"),
                "cap-below-minimum",
                nl=f"Het maximum {at} is lager dan het minimum {norm} van {node['code']!r}: zo is dat nooit te halen.",
                en=f"The maximum {at} is lower than the minimum {norm} of {node['code']!r}: that can never be reached.",
                expected=f"at least {norm}, or `toward` without {node['code']}",
            )


def _codes_once(name: str, compiler: Compiler) -> None:
    seen: set[str] = set()
    for n, node in enumerate(compiler.rows(name)):
        code = node.get("code") if isinstance(node, Mapping) else None
        if code in seen:
            compiler.problem(
                (name, n, "code"),
                "duplicate-code",
                nl=f"De code {code!r} is al gegeven.",
                en=f"The code {code!r} was given before.",
            )
        if isinstance(code, str):
            seen.add(code)


def _categories_once(level: Any, path: Path, seen: set[str], compiler: Compiler) -> None:
    for code, entry in level.items() if isinstance(level, Mapping) else ():
        if code in seen:
            compiler.problem(
                (*path, code),
                "duplicate-code",
                nl=f"De categorie {code!r} staat op twee plaatsen in de boom.",
                en=f"The category {code!r} stands in two places in the tree.",
            )
        seen.add(code)
        if isinstance(entry, Mapping):
            _categories_once(entry.get("includes"), (*path, code, "includes"), seen, compiler)


def _shared_once(compiler: Compiler) -> None:
    seen: set[str] = set()
    for n, rule in enumerate(compiler.rows("share_out")):
        if not compiler.usable(("share_out", n)):
            continue
        for k, code in enumerate(rule["among"]):
            if code in seen:
                compiler.problem(
                    ("share_out", n, "among", k),
                    "shared-twice",
                    nl=f"De eis {code!r} wordt al eerder verdeeld.",
                    en=f"The requirement {code!r} is shared out before.",
                )
            seen.add(code)


def _dead_rows(node: Any, path: Path, compiler: Compiler) -> None:
    """Rows with `is` that stand below a row that always holds."""
    if isinstance(node, Mapping):
        for key, part in node.items():
            if path or key != "outcomes":
                _dead_rows(part, (*path, key), compiler)
    elif isinstance(node, list):
        rows = [isinstance(row, Mapping) and "is" in row for row in node]
        if rows and all(rows):
            for n, row in enumerate(node[:-1]):
                if not row.get("when"):
                    _dead(compiler, (*path, n + 1))
                    break
        for n, part in enumerate(node):
            _dead_rows(part, (*path, n), compiler)


def _dead_worth(compiler: Compiler) -> None:
    rows = compiler.rows("worth")
    for n, row in enumerate(rows):
        for above in rows[:n]:
            if not isinstance(row, Mapping) or not isinstance(above, Mapping) or "per" in above:
                continue  # a row with `per` leaves facts without that unit to the rows below it
            if compiler.usable(("worth", n)) and covers(
                above.get("when") or {}, row.get("when") or {}, compiler.categories
            ):
                _dead(compiler, ("worth", n))
                break


def _dead_outcomes(compiler: Compiler) -> None:
    rows = compiler.rows("outcomes")
    for n, row in enumerate(rows[:-1]):
        if compiler.usable(("outcomes", n)) and set(row) <= {"is", "label"}:
            _dead(compiler, ("outcomes", n + 1))
            break


def _dead(compiler: Compiler, path: Path) -> None:
    compiler.problem(
        path,
        "never-read",
        nl="Deze rij wordt nooit bereikt: een rij erboven past altijd.",
        en="This row is never reached: a row above it always fits.",
    )
