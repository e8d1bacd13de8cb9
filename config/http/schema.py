"""The published OpenAPI document: version header and problem answers on every operation."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

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


class Schema(AutoSchema):
    """Names operations after their resource and method: `registrations_list`, `cycles_retrieve`."""

    def get_tags(self) -> list[str]:
        return [self.path.strip("/").removeprefix("api/v1/").split("/")[0]]


def document_headers_and_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add to every operation what the middleware and the problem handler add to every answer."""
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


def _complete(operation: dict[str, Any], method: str) -> None:
    responses = operation.setdefault("responses", {})
    for response in responses.values():
        if "$ref" not in response:
            response.setdefault("headers", {})["API-Version"] = {"$ref": "#/components/headers/API-Version"}
    skipped = {"get": {"409", "413", "415"}}.get(method, set())
    for code in ANSWERS:
        if code not in skipped:
            responses.setdefault(code, {"$ref": f"#/components/responses/{code}"})
    operation["responses"] = dict(sorted(responses.items()))
