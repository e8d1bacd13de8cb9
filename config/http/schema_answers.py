"""What every operation of the published document has in common: headers, problems, words and tags."""

from collections.abc import Iterable
from inspect import getdoc, getmodule
from typing import Any

from django.conf import settings

from config.http.problems import CODES, KINDS
from config.http.schema import tag_of
from config.http.schema_words import explain

EXPLAINED = "https://leerregister.example/problems#"
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
            "type": EXPLAINED + "registration-overlaps",
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
    "412": "Changed since it was read: `If-Match` does not name what is there now.",
    "413": "Too large.",
    "415": "Content type not read.",
    "428": "Say with `If-Match` which version you read.",
    "429": "Too many requests.",
    "500": "Something went wrong on our side.",
    "503": "Not available now; ask again.",
}
MEANT = {"200": "What was asked for.", "201": "Made.", "202": "Taken in; a worker goes on with it."}
# Answers that a method never gives, unless its view says so. One without an account or a row gives fewer still.
UNASKED = {"get": {"409", "412", "413", "415"}, "post": set(), "delete": {"412", "413", "415"}}
OWN = {"428", "429"}  # of those who say so
SIGNED_IN = {"401", "403", "409"}  # 409: while the first request with a key is carried out
HEADERS = {
    "API-Version": ("Full version of the API.", "string", settings.API_VERSION),
    "Request-Id": ("Names this request in the log; give it when you ask for help.", "string", "1f0c5d2e"),
    "ETag": ("Names this version of the answer, for `If-None-Match` and `If-Match`.", "string", '"5d0c2b3e1f"'),
    "Allow": ("The methods that the address has.", "string", "GET, HEAD"),
    "WWW-Authenticate": ("How to sign in.", "string", 'Bearer realm="api"'),
    "Retry-After": ("Ask again after so many seconds.", "integer", 30),
    "RateLimit-Policy": ("What may be asked: `q` requests in `w` seconds.", "string", '"visitor";q=120;w=60'),
    "RateLimit": (
        "What may still be asked: `r` requests in the next `t` seconds.",
        "string",
        '"visitor";r=119;t=60',
    ),
}
ON_EVERY_ANSWER = ("API-Version", "Request-Id")
ON_STATUS = {
    "401": ("WWW-Authenticate",),
    "405": ("Allow",),
    "429": ("Retry-After", "RateLimit-Policy", "RateLimit"),
    "503": ("Retry-After",),
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of the answer that you have: 304 without a body when it is still the same.",
    "schema": {"type": "string"},
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The `ETag` of what you read at the address above this one: 412 when it changed since. "
    "`*` changes it whatever it became.",
    "schema": {"type": "string"},
    "example": "*",
}
NOT_MODIFIED = {"description": "Still the same as what `If-None-Match` names."}


def complete_document(result: dict[str, Any], generator: Any, **_: Any) -> dict[str, Any]:
    """Add to every operation what the middleware and the problem handler add to every answer."""
    _mend(result)
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["headers"] = {name: _header(*said) for name, said in HEADERS.items()}
    components["parameters"] = {"If-None-Match": IF_NONE_MATCH, "If-Match": IF_MATCH}
    components["responses"] = {code: problem_answer(code, text) for code, text in ANSWERS.items()}
    components["responses"]["304"] = NOT_MODIFIED | {"headers": _headers((*ON_EVERY_ANSWER, "ETag"))}
    for methods in result.get("paths", {}).values():
        for method, operation in methods.items():
            _name_shapes(operation, components["schemas"])
            _complete(operation, method)
    result["tags"] = _tags(generator, result)
    return result


def _header(description: str, kind: str, example: Any) -> dict[str, Any]:
    return {"description": description, "required": True, "schema": {"type": kind}, "example": example}


def _headers(names: Iterable[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def problem_answer(status: str, text: str) -> dict[str, Any]:
    """An answer that says what went wrong."""
    code = CODES[int(status)]
    example = {
        "type": EXPLAINED + code,
        "title": KINDS[code][2],
        "status": int(status),
        "detail": "Wat er mis is, en wat u kunt doen.",
        "code": code,
    }
    media = {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {"Problem": {"value": example}}}
    return {
        "description": text,
        "headers": _headers((*ON_EVERY_ANSWER, *ON_STATUS.get(status, ()))),
        "content": {"application/problem+json": media},
    }


def _mend(part: Any) -> None:
    """Take out what the generator adds and nobody can use: its marks of choices, defaults that are refused."""
    if isinstance(part, dict):
        part.pop("x-spec-enum-id", None)
        if part.get("default") == "" and part.get("minLength"):
            del part["default"]
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        _mend(inner)


def _name_shapes(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Shapes written out where they are used, with a title, become components of that name."""
    for body in (operation.get("requestBody", {}), *operation.get("responses", {}).values()):
        for media in body.get("content", {}).values():
            if title := media.get("schema", {}).get("title"):
                schemas[title] = media["schema"]
                media["schema"] = {"$ref": f"#/components/schemas/{title}"}


def _complete(operation: dict[str, Any], method: str) -> None:
    responses = operation.setdefault("responses", {})
    own: set[str] = operation.pop("x-answers", set())
    parameters = operation.get("parameters", ())
    skipped = UNASKED[method] | OWN
    if {"machine": []} not in operation["security"]:
        skipped |= SIGNED_IN
    if not any(one.get("in") == "path" for one in parameters):
        skipped |= {"404"}
    skipped -= own
    tagged = method == "get" and "application/json" in responses.get("200", {}).get("content", {})
    for status, response in responses.items():
        response["description"] = response.get("description") or MEANT[status]
        named = ("ETag",) if tagged and status == "200" else ()
        response.setdefault("headers", {}).update(_headers((*ON_EVERY_ANSWER, *named)))
    if tagged:
        responses["304"] = {"$ref": "#/components/responses/304"}
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/If-None-Match"})
    if "428" in own:
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/If-Match"})
    for code in ANSWERS:
        if code not in skipped:
            responses.setdefault(code, {"$ref": f"#/components/responses/{code}"})
    explain(parameter for parameter in operation.get("parameters", []) if "$ref" not in parameter)
    operation["responses"] = dict(sorted(responses.items()))


def _tags(generator: Any, result: dict[str, Any]) -> list[dict[str, str]]:
    """The subjects, each with what the module of its first view says it is for."""
    used = {tag for methods in result.get("paths", {}).values() for one in methods.values() for tag in one["tags"]}
    said: dict[str, str] = {}
    for path, _, _, callback in generator.endpoints or ():
        said.setdefault(tag_of(path), (getdoc(getmodule(callback.cls)) or "").partition("\n\n")[0])
    return [{"name": tag, "description": " ".join(said[tag].split())} for tag in sorted(used)]
