"""The modules of the rules form a ladder: each builds on those below it, also where only types are concerned."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import register.rules

RULES = Path(register.rules.__file__).parent


def imported(module: Path) -> Iterator[str]:
    """The modules of the rules that this one names in an import, wherever the import stands."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "register.rules":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("register.rules."):
            yield str(node.module).removeprefix("register.rules.")


def test_no_module_of_the_rules_needs_one_that_needs_it() -> None:
    needs = {module.stem: set(imported(module)) for module in RULES.glob("*.py")}

    order = tuple(TopologicalSorter(needs).static_order())  # raises CycleError, which names the circle

    assert order.index("scene") < order.index("compiler") < order.index("evaluate") < order.index("regulation")
