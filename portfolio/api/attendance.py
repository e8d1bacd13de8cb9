"""Attendance lists over HTTP: sent as a file, followed while they are booked, reported row by row."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from accreditation.models import Provider
from portfolio.api.attendance_shapes import (
    LIST_FORMS,
    AttendanceBatchOut,
    AttendanceBatchQuery,
    AttendanceRowOut,
    AttendanceRowQuery,
    CsvParser,
    CsvRenderer,
    file_too_large,
)
from portfolio.models import AttendanceBatch
from portfolio.services.attendance.receiving import receive_attendance_list
from portfolio.services.attendance.reports import report_as_csv, report_row, rows_of
from register.access import Permission
from register.errors import InvalidInput
from register.scoping import ScopedView

# What a form puts around the file: boundaries, names, a header or two.
FORM_ALLOWANCE = 16 * 1024


class AttendanceBatchList(ScopedView):
    """Attendance lists of the actor's providers."""

    permissions = {"GET": Permission.REPORT_ATTENDANCE, "POST": Permission.REPORT_ATTENDANCE}
    asks = {"GET": AttendanceBatchQuery, "POST": AttendanceBatchQuery}
    gives = {"GET": AttendanceBatchOut, "POST": AttendanceBatchOut}
    paginated = True
    parser_classes = [CsvParser, MultiPartParser]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # Before anything reads the body: signing in by session would already look for a token in a form.
        self._refuse_by_length(request)
        super().initial(request, *args, **kwargs)

    def get(self, request: Request) -> Response:
        """The lists sent so far, newest first."""
        self.require_somewhere()
        return self.page(AttendanceBatch.objects.select_related("provider"))

    @extend_schema(
        request=LIST_FORMS,
        responses={
            202: OpenApiResponse(AttendanceBatchOut, "Received; a worker books it."),
            200: OpenApiResponse(AttendanceBatchOut, "The same file was received before; nothing is booked twice."),
        },
    )
    def post(self, request: Request) -> Response:
        """Send a list: columns registration_number, edition, attended_on and, where numbers are not unique, register.

        CSV in UTF-8 (with or without byte order mark) or else Windows-1252, separated by commas, semicolons or tabs;
        days as 2026-11-22 or 22-11-2026. Good rows are booked, the others are reported with a reason.
        """
        self.require_somewhere()
        provider = self._provider()
        file_name, content = self._file()
        batch, new = receive_attendance_list(
            provider=provider, content=content, file_name=file_name, actor=self.actor, now=self.now()
        )
        answer = self.shown(batch, status=202 if new else 200)
        answer["Location"] = answer.data["links"]["self"]
        return answer

    def _refuse_by_length(self, request: Request) -> None:
        if request.method != "POST":
            return
        if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
            raise InvalidInput(
                nl="Stuur de lijst met een kop Content-Length, niet in stukken (chunked).",
                en="Send the list with a Content-Length header, not chunked.",
            )
        length = str(request.headers.get("Content-Length") or "0")
        if length.isdigit() and int(length[:18]) > settings.ATTENDANCE_FILE_MAX_BYTES + FORM_ALLOWANCE:
            raise file_too_large()

    def _provider(self) -> Provider:
        """The provider that is named; when the actor reports for one only, that one."""
        mine = Provider.objects.filter(pk__in=self.actor.organisations_with(Permission.REPORT_ATTENDANCE))
        if "provider__uuid" in self.asked:
            named = mine.filter(uuid=self.asked["provider__uuid"]).first()
            if named is None:
                raise Http404
            return named
        found = list(mine[:2])
        if len(found) != 1:
            self.problem_place = "query"
            raise ValidationError({"provider": ["Name the provider: you report for several."]})
        return found[0]

    def _file(self) -> tuple[str, bytes]:
        data = cast(Mapping[str, Any], self.request.data)
        if "content" in data and isinstance(data["content"], bytes):
            return self._file_name, data["content"]
        if set(data) - {"file"}:
            raise ValidationError({name: ["Unknown field."] for name in set(data) - {"file"}}, code="unknown-field")
        upload = cast(UploadedFile | None, self.request.FILES.get("file"))
        if upload is None:
            if set(data):
                raise ValidationError({"file": ["Send a file, not a text."]})
            return self._file_name, b""
        if (upload.size or 0) > settings.ATTENDANCE_FILE_MAX_BYTES:
            raise file_too_large()
        return self._file_name or (upload.name or "")[:200], upload.read()

    @property
    def _file_name(self) -> str:
        return str(self.asked.get("file_name", ""))


class AttendanceBatchDetail(ScopedView):
    """One attendance list."""

    permissions = {"GET": Permission.REPORT_ATTENDANCE}
    gives = {"GET": AttendanceBatchOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """How far the list is, and how many of its rows were booked, known before or refused."""
        return self.shown(self.get_or_404(AttendanceBatch.objects.select_related("provider"), uuid=uuid))


class AttendanceRowList(ScopedView):
    """The report of a list."""

    permissions = {"GET": Permission.REPORT_ATTENDANCE}
    asks = {"GET": AttendanceRowQuery}
    gives = {"GET": AttendanceRowOut}
    paginated = True
    renderer_classes = [*APIView.renderer_classes, CsvRenderer]

    @extend_schema(
        responses={
            (200, "application/json"): AttendanceRowOut(many=True),
            (200, "text/csv"): OpenApiResponse(str, "The whole report: semicolons for nl, commas for en."),
        },
    )
    def get(self, request: Request, uuid: UUID) -> HttpResponseBase:
        """Each row judged so far, in the order of the file, with its verdict and what to do, in the reader's language.

        With `Accept: text/csv` the whole report as one file; cells that look like formulas have an apostrophe before.
        """
        batch = self.get_or_404(AttendanceBatch.objects.all(), uuid=uuid)
        rows = rows_of(batch, verdict=self.asked.get("verdict"))
        language = (get_language() or "nl")[:2]
        if request.accepted_renderer.format == CsvRenderer.format:
            report = StreamingHttpResponse(report_as_csv(rows, language), content_type="text/csv; charset=utf-8")
            report["Content-Disposition"] = f'attachment; filename="attendance-{batch.uuid}.csv"'
            return report
        self.problem_place = "query"
        paginator = cast(CursorPagination, cast(Any, api_settings.DEFAULT_PAGINATION_CLASS)())
        paginator.ordering = "line"
        page = paginator.paginate_queryset(rows, request, view=self) or []
        words = [report_row(row, language) for row in page]
        return paginator.get_paginated_response(AttendanceRowOut(words, many=True).data)
