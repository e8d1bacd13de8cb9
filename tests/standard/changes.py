"""`python -m tests.standard.changes`: does the version say what changed since a release? `--release` writes one."""

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

from tests.standard.description import Description
from tests.standard.lint import PUBLISHED

RELEASED = PUBLISHED.with_name("api-released.txt")
CHANGELOG = PUBLISHED.with_name("api-changelog.md")
NEEDED, OPTIONAL, ALWAYS, SOMETIMES = " needed", " optional", " always", " sometimes"
EASED = {NEEDED: OPTIONAL, SOMETIMES: ALWAYS}  # breaks nobody


def promises(document: dict[str, Any]) -> set[str]:
    """What users of the API build on, one line each."""
    api = Description(document)
    return {*_operations(api), *_fields(api)}


def _operations(api: Description) -> Iterator[str]:
    for operation in api.operations():
        yield str(operation)
        for parameter in map(api.resolved, operation.body.get("parameters", [])):
            yield f"{operation} {parameter['in']} {parameter['name']}" + (
                NEEDED if parameter.get("required") else OPTIONAL
            )
        for status, answer in operation.body.get("responses", {}).items():
            for kind, media in api.resolved(answer).get("content", {}).items():
                if status.startswith("2"):
                    yield f"{operation} {status} {kind} {_kind(media.get('schema', {}))}"


def _fields(api: Description) -> Iterator[str]:
    for shape, schema in api.components.get("schemas", {}).items():
        strong, weak = (NEEDED, OPTIONAL) if shape.endswith("Request") else (ALWAYS, SOMETIMES)
        for name, field in schema.get("properties", {}).items():
            yield f"{shape}.{name} {_kind(field)}" + (strong if name in schema.get("required", ()) else weak)


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    inner = f"<{_kind(schema['items'])}>" if "items" in schema else ""
    return f"{json.dumps(schema.get('type', 'any'))}{inner} {schema.get('format', '')}".strip()


def breaking(before: set[str], now: set[str]) -> list[str]:
    """What was promised and is not kept, or is asked now of who could do without."""
    eased = {line + after for was, after in EASED.items() for line in _ending(before - now, was)} & now
    broken = {line for line in before - now if not any(line.startswith(one.rpartition(" ")[0] + " ") for one in eased)}
    known = {line.split(".")[0] for line in before} | {" ".join(line.split(" ")[:2]) for line in before}
    asked = {
        line
        for line in now - before - eased
        if line.endswith(NEEDED) and (line.split(".")[0] in known or " ".join(line.split(" ")[:2]) in known)
    }
    return sorted(broken) + sorted(asked)


def _ending(lines: set[str], word: str) -> set[str]:
    return {line.removesuffix(word) for line in lines if line.endswith(word)}


def complaints(*, released: str, document: dict[str, Any], changelog: str) -> list[str]:
    """Why the version does not do; empty when it does."""
    first, *lines = released.splitlines()
    before, now = set(lines), promises(document)
    was, version = first.removeprefix("version "), str(document["info"]["version"])
    found = []
    if not re.search(rf"^## {re.escape(version)}\b", changelog, re.MULTILINE):
        found.append(f"docs/api-changelog.md says nothing of {version}")
    if before == now or was == "0.0.0":  # the same, or nothing was ever released
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
    if words == ["--release"]:
        RELEASED.write_text("\n".join([f"version {document['info']['version']}", *sorted(promises(document)), ""]))
        return 0
    found = complaints(released=RELEASED.read_text(), document=document, changelog=CHANGELOG.read_text())
    print("\n".join(found) or "the version of the API says what changed")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
