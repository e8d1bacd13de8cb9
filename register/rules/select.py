"""Selections: which facts a rule is about, as conditions on the fields of a fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from register.rules.amounts import Quantity, convert
from register.rules.compiler import Compiler
from register.rules.facts import Fact
from register.rules.periods import Length
from register.rules.problems import Path
from register.rules.scene import Scene, Selects

WORD_FIELDS = ("kind", "code", "unit", "event", "course", "format", "role", "by", "test", "reason")
LIST_FIELDS = ("tags", "registrations")
FLAG_FIELDS = ("accredited", "accepted", "evidence")
NUMBER_FIELDS = ("group_size", "score", "sessions", "hours_per_week")
AMOUNT_FIELDS = ("quantity", "session_length")
DATE_FIELDS: dict[str, Callable[[Fact], date | None]] = {
    "on": lambda fact: fact.day,
    "begun_on": lambda fact: fact.begin,
    "recorded_on": lambda fact: fact.recorded_on,
}

# Without any record there is no accreditation and no evidence; a verdict that was not given yet is not a refusal.
_ABSENT_IS_NO = frozenset({"accredited", "evidence"})


def compile_selection(node: Mapping[str, Any], path: Path, compiler: Compiler) -> Selects:
    """A test of one fact. A selection that names no kind of fact speaks of activities."""
    return _conditions(with_kind(node), path, compiler)


def with_kind(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """The selection as it is meant: one that names no kind of fact speaks of activities."""
    if "kind" in node or any(_names_kind(part) for part in node.get("all", ())):
        return node
    branches = node.get("any", ())
    if any(_names_kind(part) for part in branches):
        return {**node, "any": [with_kind(part) for part in branches]}
    return {**node, "kind": "activity"}


def _names_kind(node: Mapping[str, Any]) -> bool:
    return "kind" in node or any(_names_kind(part) for part in (*node.get("any", ()), *node.get("all", ())))


def _conditions(node: Mapping[str, Any], path: Path, compiler: Compiler) -> Selects:
    tests = tuple(_condition(name, value, (*path, name), compiler) for name, value in node.items())
    if len(tests) == 1:
        return tests[0]
    return lambda fact, scene: all(test(fact, scene) for test in tests)


def _condition(name: str, value: Any, path: Path, compiler: Compiler) -> Selects:
    if name in ("any", "all"):
        parts = tuple(_conditions(part, (*path, n), compiler) for n, part in enumerate(value))
        if name == "any":
            return lambda fact, scene: any(part(fact, scene) for part in parts)
        return lambda fact, scene: all(part(fact, scene) for part in parts)
    if name == "not":
        inner = _conditions(value, path, compiler)
        return lambda fact, scene: not inner(fact, scene)
    if name == "category":
        return _category(value, path, compiler)
    if name == "given":
        return _given(value, path, compiler)
    if name in FLAG_FIELDS:
        wanted = {value, None} if value is False and name in _ABSENT_IS_NO else {value}
        return lambda fact, scene: getattr(fact, name) in wanted
    if name == "recorded_within":
        late = Length.parse(value)
        return lambda fact, scene: fact.recorded_on is None or fact.recorded_on <= late.after(fact.day)
    if name == "repeated_within":
        apart = Length.parse(value)
        return lambda fact, scene: _repeated(fact, scene, apart)
    if name in DATE_FIELDS:
        return _date(name, value, path, compiler)
    if name in AMOUNT_FIELDS:
        return _amount(name, value, path, compiler)
    if name == "occurrence":
        which = number_test(value)
        return lambda fact, scene: which(Fraction(scene.measures.occurrence(fact, scene)))
    if name in NUMBER_FIELDS:
        test = number_test(value)
        return lambda fact, scene: test(_fraction(getattr(fact, name)))
    matches = words_test(value, path, compiler)
    if name in LIST_FIELDS:
        return lambda fact, scene: matches(getattr(fact, name), scene)

    def single(fact: Fact, scene: Scene) -> bool:
        word = getattr(fact, name)
        return matches(() if word is None else (word,), scene)

    return single


def words_test(value: Any, path: Path, compiler: Compiler) -> Callable[[tuple[str, ...], Scene], bool]:
    """A test of the words that a field holds: one of these, all of these, none of these, a prefix, or any at all."""
    if isinstance(value, Mapping):
        if "prefix" in value:
            prefix = str(value["prefix"])
            return lambda words, scene: any(word.startswith(prefix) for word in words)
        if "present" in value:
            return lambda words, scene: bool(words) is value["present"]
        if "all" in value:
            each = [words_test(word, (*path, "all"), compiler) for word in value["all"]]
            return lambda words, scene: all(test(words, scene) for test in each)
        inner = words_test(value["not"], (*path, "not"), compiler)
        return lambda words, scene: not inner(words, scene)
    wanted = [str(word) for word in (value if isinstance(value, list) else [value])]
    names = [word[1:] for word in wanted if word.startswith("$")]
    for name in names:
        if name not in compiler.variables | compiler.attributes:
            known = compiler.variables | compiler.attributes
            compiler.unknown(path, ("unknown-attribute", "Het kenmerk", "attribute"), name, known)
    fixed = frozenset(word for word in wanted if not word.startswith("$"))
    if not names:
        return lambda words, scene: not fixed.isdisjoint(words)

    def test(words: tuple[str, ...], scene: Scene) -> bool:
        values = fixed.union(*({str(one) for one in scene.values(name)} for name in names))
        return not values.isdisjoint(words)

    return test


def number_test(value: Any) -> Callable[[Fraction | None], bool]:
    """A test of a number: equal to it, one of these, or between the bounds given. No number is never a match."""
    if not isinstance(value, Mapping):
        wanted = {Fraction(one) for one in (value if isinstance(value, list) else [value])}
        return lambda number: number in wanted
    bounds = {name: Fraction(bound) for name, bound in value.items()}

    def test(number: Fraction | None) -> bool:
        return number is not None and within(number, bounds)

    return test


def within(number: Fraction, bounds: Mapping[str, Fraction]) -> bool:
    """Whether the number respects every bound: at_least, at_most, above, below, multiple_of."""
    for name, bound in bounds.items():
        respected = {
            "at_least": number >= bound,
            "at_most": number <= bound,
            "above": number > bound,
            "below": number < bound,
            "multiple_of": bound != 0 and number % bound == 0,
        }[name]
        if not respected:
            return False
    return True


def _fraction(number: int | Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _category(value: Any, path: Path, compiler: Compiler) -> Selects:
    wanted: frozenset[str] = frozenset()
    for word in value if isinstance(value, list) else [value]:
        if word not in compiler.categories:
            compiler.unknown(path, ("unknown-category", "De categorie", "category"), word, compiler.categories)
        wanted |= compiler.categories.get(word, frozenset())
    return lambda fact, scene: fact.category in wanted


def _given(value: Mapping[str, Any], path: Path, compiler: Compiler) -> Selects:
    """A condition on the person or the period. It may not measure: what facts are worth can hang on it."""
    if measuring := _measuring(value):
        compiler.problem(
            path,
            "measures-in-given",
            nl=f"Onder `given` kan niet worden gemeten ({measuring}).",
            en=f"Nothing can be measured under `given` ({measuring}).",
            expected="attributes, facts, months_registered or a day",
        )
    holds = compiler.condition(value, path)
    return lambda fact, scene: holds(scene)


def _measuring(node: Any) -> str | None:
    """The first key in a condition that reads a measure, or None."""
    if isinstance(node, list):
        return next(filter(None, map(_measuring, node)), None)
    if not isinstance(node, Mapping):
        return None
    own = next((name for name in ("measured", "number") if name in node), None)
    return own or next(filter(None, map(_measuring, node.values())), None)


def _repeated(fact: Fact, scene: Scene, apart: Length) -> bool:
    """Whether the course was followed less than this long before, counted from the last time that was no repetition."""
    if fact.course is None:
        return False
    same = scene.measures.known(lambda one, _: one.course == fact.course and one.kind == fact.kind, scene)
    last: date | None = None
    for one in same:
        repeated = last is not None and one.day < apart.after(last)
        if one.id == fact.id:
            return repeated
        last = last if repeated else one.day
    return False


def _date(name: str, value: Mapping[str, Any], path: Path, compiler: Compiler) -> Selects:
    since = compiler.date(value["from"], (*path, "from")) if "from" in value else None
    until = compiler.date(value["until"], (*path, "until")) if "until" in value else None
    day_of = DATE_FIELDS[name]

    def test(fact: Fact, scene: Scene) -> bool:
        day = day_of(fact)
        if day is None:
            return False
        first = since(scene) if since else None
        end = until(scene) if until else None
        return (first is None or day >= first) and (end is None or day < end)

    return test


def _amount(name: str, value: Mapping[str, Any], path: Path, compiler: Compiler) -> Selects:
    bounds: dict[str, Quantity] = {}
    for bound, text in value.items():
        try:
            bounds[bound] = Quantity.parse(text) if isinstance(text, str) else Quantity(Fraction(text), compiler.unit)
        except ValueError as error:
            compiler.problem(
                (*path, bound),
                "bad-amount",
                nl=f"{text!r} is geen hoeveelheid.",
                en=f"{error}.",
                expected="1 hour, 500 words",
            )

    def test(fact: Fact, scene: Scene) -> bool:
        if fact.quantity is None or fact.unit is None:
            return False
        number = Fraction(fact.quantity) / (fact.sessions or 1 if name == "session_length" else 1)
        for bound, limit in bounds.items():
            converted = convert(number, fact.unit, limit.unit)
            if converted is None or not within(converted, {bound: limit.number}):
                return False
        return True

    return test
