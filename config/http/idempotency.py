"""How the published document tells of the Idempotency-Key."""

from typing import Any

from config.http.schema_answers import problem_answer
from register.scoping.once import HEADER, REPLAYED

PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": (
        "A text of your choice for this one request, such as a uuid. Sent again with the same key and body, the "
        "request is not carried out again: the first answer comes back. With another body: 422. While the first is "
        "carried out: 409. A machine must send one wherever doing it twice would double something. Kept for 31 days."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": 202},
    "example": "8e03978e-40d5-43dd-bc93-6894a57f9324",
}
HEADER_REPLAYED = {
    "description": "`true` when this is the answer that was given before; nothing was done again.",
    "schema": {"type": "string", "enum": ["true"]},
    "example": "true",
}


def document_keys(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add the header to every operation that changes something for somebody who signed in."""
    components = result["components"]
    components.setdefault("parameters", {})["IdempotencyKey"] = PARAMETER
    components["headers"][REPLAYED] = HEADER_REPLAYED
    components["responses"]["422"] = problem_answer("422", "The Idempotency-Key was used for another request.")
    for methods in result["paths"].values():
        for method, operation in methods.items():
            if method in {"post", "put", "patch", "delete"} and {"machine": []} in operation.get("security", []):
                _tell(operation)
    return result


def _tell(operation: dict[str, Any]) -> None:
    operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IdempotencyKey"})
    responses = operation["responses"]
    for code, answer in responses.items():
        if code.startswith("2"):
            answer.setdefault("headers", {})[REPLAYED] = {"$ref": f"#/components/headers/{REPLAYED}"}
    responses.setdefault("422", {"$ref": "#/components/responses/422"})
    operation["responses"] = dict(sorted(responses.items()))
