"""Words that contradict one another, or that do nothing where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from register.rules.amounts import unit_of
from register.rules.compiler import Compiler
from register.rules.facts import UNITS
from register.rules.periods import Length
from register.rules.problems import Path

_LOWER, _UPPER = ("at_least", "above"), ("at_most", "below")
_ANY_YEAR = date(2001, 1, 1)


def contradictions(compiler: Compiler) -> None:
    """Note what contradicts itself or does nothing, anywhere in the document."""
    for path, node in _blocks(compiler.document, ()):
        _bounds(path, node, compiler)
        _empty(path, node, compiler)
        _units(path, node, compiler)
        _names(path, node, compiler)
        if compiler.usable(path) and "article" in node and {"at_least", "at_most"} & set(node) and "per" not in node:
            _measure(path, node, compiler)


def _blocks(node: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    if isinstance(node, Mapping):
        yield path, node
        for key, part in node.items():
            yield from _blocks(part, (*path, key))
    elif isinstance(node, list):
        for n, part in enumerate(node):
            yield from _blocks(part, (*path, n))


def _bounds(path: Path, node: Mapping[str, Any], compiler: Compiler) -> None:
    for low in _LOWER:
        for high in _UPPER:
            least, most = node.get(low), node.get(high)
            if not isinstance(least, int | Decimal) or not isinstance(most, int | Decimal):
                continue
            if least > most or (least == most and (low, high) != ("at_least", "at_most")):
                compiler.problem(
                    (*path, high),
                    "never-both",
                    nl=f"Geen getal is {low} {least} en {high} {most}.",
                    en=f"No number is {low} {least} and {high} {most}.",
                )


def _empty(path: Path, node: Mapping[str, Any], compiler: Compiler) -> None:
    """A stretch that ends before it begins, where the words alone show it."""
    since, until = _placed(node.get("from"), compiler), _placed(node.get("until"), compiler)
    if since is None or until is None or since[0] != until[0] or since[1] < until[1]:
        return
    compiler.problem(
        (*path, "until"),
        "no-days",
        nl=f"Van {node['from']!r} tot {node['until']!r} is geen enkele dag; de dag in `until` telt niet mee.",
        en=f"From {node['from']!r} until {node['until']!r} there is no day; the day in `until` is out.",
        expected=f"a day after {node['from']}",
    )


def _placed(text: Any, compiler: Compiler) -> tuple[str, date] | None:
    """A day to compare with others that hang on the same thing: a date, or the cycle."""
    if not isinstance(text, str):
        return None
    try:
        return "date", date.fromisoformat(text)
    except ValueError:
        pass
    length = compiler.document.get("cycle", {}).get("length")
    if not isinstance(length, str):
        return None
    anchor, *steps = text.replace(" + ", "|+").replace(" - ", "|-").split("|")
    ends = {"cycle start": _ANY_YEAR, "cycle end": Length.parse(length).after(_ANY_YEAR)}
    if anchor not in ends:
        return None
    day = ends[anchor]
    for step in steps:
        day = Length.parse(step[1:]).after(day, times=1 if step[0] == "+" else -1)
    return "cycle", day


def _names(path: Path, node: Mapping[str, Any], compiler: Compiler) -> None:
    """A series of which several periods would be named alike."""
    every = node.get("every")
    if not isinstance(every, str) or not compiler.usable(path):
        return
    named, length = node.get("named", "year"), Length.parse(every)
    months = {"year": 12, "month": 1}.get(named)
    if months is not None and length.least_days < Length(months=months).least_days:
        compiler.problem(
            (*path, "named"),
            "same-names",
            nl=f"Een tijdvak van {every} kan niet naar zijn {'jaar' if named == 'year' else 'maand'} heten.",
            en=f"A period of {every} cannot be named after its {named}: several would have one name.",
            expected="month or number" if named == "year" and length.months else "number",
        )


def _units(path: Path, node: Mapping[str, Any], compiler: Compiler) -> None:
    said = node.get("unit")
    for word in said if isinstance(said, list) else [said]:
        if isinstance(word, str) and not word.startswith("$") and word not in UNITS:
            compiler.problem(
                (*path, "unit"),
                "unknown-unit",
                nl=f"{word!r} is geen eenheid.",
                en=f"{word!r} is no unit.",
                expected=", ".join(UNITS),
                nearest=unit_of(word),
            )


def _measure(path: Path, node: Mapping[str, Any], compiler: Compiler) -> None:
    """What a requirement says that its measure does not look at."""
    said = node.get("measure", "sum")
    kind = said if isinstance(said, str) else next(iter(said))
    if "part" in node and kind != "sum":
        _idle((*path, "part"), "part", kind, "sum", compiler)
    if "every-day" in (node.get("at_least"), node.get("at_most")) and kind != "days":
        _idle((*path, "at_least"), "every-day", kind, "days", compiler)


def _idle(path: Path, word: str, kind: str, fitting: str, compiler: Compiler) -> None:
    compiler.problem(
        path,
        "does-nothing",
        nl=f"`{word}` past niet bij de maat {kind}.",
        en=f"`{word}` does not fit the measure {kind}.",
        expected=f"measure: {fitting}",
    )
