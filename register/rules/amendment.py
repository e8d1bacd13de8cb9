"""A small document laid over another: what it names is replaced, the rest of the older document stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from register.rules.problems import Path
from register.rules.yaml_source import Source

_BY_NAME = frozenset({"attributes", "categories", "windows"})


def amended(base: Mapping[str, Any], change: Source) -> Source:
    """The whole document that follows from a base and its amendment, with the lines of the amendment.

    A key that the amendment gives replaces that part whole, and `null` takes it away. Lists of items with a code are
    changed item by item and key by key; `dropped: true` takes an item away. Attributes, categories and windows are
    changed name by name. What comes from the base has the line of `amends`.
    """
    return _Layers(change).whole(base)


class _Layers:
    """One amendment being laid over its base."""

    def __init__(self, change: Source) -> None:
        self.change = change
        self.result = Source(lines={(): change.line(("amends",))})

    def whole(self, base: Mapping[str, Any]) -> Source:
        own = {key: node for key, node in self.change.value.items() if key != "amends"}
        document: dict[str, Any] = {key: node for key, node in base.items() if key not in own}
        for key, node in own.items():
            if node is None:
                continue
            if key in _BY_NAME and isinstance(node, Mapping) and isinstance(base.get(key), Mapping):
                document[key] = self._by_name(base[key], node, (key,))
            else:
                document[key] = self._part(base.get(key), node, (key,), (key,))
        self.result.value = document
        return self.result

    def _by_name(self, base: Mapping[str, Any], node: Mapping[str, Any], path: Path) -> dict[str, Any]:
        for name in node:
            self._lines((*path, name), (*path, name))
        merged = {name: one for name, one in base.items() if name not in node}
        return merged | {name: one for name, one in node.items() if one is not None}

    def _part(self, base: Any, node: Any, source: Path, target: Path) -> Any:
        if _has_codes(base) and _has_codes(node):
            return self._by_code(base, node, source, target)
        self._lines(source, target)
        return node

    def _by_code(self, base: list[Any], nodes: list[Any], source: Path, target: Path) -> list[Any]:
        named = {node["code"]: (n, node) for n, node in enumerate(nodes)}
        items: list[tuple[Any, int | None]] = []
        for item in base:
            found = named.pop(item["code"], None)
            if found is None or found[1].get("dropped") is not True:
                items.append((item, found[0] if found else None))
        items += [({}, n) for n, _ in named.values()]
        merged: list[Any] = []
        for item, n in items:
            here = (*target, len(merged))
            merged.append(item if n is None else self._item(item, nodes[n], (*source, n), here))
        return merged

    def _item(self, item: Mapping[str, Any], node: Mapping[str, Any], source: Path, target: Path) -> dict[str, Any]:
        self._place(source, target)
        merged = {key: one for key, one in item.items() if key not in node}
        for key, one in node.items():
            if one is not None:
                merged[key] = self._part(item.get(key), one, (*source, key), (*target, key))
        return merged

    def _lines(self, source: Path, target: Path) -> None:
        """The lines of a part of the amendment, at its place in the whole document."""
        size = len(source)
        for known, lines in ((self.change.lines, self.result.lines), (self.change.keys, self.result.keys)):
            for path, line in known.items():
                if path[:size] == source:
                    lines[(*target, *path[size:])] = line

    def _place(self, source: Path, target: Path) -> None:
        self.result.lines[target] = self.change.line(source)


def _has_codes(node: Any) -> bool:
    return isinstance(node, list) and all(
        isinstance(item, Mapping) and isinstance(item.get("code"), str) for item in node
    )
