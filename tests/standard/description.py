"""The published description, walked: operations, answers, parameters and properties, with where each stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@dataclass(frozen=True)
class Operation:
    path: str
    method: str
    body: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"


class Description:
    """An OpenAPI document. References are followed; what leads nowhere is an empty object."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.info: dict[str, Any] = document.get("info", {})
        self.paths: dict[str, Any] = document.get("paths", {})
        self.components: dict[str, Any] = document.get("components", {})
        self.servers = [str(server.get("url", "")) for server in document.get("servers", [])]

    def resolved(self, part: dict[str, Any]) -> dict[str, Any]:
        while isinstance(part, dict) and "$ref" in part:
            part = self.at(part["$ref"])
        return part

    def at(self, reference: str) -> dict[str, Any]:
        found: Any = self.document
        for key in reference.removeprefix("#/").split("/"):
            found = found.get(key, {}) if isinstance(found, dict) else {}
        return found if isinstance(found, dict) else {}

    def operations(self) -> Iterator[Operation]:
        for path, methods in self.paths.items():
            for method in METHODS:
                if method in methods:
                    yield Operation(path, method, methods[method])

    def parameters(self) -> Iterator[tuple[Operation, dict[str, Any]]]:
        for operation in self.operations():
            for parameter in operation.body.get("parameters", []):
                yield operation, self.resolved(parameter)

    def answers(self) -> Iterator[tuple[Operation, str, dict[str, Any]]]:
        for operation in self.operations():
            for status, answer in operation.body.get("responses", {}).items():
                yield operation, status, self.resolved(answer)

    def media(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Every body that is sent or given: where, its content type, and what is said of it."""
        for operation in self.operations():
            for kind, media in self.resolved(operation.body.get("requestBody", {})).get("content", {}).items():
                yield f"{operation} body", kind, media
        for operation, status, answer in self.answers():
            for kind, media in answer.get("content", {}).items():
                yield f"{operation} {status}", kind, media

    def properties(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Every named field of every shape, however deep: where, its name, and its schema."""
        yield from _properties(self.components.get("schemas", {}), "schemas")
        yield from _properties(self.paths, "paths")

    def references(self) -> Iterator[str]:
        yield from _references(self.document)


def _properties(part: Any, where: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    if isinstance(part, list):
        for one in part:
            yield from _properties(one, where)
    elif isinstance(part, dict):
        for key, inner in part.items():
            if key in ("example", "examples"):
                continue
            if key == "properties" and isinstance(inner, dict):
                for name, schema in inner.items():
                    yield where, name, schema
            yield from _properties(inner, f"{where}/{key}" if where.count("/") < 3 else where)


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(reference := part.get("$ref"), str):
            yield reference
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from _references(one)
