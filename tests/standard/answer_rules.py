"""Rules about answers: which are described, how errors look, and what a header says."""

from collections.abc import Iterator
from typing import Any

from tests.standard.description import Description, Operation

PROBLEM = "application/problem+json"
ALWAYS = ("405", "406", "500")
SIGNED_IN = ("401", "403")
WITH_A_BODY = ("413", "415")


def _open(api: Description, operation: Operation) -> bool:
    """Whether nobody has to sign in."""
    return {} in operation.body.get("security", api.document.get("security", []))


def every_error_is_foreseen(api: Description) -> Iterator[str]:
    """/core/http-response-code"""
    for operation in api.operations():
        told = set(operation.body.get("responses", {}))
        asked = {*ALWAYS, *(() if _open(api, operation) else SIGNED_IN), *(("404",) if "{" in operation.path else ())}
        if "requestBody" in operation.body:
            asked |= set(WITH_A_BODY)
        if missing := asked - told:
            yield f"{operation}: {', '.join(sorted(missing))} not described"
        if not any(status.startswith(("2", "3")) for status in told):
            yield f"{operation}: no answer when it goes well"


def errors_are_problems(api: Description) -> Iterator[str]:
    """/core/error-handling/problem-details"""
    for operation, status, answer in api.answers():
        if not status.startswith(("4", "5", "default")):
            continue
        content = answer.get("content", {})
        if set(content) != {PROBLEM}:
            yield f"{operation} {status}: {sorted(content) or 'nothing'} instead of {PROBLEM}"
            continue
        schema = api.resolved(content[PROBLEM].get("schema", {}))
        for member in ("status", "title", "detail"):
            if member not in schema.get("properties", {}) or member not in schema.get("required", ()):
                yield f"{operation} {status}: `{member}` is not always there"


def wrong_input_is_400(api: Description) -> Iterator[str]:
    """/core/error-handling/invalid-input"""
    for operation in api.operations():
        told = operation.body.get("responses", {})
        if "400" not in told and (operation.method != "get" or operation.body.get("parameters")):
            yield f"{operation}: 400 not described"
        keyed = any(api.resolved(one).get("name") == "Idempotency-Key" for one in operation.body.get("parameters", []))
        if "422" in told and not keyed:  # a key that was used for another request is no wrong input
            yield f"{operation}: wrong input is 400, not 422"


def problems_list_every_error(api: Description) -> Iterator[str]:
    """/core/error-handling/all-errors"""
    for operation, status, answer in api.answers():
        if status == "400":
            problem = api.resolved(answer.get("content", {}).get(PROBLEM, {}).get("schema", {}))
            entry = problem.get("properties", {}).get("errors", {}).get("items", {})
            if not {"in", "location", "code", "detail"} <= set(entry.get("properties", {})):
                yield f"{operation}: the problem has no list of errors"


def version_on_every_answer(api: Description) -> Iterator[str]:
    """/core/version-header"""
    for operation, status, answer in api.answers():
        if "API-Version" not in answer.get("headers", {}):
            yield f"{operation} {status}: no API-Version"


def headers_that_belong(api: Description) -> Iterator[str]:
    """RFC 9110 and RFC 6585: Allow with 405, WWW-Authenticate with 401, Retry-After with 429, Location with 201"""
    belongs = {"401": "WWW-Authenticate", "405": "Allow", "429": "Retry-After", "201": "Location"}
    for operation, status, answer in api.answers():
        header = belongs.get(status)
        if header and header not in answer.get("headers", {}):
            yield f"{operation} {status}: no {header}"


def somebody_is_let_in(api: Description) -> Iterator[str]:
    """/core/stateless: each request proves by itself who asks, and says how"""
    schemes: dict[str, Any] = api.components.get("securitySchemes", {})
    if not schemes:
        yield "no security scheme"
    for operation in api.operations():
        ways = operation.body.get("security", api.document.get("security"))
        if not ways:
            yield f"{operation}: does not say who may ask"
        for name in {name for way in ways or () for name in way} - set(schemes):
            yield f"{operation}: `{name}` is no security scheme"


RULES = (
    every_error_is_foreseen,
    errors_are_problems,
    wrong_input_is_400,
    problems_list_every_error,
    version_on_every_answer,
    headers_that_belong,
    somebody_is_let_in,
)
