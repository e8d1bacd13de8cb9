"""Conditions on the person, the period and the facts: when a rule applies at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from register.rules.anchors import FIXED, as_date
from register.rules.compiler import Compiler
from register.rules.facts import Period
from register.rules.measures import compile_measure
from register.rules.periods import whole_months
from register.rules.problems import Path
from register.rules.scene import Holds, Scene
from register.rules.select import number_test, within

DATES: dict[str, Callable[[Scene], Any]] = {
    "cycle_start": FIXED["cycle start"],
    "cycle_end": lambda scene: scene.cycle.last_day,  # a cycle "ends on" its last day
    "registration": FIXED["registration"],
    "judgement": FIXED["judgement"],
}


def compile_condition(node: Mapping[str, Any], path: Path, compiler: Compiler) -> Holds:
    """A test of the judgement: every key of the condition must hold; an empty condition always holds."""
    tests = tuple(_test(name, value, (*path, name), compiler) for name, value in node.items())
    return lambda scene: all(test(scene) for test in tests)


def _test(name: str, value: Any, path: Path, compiler: Compiler) -> Holds:
    if name == "not":
        inner = compile_condition(value, path, compiler)
        return lambda scene: not inner(scene)
    if name in ("any", "all"):
        parts = tuple(compile_condition(part, (*path, n), compiler) for n, part in enumerate(value))
        if name == "any":
            return lambda scene: any(part(scene) for part in parts)
        return lambda scene: all(part(scene) for part in parts)
    if name == "attributes":
        tests = tuple(_attribute(key, test, (*path, key), compiler) for key, test in value.items())
        return lambda scene: all(test(scene) for test in tests)
    if name in DATES:
        return _date(DATES[name], value, path, compiler)
    if name == "months_registered":
        number = number_test(value)
        return lambda scene: number(Fraction(months_registered(scene)))
    if name == "facts":
        selects = compiler.selection(value, path)
        return lambda scene: any(fact.span.overlap(scene.window) for fact in scene.measures.known(selects, scene))
    if name == "number":
        amount = compiler.amount(value["of"], (*path, "of"))
        holds = number_test({key: bound for key, bound in value.items() if key != "of"})
        return lambda scene: holds(amount(scene))
    return _measured(value, path, compiler)


def months_registered(scene: Scene) -> int:
    """Whole months of the cycle during which the person was registered."""
    cycle = scene.cycle
    start = min(max(cycle.start, scene.person.registered_on), cycle.end)
    return whole_months(Period(start, cycle.end))


def _attribute(name: str, value: Any, path: Path, compiler: Compiler) -> Holds:
    known = compiler.attributes | compiler.variables
    if name not in known:
        compiler.unknown(path, ("unknown-attribute", "Het kenmerk", "attribute"), name, known)
    if isinstance(value, Mapping) and not {"from", "until"}.isdisjoint(value):
        return _date(lambda scene: next(iter(map(as_date, scene.values(name))), None), value, path, compiler)
    if isinstance(value, Mapping) and "present" in value:
        return lambda scene: bool(scene.values(name)) is value["present"]
    if isinstance(value, Mapping) and "not" in value:
        inner = _attribute(name, value["not"], path, compiler)
        return lambda scene: not inner(scene)
    if isinstance(value, Mapping):
        bounds = {key: Fraction(bound) for key, bound in value.items()}
        return lambda scene: any(
            within(Fraction(one), bounds)
            for one in scene.values(name)
            if isinstance(one, int | Decimal) and not isinstance(one, bool)
        )
    wanted = value if isinstance(value, list) else [value]
    if wanted == [False]:  # what was never recorded about a person is not so
        return lambda scene: not any(scene.values(name))
    return lambda scene: any(same(one, other) for one in scene.values(name) for other in wanted)


def same(one: object, other: object) -> bool:
    """Equal values of the same sort: true is not 1."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)


def _date(day_of: Callable[[Scene], Any], value: Mapping[str, Any], path: Path, compiler: Compiler) -> Holds:
    since = compiler.date(value["from"], (*path, "from")) if "from" in value else None
    until = compiler.date(value["until"], (*path, "until")) if "until" in value else None

    def test(scene: Scene) -> bool:
        day = day_of(scene)
        if day is None:
            return False
        first = since(scene) if since else None
        end = until(scene) if until else None
        return (first is None or day >= first) and (end is None or day < end)

    return test


def _measured(value: Mapping[str, Any], path: Path, compiler: Compiler) -> Holds:
    measure = compile_measure(value, path, compiler)
    least = compiler.amount(value["at_least"], (*path, "at_least")) if "at_least" in value else None
    most = compiler.amount(value["at_most"], (*path, "at_most")) if "at_most" in value else None

    def test(scene: Scene) -> bool:
        period = measure.period(scene)
        inner = scene.inside(period=period)
        number = scene.measures.read(measure, inner).value
        return (least is None or number >= least(inner)) and (most is None or number <= most(inner))

    return test
