"""What became of the rows of attendance lists, and of rows that are only looked at beforehand."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from portfolio.api.attendance import AttendanceSender
from portfolio.api.attendance_forms import ROWS_FORM
from portfolio.api.attendance_shapes import (
    AttendanceCheckOut,
    AttendanceRowOut,
    AttendanceRowQuery,
    AttendanceSending,
)
from portfolio.models import AttendanceBatch
from portfolio.services.attendance.json_rows import rows_in_json
from portfolio.services.attendance.judging import judge_rows
from portfolio.services.attendance.reports import report_as_csv, report_as_lines, report_row, rows_of, told_row
from register.scoping import ScopedView
from register.scoping.renderers import CsvRenderer, LinesRenderer

MOST_CHECKED = 500


def _language() -> str:
    return (get_language() or "nl")[:2]


class AttendanceRowList(ScopedView):
    """The report of a list."""

    permissions = {"GET": None}
    asks = {"GET": AttendanceRowQuery}
    gives = {"GET": AttendanceRowOut}
    paginated = True
    renderer_classes = [*APIView.renderer_classes, CsvRenderer, LinesRenderer]

    @extend_schema(
        responses={
            (200, "application/json"): AttendanceRowOut(many=True),
            (200, "text/csv"): OpenApiResponse(str, "The whole report: semicolons for nl, commas for en."),
            (200, "application/x-ndjson"): OpenApiResponse(str, "The whole report, one JSON object a line."),
        },
    )
    def get(self, request: Request, uuid: UUID) -> HttpResponseBase:
        """Each row judged so far, in the order of the file, with its verdict and what to do, in the reader's language.

        With `Accept: text/csv` or `application/x-ndjson` the whole report as one file that streams. In CSV, cells that
        look like formulas have an apostrophe before.
        """
        batch = self.get_or_404(AttendanceBatch.objects.all(), uuid=uuid)
        rows = rows_of(batch, verdict=self.asked.get("verdict"))
        form = request.accepted_renderer.format
        if form in (CsvRenderer.format, LinesRenderer.format):
            write = report_as_csv if form == CsvRenderer.format else report_as_lines
            report = StreamingHttpResponse(
                write(rows, _language()), content_type=f"{request.accepted_renderer.media_type}; charset=utf-8"
            )
            report["Content-Disposition"] = f'attachment; filename="attendance-{batch.uuid}.{form}"'
            return report
        self.problem_place = "query"
        paginator = cast(CursorPagination, cast(Any, api_settings.DEFAULT_PAGINATION_CLASS)())
        paginator.ordering = "line"
        page = paginator.paginate_queryset(rows, request, view=self) or []
        words = [report_row(row, _language()) for row in page]
        return paginator.get_paginated_response(AttendanceRowOut(words, many=True).data)


class AttendanceCheckList(AttendanceSender):
    """Rows that are looked at before they are sent."""

    asks = {"POST": AttendanceSending}
    gives = {"POST": AttendanceCheckOut}

    @extend_schema(
        request={"application/json": ROWS_FORM},
        responses={200: OpenApiResponse(AttendanceCheckOut, "What each row would be told; nothing was kept.")},
    )
    def post(self, request: Request) -> Response:
        """What each of at most 500 rows would be told if it were sent now; nothing is kept or booked.

        For a whole file send it to attendance-batches with `test=true`.
        """
        sender = self.sender()
        given = self.rows()
        if len(given) > MOST_CHECKED:
            raise ValidationError({"rows": [f"At most {MOST_CHECKED} rows."]}, code="too-many")
        verdicts = judge_rows(
            **sender,
            rows=rows_in_json(given),
            source=AttendanceBatch.Source.JSON,
            message=self.asked.get("message", AttendanceBatch.Message.ADD),
            now=self.now(),
        )
        return self.shown({"results": [told_row(verdict, _language()) for verdict in verdicts]})
