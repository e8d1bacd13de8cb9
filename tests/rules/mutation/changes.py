"""Small faults that can be put into a Python module, one at a time: what a careless hand would leave behind."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType

_COMPARE = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_ARITHMETIC = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult}
_SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}
_WORDS_FOR_PEOPLE = frozenset({"nl", "en", "expected", "nearest"})
_NO_BEHAVIOUR = frozenset({"frozen", "slots", "strict"})  # they keep programmers from mistakes, no more


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: in which module, its number there, the line, what it does, and the lines of its statement."""

    file: Path
    number: int
    line: int
    what: str
    lines: frozenset[int]

    def __str__(self) -> str:
        return f"{self.file.stem}.py:{self.line} {self.what}"

    def tree(self) -> ast.Module:
        """The module with the fault in it."""
        tree = ast.parse(self.file.read_text(encoding="utf-8"))
        node, what, _ = list(_sites(tree))[self.number]
        _apply(node, what)
        return ast.fix_missing_locations(tree)

    def replacements(self) -> list[tuple[CodeType, CodeType]]:
        """The code of each function that changes, and what takes its place; none for a fault outside functions."""
        sound = compile(self.file.read_text(encoding="utf-8"), str(self.file), "exec")
        return list(_changed(sound, compile(self.tree(), str(self.file), "exec")))


def faults_in(file: Path) -> list[Fault]:
    """Every fault that can be put into a module, in the order of the source."""
    found = _sites(ast.parse(file.read_text(encoding="utf-8")))
    return [Fault(file, n, _line(node), what, lines) for n, (node, what, lines) in enumerate(found)]


def _line(node: ast.AST) -> int:
    line: int = node.lineno  # type: ignore[attr-defined]
    return line


def _changed(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    if old == new:
        return
    if old.co_flags & CO_OPTIMIZED:  # a function, not the body of a module or a class
        yield old, new
    inside = [[one for one in code.co_consts if isinstance(one, CodeType)] for code in (old, new)]
    if len(inside[0]) == len(inside[1]):
        for one, other in zip(*inside, strict=True):
            yield from _changed(one, other)


def _sites(node: ast.AST, lines: frozenset[int] = frozenset()) -> Iterator[tuple[ast.AST, str, frozenset[int]]]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _says_something_to_people(child):
                continue
            here = _lines_of(child) if isinstance(child, ast.stmt) else lines
            for what in _faults(child):
                yield child, what, here
            yield from _sites(child, here)


def _lines_of(statement: ast.stmt) -> frozenset[int]:
    body = getattr(statement, "body", None)
    end = max(body[0].lineno, statement.lineno + 1) if body else (statement.end_lineno or statement.lineno) + 1
    return frozenset(range(statement.lineno, end))


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
            # A constant would let the compiler leave out the other branch, with the functions in it.
            holds = ast.Constant(value=int(what in ("always the first", "if always")))
            node.test = ast.Call(func=ast.Name(id="bool", ctx=ast.Load()), args=[holds], keywords=[])
        case ast.Constant():
            node.value = (not node.value) if isinstance(node.value, bool) else int(node.value) + 1  # type: ignore[arg-type]
        case ast.Call(func=ast.Name()):
            node.func.id = _SWAPPED[node.func.id]  # type: ignore[attr-defined]
        case _:
            _become(node, ast.Pass())


def _become(node: ast.AST, other: ast.AST) -> None:
    node.__class__ = other.__class__  # type: ignore[assignment]
    place = {name: getattr(node, name) for name in node._attributes if hasattr(node, name)}
    node.__dict__.clear()
    node.__dict__.update(other.__dict__ | place)


def _says_something_to_people(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg in _WORDS_FOR_PEOPLE | _NO_BEHAVIOUR
