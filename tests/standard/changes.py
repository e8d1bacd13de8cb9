"""`python -m tests.standard.changes`: does the version say what changed since a release? `--release` writes one."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

from tests.standard.description import Description
from tests.standard.lint import PUBLISHED

RELEASED = PUBLISHED.with_name("api-released.txt")
CHANGELOG = PUBLISHED.with_name("api-changelog.md")
NEVER = "0.0.0"  # the version of the file as long as nothing was released
ALWAYS, SOMETIMES = "always", "sometimes"
MOST = ("maxLength", "maximum", "maxItems", "maxProperties")
LEAST = ("minLength", "minimum", "minItems", "minProperties")

# What is promised: of a thing that has a name, something, as a text.
Promises = dict[tuple[str, str], str]


def promises(document: dict[str, Any]) -> Promises:
    """What users of the API build on."""
    api = Description(document)
    return {(name, what): value for name, what, value in (*_operations(api), *_shapes(api))}


def _operations(api: Description) -> Iterator[tuple[str, str, str]]:
    for operation in api.operations():
        yield str(operation), "is", "there"
        for parameter in map(api.resolved, operation.body.get("parameters", [])):
            name = f"{operation} {parameter['in']} {parameter['name']}"
            yield name, "asked", ALWAYS if parameter.get("required") else SOMETIMES
            yield from _taken(name, parameter.get("schema", {}))
        for kind, media in operation.body.get("requestBody", {}).get("content", {}).items():
            yield f"{operation} takes {kind}", "is", _kind(media.get("schema", {}))
        for status, answer in operation.body.get("responses", {}).items():
            for kind, media in api.resolved(answer).get("content", {}).items():
                if status.startswith("2"):
                    yield f"{operation} {status} {kind}", "is", _kind(media.get("schema", {}))


def _shapes(api: Description) -> Iterator[tuple[str, str, str]]:
    for shape, schema in api.components.get("schemas", {}).items():
        yield from _inside(shape, schema, taken=shape.endswith("Request"))


def _inside(name: str, schema: dict[str, Any], *, taken: bool) -> Iterator[tuple[str, str, str]]:
    yield from _taken(name, schema) if taken else _given(name, schema)
    for field, inner in schema.get("properties", {}).items():
        yield (
            f"{name}.{field}",
            "asked" if taken else "given",
            ALWAYS if field in schema.get("required", ()) else SOMETIMES,
        )
        yield from _inside(f"{name}.{field}", inner, taken=taken)
    if "items" in schema:
        yield from _inside(f"{name}[]", schema["items"], taken=taken)


def _given(name: str, schema: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    yield name, "is", _kind(schema)
    for value in schema.get("enum", ()):
        yield name, f"may be {json.dumps(value)}", "yes"


def _taken(name: str, schema: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    types = schema.get("type", [])
    yield from _given(name, schema | {"type": "any"} if types else schema)
    for one in [types] if isinstance(types, str) else types:
        yield name, f"type {one}", "yes"
    for bound in (*MOST, *LEAST, "pattern"):
        if bound in schema:
            yield name, bound, str(schema[bound])


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    for several in ("oneOf", "anyOf", "allOf"):
        if several in schema:
            return f"{several} {', '.join(sorted(map(_kind, schema[several])))}"
    inner = f"<{_kind(schema['items'])}>" if "items" in schema else ""
    return f"{json.dumps(schema.get('type', 'any'))}{inner} {schema.get('format', '')}".strip()


def _breaks(what: str) -> Callable[[str, str | None], bool]:
    """Whether something that was, and is now otherwise or no more, breaks who built on it."""
    if what == "asked":
        return lambda was, now: was != ALWAYS and now == ALWAYS
    if what in MOST:
        return lambda was, now: now is not None and float(now) < float(was)
    if what in LEAST:
        return lambda was, now: now is not None and float(now) > float(was)
    if what == "pattern":
        return lambda was, now: now not in (None, was)
    if what == "given":
        return lambda was, now: was == ALWAYS and now != ALWAYS
    return lambda was, now: now != was


def breaking(before: Promises, now: Promises) -> list[str]:
    """What was promised and is not kept, or is asked now of who could do without."""
    names = {name for name, _ in before}
    chosen = {name for name, what in before if what.startswith("may be")}
    owners = {_owner(name) for name in names}
    broken = [
        f"{name} {what}: {was} became {now.get((name, what), 'nothing')}"
        for (name, what), was in before.items()
        if _breaks(what)(was, now.get((name, what)))
    ]
    for (name, what), value in now.items():
        if (name, what) in before:
            continue
        narrowed = what in (*MOST, *LEAST, "pattern") or (what.startswith("may be") and name not in chosen)
        needed = what == "asked" and value == ALWAYS and _owner(name) in owners
        if needed or (narrowed and name in names):
            broken.append(f"{name} {what}: {value}")
    return sorted(broken)


def _owner(name: str) -> str:
    """The operation of a parameter, the shape of a field."""
    return " ".join(name.split(" ")[:2]) if " " in name else name.rpartition(".")[0] or name


def written(version: str, promised: Promises) -> str:
    """The text of docs/api-released.txt."""
    lines = sorted(" | ".join((name, what, value)) for (name, what), value in promised.items())
    return "\n".join([f"version {version}", *lines, ""])


def read(released: str) -> tuple[str, Promises]:
    first, *lines = released.splitlines()
    parts = (line.split(" | ", 2) for line in lines)
    return first.removeprefix("version "), {(name, what): value for name, what, value in parts}


def complaints(*, released: str, document: dict[str, Any], changelog: str) -> list[str]:
    """Why the version does not do; empty when it does."""
    was, before = read(released)
    version, now = str(document["info"]["version"]), promises(document)
    found = []
    if not re.search(rf"^## {re.escape(version)}\b", changelog, re.MULTILINE):
        found.append(f"docs/api-changelog.md says nothing of {version}")
    if before == now or was == NEVER:  # the same, or nothing was ever released
        return found
    old, new = ([int(part) for part in one.split(".")] for one in (was, version))
    if new <= old:
        found.append(f"the API changed since {was} and is still {version}")
    leading = 1 if old[0] else 2
    if (lost := breaking(before, now)) and new[:leading] <= old[:leading]:
        found += [f"breaks what {was} promised: {line}" for line in lost]
    return found


def main(words: list[str]) -> int:
    document = json.loads(PUBLISHED.read_text())
    found = complaints(released=RELEASED.read_text(), document=document, changelog=CHANGELOG.read_text())
    print("\n".join(found) or "the version of the API says what changed")
    if found:
        return 1
    if words == ["--release"]:
        RELEASED.write_text(written(document["info"]["version"], promises(document)))
        print(f"{document['info']['version']} is released: from here on its promises are kept")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
