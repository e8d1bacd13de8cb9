"""Pages by cursor: bounded, without totals, stable while rows are added."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination as RestCursorPagination
from rest_framework.request import Request
from rest_framework.response import Response


class CursorPagination(RestCursorPagination):
    """`pageSize` from 1 to 100, `cursor` from the `next` or `previous` address of an earlier page."""

    page_size = 50
    max_page_size = 100
    page_size_query_param = "pageSize"
    ordering = "-id"

    def get_page_size(self, request: Request) -> int:
        text = request.query_params.get("pageSize")
        if text is None:
            return self.page_size
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= self.max_page_size and len(text) < 9):
            raise ValidationError({"pageSize": [f"Give a whole number from 1 to {self.max_page_size}."]})
        return int(text)

    def paginate_queryset(self, queryset: QuerySet[Any], request: Request, view: Any = None) -> list[Any]:
        return super().paginate_queryset(queryset, request, view) or []

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.get_next_link(), "previous": self.get_previous_link(), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }
