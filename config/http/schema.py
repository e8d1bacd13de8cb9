"""The published OpenAPI document: version header and problem answers on every operation."""

from inspect import getdoc
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample

from config.http.pagination import CursorPagination
from register.scoping.inputs import Input

PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem. `code` is stable; `errors` names every field that is wrong.",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["in", "location", "code", "detail"],
                "properties": {
                    "in": {"type": "string", "enum": ["body", "query", "path", "header"]},
                    "location": {"type": "string"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
    "examples": [
        {
            "type": "urn:leerregister:problem:registration-overlaps",
            "title": "Dit botst met wat er al is",
            "status": 409,
            "detail": "Deze persoon staat in deze periode al in dit register (nummer 4711).",
            "code": "registration-overlaps",
        }
    ],
}
ANSWERS = {
    "400": "The request is not valid.",
    "401": "Not signed in.",
    "403": "Seen, but not allowed.",
    "404": "No such resource, or not yours to see.",
    "405": "The address does not do that.",
    "406": "The form of answer asked for is not available.",
    "409": "Clashes with what is there.",
    "413": "Too large.",
    "415": "Content type not read.",
    "429": "Too many requests.",
    "500": "Something went wrong on our side.",
}
VERSION_HEADER = {
    "description": "Full version of the API.",
    "schema": {"type": "string"},
    "example": "0.1.0",
}

LOCATION_HEADER = {"description": "Address of what was made.", "schema": {"type": "string", "format": "uri"}}


class Schema(AutoSchema):
    """Reads what a view says about itself: `asks`, `takes`, `gives` and the first sentence of each method."""

    def get_tags(self) -> list[str]:
        return [self.path.strip("/").removeprefix("api/v1").strip("/").split("/")[0] or "index"]

    def get_summary(self) -> str:
        return self._sentences()[0]

    def get_description(self) -> str:  # type: ignore[override]
        return self._sentences()[1]

    def _sentences(self) -> tuple[str, str]:
        method = getattr(self.view, self.method.lower())
        first, _, rest = (getdoc(method) or getdoc(type(self.view)) or "").partition("\n\n")
        return " ".join(first.split()), rest

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        return type(serializer).__name__.removesuffix("Out").removesuffix("In")

    def _map_serializer(self, serializer: Any, direction: Any, bypass_extensions: bool = False) -> dict[str, Any]:
        schema: dict[str, Any] = super()._map_serializer(serializer, direction, bypass_extensions)  # type: ignore[no-untyped-call]
        if isinstance(serializer, Input):
            schema["additionalProperties"] = False  # as it is read: what is unknown is refused
        return schema

    def get_override_parameters(self) -> list[Any]:
        asked = getattr(self.view, "asks", {}).get(self.method)
        return [asked] if asked else []

    def get_request_serializer(self) -> Any:
        return getattr(self.view, "takes", {}).get(self.method)

    def get_response_serializers(self) -> Any:
        given = getattr(self.view, "gives", {}).get(self.method)
        if given is None:
            return super().get_response_serializers()
        if self.method == "POST":
            return {201: given}
        return given(many=True) if getattr(self.view, "paginated", False) else given

    def get_examples(self) -> list[OpenApiExample]:
        taken = getattr(self.view, "takes", {}).get(self.method)
        given = getattr(self.view, "gives", {}).get(self.method)
        examples = []
        if taken and (example := getattr(taken, "example", None)) is not None:
            examples.append(OpenApiExample("request", example, request_only=True))
        if given and (example := getattr(given, "example", None)) is not None:
            examples.append(OpenApiExample("answer", example, response_only=True))
        return examples

    def _get_paginator(self) -> Any:
        return CursorPagination() if getattr(self.view, "paginated", False) else None

    def _get_response_headers_for_code(self, status_code: str, direction: str = "response") -> dict[str, Any]:
        headers: dict[str, Any] = super()._get_response_headers_for_code(status_code, direction)
        if status_code == "201":
            headers["Location"] = LOCATION_HEADER
        return headers


class NamedRow(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """Rows travel as their uuid or code."""

    target_class = "register.scoping.inputs.Named"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        return {"type": "string", "format": "uuid"} if self.target.by == "uuid" else {"type": "string"}


class AmountAsText(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """Quantities travel as texts, so that no reader makes a binary fraction of them."""

    target_class = "register.scoping.inputs.Amount"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        pattern = r"^\d+(\.\d{1,3})?$" if direction == "request" else r"^-?\d+(\.\d+)?$"
        return {"type": "string", "format": "decimal", "pattern": pattern, "examples": ["12.5"]}


class PropertySet(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """Named values under the names of the regulation, which are data and keep their own form."""

    target_class = "register.scoping.inputs.Properties"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": True}


def document_headers_and_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add to every operation what the middleware and the problem handler add to every answer."""
    _without_marks(result)
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["headers"] = {"API-Version": VERSION_HEADER}
    components["responses"] = {
        code: {
            "description": text,
            "headers": {"API-Version": {"$ref": "#/components/headers/API-Version"}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for code, text in ANSWERS.items()
    }
    for operations in result.get("paths", {}).values():
        for method, operation in operations.items():
            if method in {"get", "post", "put", "patch", "delete"}:
                _complete(operation, method)
    return result


def _without_marks(part: Any) -> None:
    """The generator marks lists of choices, to give them names; ours stay where they are used."""
    if isinstance(part, dict):
        part.pop("x-spec-enum-id", None)
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        _without_marks(inner)


def _complete(operation: dict[str, Any], method: str) -> None:
    responses = operation.setdefault("responses", {})
    for response in responses.values():
        if "$ref" not in response:
            response.setdefault("headers", {})["API-Version"] = {"$ref": "#/components/headers/API-Version"}
    skipped = {"get": {"413", "415"}}.get(method, set())
    for code in ANSWERS:
        if code not in skipped:
            responses.setdefault(code, {"$ref": f"#/components/responses/{code}"})
    operation["responses"] = dict(sorted(responses.items()))
