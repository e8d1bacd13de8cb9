"""The published OpenAPI document, read from what each view says about itself."""

from inspect import getdoc
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample

from config.http.pagination import CursorPagination
from register.scoping.inputs import Input

ANY_GOOD = ["200", "201", "202"]
LOCATION_HEADER = {"description": "Address of what was made.", "schema": {"type": "string", "format": "uri"}}


def tag_of(path: str) -> str:
    """The subject of an address: the first collection in it."""
    return path.strip("/").removeprefix("api/v1").strip("/").split("/")[0] or "index"


class Schema(AutoSchema):
    """Reads what a view says about itself: `asks`, `takes`, `gives` and the first sentence of each method."""

    def get_tags(self) -> list[str]:
        return [tag_of(self.path)]

    def get_summary(self) -> str:
        return self._sentences()[0]

    def get_description(self) -> str:  # type: ignore[override]
        _, more = self._sentences()
        return "\n\n".join(part for part in (more, self._need()) if part)

    def _need(self) -> str:
        """Who may do this, as the view says it."""
        needed = getattr(self.view, "permissions", {}).get(self.method)
        if not getattr(self.view, "authentication_classes", ()):
            return "Needs no account."
        return f"Needs the permission `{needed.value}`." if needed else "Needs an account."

    def get_extensions(self) -> dict[str, Any]:
        """What the whole document says about this operation, for `complete_document`, which takes it out again."""
        replaces = getattr(self.view, "replaces", False) and self.method == "POST"
        counted = self.method in getattr(self.view, "counted", ()) or any(getattr(self.view, "throttle_classes", ()))
        own = getattr(self.view, "answers", {}).get(self.method, ())
        return {"x-answers": {*(("428",) if replaces else ()), *(("429",) if counted else ()), *map(str, own)}}

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
        if self.method == "DELETE":
            return {204: None}
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
            examples.append(OpenApiExample("answer", example, response_only=True, status_codes=ANY_GOOD))
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


class TimeOfDay(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """Hours and minutes on the clock of a place, whichever that is."""

    target_class = "rest_framework.serializers.TimeField"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        return {"type": "string", "format": "time-local", "pattern": r"^\d{2}:\d{2}$", "examples": ["21:00"]}


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
