"""Which facts a regulation asks for by name: declarations, reports, conversations with a `kind` and a `code`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class NamedFact:
    """A fact by its kind and code; `by` is with or by whom, empty where the regulation does not ask."""

    kind: str
    code: str
    by: str = ""


def named_facts(document: Mapping[str, Any]) -> frozenset[NamedFact]:
    """Every fact that some selection of the regulation asks for by both `kind` and `code`."""
    return frozenset(_in(document))


def _in(node: Any) -> Iterator[NamedFact]:
    if isinstance(node, list | tuple):
        for part in node:
            yield from _in(part)
    elif isinstance(node, Mapping):
        if "kind" in node and "code" in node:
            for kind, code, by in product(_words(node["kind"]), _words(node["code"]), _words(node.get("by", ""))):
                yield NamedFact(kind, code, by)
        for part in node.values():
            yield from _in(part)


def _words(value: Any) -> list[str]:
    """The words that are meant one by one; a pattern, or a word filled in later, names nothing."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str) and one[:1] != "$"]
