"""Days that a rule refers to: the cycle, the registration, the judgement, a dated fact, and lengths from there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from register.rules.compiler import Compiler
from register.rules.facts import SPANNING
from register.rules.periods import Length, month_day
from register.rules.problems import Path, nearest_word
from register.rules.scene import DateOf, Scene

FIXED: dict[str, DateOf] = {
    "cycle start": lambda scene: scene.cycle.start,
    "cycle end": lambda scene: scene.cycle.end,
    "window start": lambda scene: scene.window.start,
    "window end": lambda scene: scene.window.end,
    "period start": lambda scene: (scene.period or scene.window).start,
    "period end": lambda scene: (scene.period or scene.window).end,
    "registration": lambda scene: scene.person.registered_on,
    "judgement": lambda scene: scene.as_of,
}

_STEP = re.compile(r" ([+-]) (\d{1,4} days?|\d{1,3} (?:week|month)s?|\d{1,2} years?)")
EXPECTED = f"a date, MM-DD, {', '.join(FIXED)} or attribute NAME, then + or - a length"


def compile_date(node: Any, path: Path, compiler: Compiler) -> DateOf:
    """A day: a text such as `cycle end - 6 months`, rows to choose from, or the first or last day of some facts."""
    if isinstance(node, list):
        return compiler.choice(node, path, lambda leaf, where: compile_date(leaf, where, compiler), None)
    if isinstance(node, Mapping):
        return _day_of_facts(node, path, compiler)
    text = str(node)
    steps = [(Length.parse(length), 1 if sign == "+" else -1) for sign, length in _STEP.findall(text)]
    anchor = _anchor(_STEP.sub("", text).strip(), path, compiler)
    return _stepped(anchor, steps)


def _stepped(anchor: DateOf, steps: list[tuple[Length, int]]) -> DateOf:
    if not steps:
        return anchor

    def day(scene: Scene) -> date | None:
        moved = anchor(scene)
        for length, sign in steps:
            moved = None if moved is None else length.after(moved, times=sign)
        return moved

    return day


def _anchor(word: str, path: Path, compiler: Compiler) -> DateOf:
    if word in FIXED:
        return FIXED[word]
    if word.startswith("attribute "):
        name = word.removeprefix("attribute ").strip()
        if name not in compiler.attributes:
            compiler.unknown(path, ("unknown-attribute", "Het kenmerk", "attribute"), name, compiler.attributes)
        return lambda scene: as_date(scene.person.attributes.get(name))
    in_year = month_day(word)
    try:
        if in_year:
            month, day = in_year
            date(2001, month, day)  # refuses days that some years lack
            return lambda scene: date(scene.cycle.start.year, month, day)
        fixed = date.fromisoformat(word)
    except ValueError:
        compiler.problem(
            path,
            "bad-date",
            nl=f"{word!r} is geen bestaande dag.",
            en=f"{word!r} is no existing day.",
            expected=EXPECTED,
            nearest=nearest_word(word, FIXED),
        )
        return lambda scene: None
    return lambda scene: fixed


def as_date(value: object) -> date | None:
    """A day that an attribute holds, as a date or as its text; None when it holds something else."""
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _day_of_facts(node: Mapping[str, Any], path: Path, compiler: Compiler) -> DateOf:
    if "after_gap" in node:
        return _after_gap(node, path, compiler)
    take = "first" if "first" in node else "last"
    selects = compiler.selection(node[take], (*path, take))
    steps = [(Length.parse(node[name]), sign) for name, sign in (("plus", 1), ("minus", -1)) if name in node]

    def day(scene: Scene) -> date | None:
        facts = scene.measures.known(selects, scene)
        # What lasts has a first day of its own; anything else belongs to the day it ended.
        days = [fact.begin if take == "first" and fact.kind in SPANNING else fact.day for fact in facts]
        return min(days, default=None) if take == "first" else max(days, default=None)

    return _stepped(day, steps)


def _after_gap(node: Mapping[str, Any], path: Path, compiler: Compiler) -> DateOf:
    """The day on which the facts went on after the last gap longer than a length; None when there is no such gap."""
    selects = compiler.selection(node["after_gap"], (*path, "after_gap"))
    longest = Length.parse(node["longer_than"])

    def day(scene: Scene) -> date | None:
        found: date | None = None
        end: date | None = None
        for span in sorted(fact.span for fact in scene.measures.known(selects, scene)):
            if end is not None and end < span.start and span.start > longest.after(end):
                found = span.start
            end = span.end if end is None else max(end, span.end)
        return found

    return day
