"""Small faults that can be put into a Python module, one at a time: what a careless hand would leave behind."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

_COMPARE = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_ARITHMETIC = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult}
_SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}
_WORDS_FOR_PEOPLE = frozenset({"nl", "en", "expected", "nearest"})
_NO_BEHAVIOUR = frozenset({"frozen", "slots"})  # they keep programmers from writing to what is shared


@dataclass(frozen=True)
class Change:
    """One fault: where, what it was, and the whole source with it."""

    line: int
    what: str
    source: str


def changes(source: str) -> Iterator[Change]:
    """Every fault that this module knows, in the order of the source."""
    tree = ast.parse(source)
    for n, (node, what) in enumerate(_sites(tree)):
        changed = deepcopy(tree)
        target, _ = list(_sites(changed))[n]
        line = node.lineno  # type: ignore[attr-defined]
        _apply(target, what)
        yield Change(line, what, ast.unparse(ast.fix_missing_locations(changed)))


def sites(source: str) -> int:
    """How many faults can be put into the source."""
    return sum(1 for _ in _sites(ast.parse(source)))


def change(source: str, n: int) -> Change:
    """The n-th fault alone."""
    tree = ast.parse(source)
    node, what = list(_sites(tree))[n]
    line = node.lineno  # type: ignore[attr-defined]
    _apply(node, what)
    return Change(line, what, ast.unparse(ast.fix_missing_locations(tree)))


def _sites(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _says_something_to_people(child) or _only_for_types(child):
                continue
            for what in _faults(child):
                yield child, what
            yield from _sites(child)


def _faults(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in _COMPARE:
            yield f"{type(op).__name__} → {_COMPARE[type(op)].__name__}"
        case ast.BinOp(op=op) if type(op) in _ARITHMETIC:
            yield f"{type(op).__name__} → {_ARITHMETIC[type(op)].__name__}"
        case ast.BoolOp(op=op):
            yield "and → or" if isinstance(op, ast.And) else "or → and"
        case ast.UnaryOp(op=ast.Not()):
            yield "not removed"
        case ast.IfExp():
            yield "always the first"
            yield "always the second"
        case ast.If():
            yield "if always"
            yield "if never"
        case ast.Constant(value=bool()):
            yield f"{node.value} → {not node.value}"
        case ast.Constant(value=int()):
            yield f"{node.value} → {node.value + 1}"
        case ast.Call(func=ast.Name(id=name)) if name in _SWAPPED:
            yield f"{name} → {_SWAPPED[name]}"
        case ast.Continue() | ast.Break():
            yield f"{type(node).__name__.lower()} removed"
        case ast.AugAssign() | ast.Expr(value=ast.Call() | ast.YieldFrom()):
            yield "statement removed"


def _apply(node: ast.AST, what: str) -> None:
    match node:
        case ast.Compare():
            node.ops = [_COMPARE[type(node.ops[0])]()]
        case ast.BinOp():
            node.op = _ARITHMETIC[type(node.op)]()
        case ast.BoolOp():
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        case ast.UnaryOp():
            _become(node, ast.Call(func=ast.Name(id="bool", ctx=ast.Load()), args=[node.operand], keywords=[]))
        case ast.IfExp() | ast.If():
            node.test = ast.Constant(value=what in ("always the first", "if always"))
        case ast.Constant():
            node.value = (not node.value) if isinstance(node.value, bool) else int(node.value) + 1  # type: ignore[arg-type]
        case ast.Call(func=ast.Name()):
            node.func.id = _SWAPPED[node.func.id]  # type: ignore[attr-defined]
        case _:
            _become(node, ast.Pass())


def _become(node: ast.AST, other: ast.AST) -> None:
    node.__class__ = other.__class__  # type: ignore[assignment]
    place = {name: getattr(node, name) for name in ("lineno", "col_offset") if hasattr(node, name)}
    node.__dict__.clear()
    node.__dict__.update(other.__dict__ | place)


def _says_something_to_people(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg in _WORDS_FOR_PEOPLE | _NO_BEHAVIOUR


def _only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
