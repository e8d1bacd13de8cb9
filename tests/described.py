"""Every answer that a test gets from the API is held against its description in docs/openapi.json."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest, HttpResponse
from django.test.client import ClientHandler

DOCUMENT = Path(__file__).parents[1] / "docs" / "openapi.json"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@cache
def description() -> dict[str, Any]:
    return json.loads(DOCUMENT.read_text())


@cache
def _known() -> jsonschema_rs.Registry:
    return jsonschema_rs.Registry([("urn:api", {"components": description()["components"]})])


@cache
def _validator(schema: str) -> Any:
    text = schema.replace('"#/components/', '"urn:api#/components/')
    return jsonschema_rs.Draft202012Validator(json.loads(text), registry=_known(), validate_formats=True)


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    """What a reference in the description leads to, or the part itself."""
    if "$ref" not in part:
        return part
    found: Any = description()
    for name in part["$ref"].removeprefix("#/").split("/"):
        found = found[name]
    return found


def address_of(route: str) -> str:
    """The address as the description writes it."""
    return PARAMETER.sub(r"{\1}", route).removeprefix("api/v1")


def departures(request: HttpRequest, response: HttpResponse) -> list[str]:
    """Where an answer differs from its description; nothing about what is not described at all."""
    match = request.resolver_match
    methods = description()["paths"].get(address_of(match.route)) if match else None
    if methods is None:
        return []
    method, status = str(request.method).lower().replace("head", "get"), str(response.status_code)
    operation = methods.get(method) or next(iter(methods.values()))
    if method not in methods and status != "405":
        return [f"{status} to a method that is not described"] if status != "404" else []
    if status not in operation["responses"]:
        return [f"{status} is not described"]
    described = resolved(operation["responses"][status])
    page = response.get("Content-Type", "").startswith("text/html")
    return [*_of_headers(described, response), *(() if page else _of_body(described, request, response))]


def _of_headers(described: dict[str, Any], response: HttpResponse) -> list[str]:
    found = []
    for name, header in described.get("headers", {}).items():
        header = resolved(header)
        if name in response:
            whole = header["schema"].get("type") == "integer"
            value = int(response[name]) if whole and response[name].isdecimal() else response[name]
            errors = _validator(json.dumps(header["schema"])).iter_errors(value)
            found += [f"{name}: {error.message}" for error in errors]
        elif header.get("required"):
            found.append(f"no {name}")
    return found


def _of_body(described: dict[str, Any], request: HttpRequest, response: HttpResponse) -> list[str]:
    if response.streaming or request.method == "HEAD":
        return []
    content = described.get("content")
    if not content:
        return ["a body where none is described"] if response.content else []
    kind = response["Content-Type"].partition(";")[0]
    if kind not in content:
        return [f"{kind} is not described"]
    if not kind.endswith("json"):
        return []
    errors = _validator(json.dumps(content[kind]["schema"])).iter_errors(orjson.loads(response.content))
    return [f"{error.instance_path}: {error.message}"[:300] for error in errors]


def get_response_as_described(handler: ClientHandler, request: HttpRequest) -> HttpResponse:
    """In the place of the handler of test clients: an answer that is not as described fails the test that asked."""
    response = BaseHandler.get_response(handler, request)
    found = departures(request, response)
    assert not found, f"{request.method} {request.path} {response.status_code}: {found}"
    return response
