"""The published JSON Schemas as tables for people: every key, what belongs there, and what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def schema_tables(schema: Mapping[str, Any]) -> list[str]:
    """Lines of Markdown: a heading and a table for the document itself and for each of its parts."""
    lines: list[str] = []
    parts = [("the document", schema), *_named(schema)]
    for name, node in parts:
        rows = list(_rows(node))
        if rows:
            note = node.get("description", "") if name != "the document" else ""
            lines += ["", f"**{name}**" + (f": {note}" if note else "")]
            lines += ["", "| key | belongs there |", "|---|---|"]
            lines += [f"| `{key}`{'' if needed else ' (optional)'} | {text} |" for key, needed, text in rows]
            others = list(dict.fromkeys(_others(node)))
            lines += ["", f"Or instead of such a block: {', or '.join(others)}."] if others else []
        elif name != "the document":
            lines += ["", f"**{name}**: {_says(node, top=True)}"]
    return lines


def _named(schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield from schema.get("$defs", {}).items()


def _rows(node: Mapping[str, Any]) -> Iterator[tuple[str, bool, str]]:
    """The keys of every form that the part can take, each once."""
    seen: set[str] = set()
    forms = list(_forms(node))
    for form in forms:
        for key, value in form.get("properties", {}).items():
            if key not in seen:
                seen.add(key)
                needed = all(key in other.get("required", ()) for other in forms)
                yield key, needed, _says(value)


def _forms(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "if" in node:
        yield from _forms(node.get("then", {}))
        yield from _forms(node.get("else", {}))
    elif "properties" in node:
        yield node


def _others(node: Mapping[str, Any]) -> Iterator[str]:
    """The forms of a part that are no block of keys."""
    if "if" in node:
        yield from _others(node.get("then", {}))
        yield from _others(node.get("else", {}))
    elif "properties" not in node and _kind(node):
        yield _kind(node)


def _says(node: Mapping[str, Any], *, top: bool = False) -> str:
    """What belongs in one place, in a few words."""
    note = f". {node['description']}" if "description" in node and not top else ""
    return _kind(node) + note


def _kind(node: Mapping[str, Any]) -> str:
    if "$ref" in node:
        return f"{node['$ref'].rsplit('/', 1)[-1].replace('_', ' ')}"
    if "enum" in node:
        return " · ".join(f"`{word}`" for word in node["enum"])
    if "const" in node:
        return f"`{node['const']}`"
    if "if" in node or "anyOf" in node:
        forms = node.get("anyOf") or [node.get("then", {}), node.get("else", {})]
        return ", or ".join(dict.fromkeys(text for text in map(_kind, forms) if text))
    kind = node.get("type")
    if isinstance(kind, list):
        return " or ".join("nothing" if one == "null" else one for one in kind)
    if kind == "array":
        return f"a list of: {_kind(node.get('items', {}))}"
    if kind == "object":
        keys = ", ".join(f"`{key}`" for key in node.get("properties", {}))
        inner = node.get("additionalProperties")
        return (
            f"a block of {keys}"
            if keys
            else f"names, each with: {_kind(inner)}"
            if isinstance(inner, Mapping)
            else "a block"
        )
    words = {"string": "a text", "number": "a number", "integer": "a whole number", "boolean": "`true` or `false`"}
    text = words.get(str(kind), "")
    return (
        f"a text like `{node['pattern']}`" if "pattern" in node else "a day" if node.get("format") == "date" else text
    )
