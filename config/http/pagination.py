"""Pages by cursor: bounded, without totals, stable while rows are added."""

from typing import Any

from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import Cursor
from rest_framework.pagination import CursorPagination as RestCursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from register.scoping.wording import say


class CursorPagination(RestCursorPagination):
    """`pageSize` from 1 to 100, `cursor` from the `next` or `previous` address of an earlier page."""

    page_size = 50
    max_page_size = 100
    page_size_query_param = "pageSize"
    page_size_query_description = "Rows on a page: from 1 to 100; 50 when absent."
    cursor_query_description = "From `next` or `previous` of an earlier page."
    ordering = "-id"

    def get_page_size(self, request: Request) -> int:
        text = request.query_params.get("pageSize")
        if text is None:
            return self.page_size
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= self.max_page_size and len(text) < 9):
            most = self.max_page_size
            message = say(f"Geef een geheel getal van 1 tot {most}.", f"Give a whole number from 1 to {most}.")
            raise ValidationError({"pageSize": [message]})
        return int(text)

    def decode_cursor(self, request: Request) -> Cursor | None:
        try:
            cursor: Cursor | None = super().decode_cursor(request)
        except NotFound:
            raise self._unknown_cursor() from None
        # Rows are in order of a whole number; anything else was not given out here.
        position = str(cursor.position) if cursor and cursor.position is not None else None
        if position is not None and not (position.isascii() and position.isdigit() and len(position) < 19):
            raise self._unknown_cursor()
        return cursor

    def _unknown_cursor(self) -> ValidationError:
        message = say(
            "Gebruik `next` of `previous` van een eerdere bladzijde.", "Use `next` or `previous` of an earlier page."
        )
        return ValidationError({"cursor": [message]})

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        return super().paginate_queryset(queryset, request, view) or []

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.get_next_link(), "previous": self.get_previous_link(), "results": data})

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": self.max_page_size, "default": self.page_size}
        return [
            _parameter(self.cursor_query_param, {"type": "string"}, self.cursor_query_description),
            _parameter("pageSize", size, self.page_size_query_description),
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri", "example": None}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
