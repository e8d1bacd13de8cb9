"""Whether one selection holds every fact of another, as far as the words of a document show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def covers(outer: Mapping[str, Any], inner: Mapping[str, Any], tree: Mapping[str, frozenset[str]]) -> bool:
    """True when every fact that `inner` selects is selected by `outer` too; False also when that is not certain."""
    whole, part = _with_kind(outer), _with_kind(inner)
    if whole is None or part is None:
        return False
    return all(_holds(name, value, part, tree) for name, value in whole.items())


def _holds(name: str, value: Any, inner: Mapping[str, Any], tree: Mapping[str, frozenset[str]]) -> bool:
    if name not in inner:
        return False
    if name == "category":
        return _expanded(inner[name], tree) <= _expanded(value, tree)
    if name == "kind":
        return set(_listed(inner[name])) <= set(_listed(value))
    return bool(inner[name] == value)


def _with_kind(node: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if "kind" in node:
        return node
    if "any" in node or "all" in node:
        return None  # its branches may name kinds of their own
    return {**node, "kind": "activity"}


def _expanded(value: Any, tree: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*(tree.get(word, frozenset({word})) for word in _listed(value)))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
