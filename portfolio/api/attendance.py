"""Attendance lists over HTTP: sent as a file or as rows, and followed while they are booked."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accreditation.models import AttendanceMandate, GroupContact, Provider
from portfolio.api.attendance_forms import LIST_FORMS, CsvParser, WorkbookParser, file_too_large
from portfolio.api.attendance_shapes import AttendanceBatchOut, AttendanceBatchQuery, AttendanceSending
from portfolio.models import AttendanceBatch
from portfolio.services.attendance.json_rows import rows_in_json
from portfolio.services.attendance.receiving import Manner, receive_attendance_list, receive_rows
from register.access import Permission
from register.clock import today
from register.errors import InvalidInput
from register.scoping import ScopedView
from register.scoping.conditions import require_what_was_read

# What a form puts around the file: boundaries, names, a header or two.
FORM_ALLOWANCE = 16 * 1024


class AttendanceSender(ScopedView):
    """A view that takes attendance: for which provider, and no more of it than is read."""

    permissions = {"POST": Permission.REPORT_ATTENDANCE}
    repeat_is_harmless = True  # a list is known by what is in it
    parser_classes = [*APIView.parser_classes]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # Before anything reads the body: signing in by session would already look for a token in a form.
        self._refuse_by_length(request)
        super().initial(request, *args, **kwargs)

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

    def provider(self) -> Provider:
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

    def mandate(self) -> AttendanceMandate | None:
        """The mandate that is named, which must be of the actor's organisation and hold today."""
        if "mandate__uuid" not in self.asked:
            return None
        own = AttendanceMandate.objects.filter(employer__in=self.actor.organisations_with(Permission.REPORT_ATTENDANCE))
        found = own.held_on(today()).select_related("course__provider").filter(uuid=self.asked["mandate__uuid"]).first()
        if found is None:
            raise Http404
        return found

    def contact(self) -> GroupContact | None:
        """The contact that is named: the actor, of a peer group, today."""
        if "contact__uuid" not in self.asked:
            return None
        own = GroupContact.objects.filter(user=self.actor.user_id).held_on(today())
        found = own.select_related("course__provider").filter(uuid=self.asked["contact__uuid"]).first()
        if found is None:
            raise Http404
        return found

    def sender(self) -> dict[str, Any]:
        """For which provider; under which mandate when it is that of another organisation, or as whose contact."""
        if contact := self.contact():
            return {"provider": contact.course.provider, "contact": contact}
        self.require_somewhere()
        mandate = self.mandate()
        require_what_was_read(self, self.request, needed=False)
        return {"provider": mandate.course.provider if mandate else self.provider(), "mandate": mandate}

    def rows(self) -> list[Any]:
        """The rows of a JSON body, as they came."""
        data = self.request.data
        if not isinstance(data, Mapping) or not isinstance(data.get("rows"), list):
            raise ValidationError({"rows": ["Send an object with a list of rows."]})
        if unknown := set(data) - {"rows"}:
            raise ValidationError({name: ["Unknown field."] for name in unknown}, code="unknown-field")
        rows: list[Any] = data["rows"]
        return rows


class AttendanceBatchList(AttendanceSender):
    """Attendance lists of the actor's providers, and those sent under a mandate or as the contact of a group."""

    permissions = {"GET": None, "POST": Permission.REPORT_ATTENDANCE}
    asks = {"GET": AttendanceBatchQuery, "POST": AttendanceSending}
    gives = {"GET": AttendanceBatchOut, "POST": AttendanceBatchOut}
    paginated = True
    parser_classes = [*APIView.parser_classes, CsvParser, WorkbookParser, MultiPartParser]

    def get(self, request: Request) -> Response:
        """The lists sent so far, newest first: of your providers, under your mandates, as the contact of your group."""
        return self.page(AttendanceBatch.objects.select_related("provider"))

    @extend_schema(
        request=LIST_FORMS,
        responses={
            202: OpenApiResponse(AttendanceBatchOut, "Received; a worker books it."),
            200: OpenApiResponse(AttendanceBatchOut, "The same file was received before; nothing is booked twice."),
        },
    )
    def post(self, request: Request) -> Response:
        """Send a list, as a CSV file, a workbook (XLSX) or rows in JSON; a worker judges and books it.

        Columns: registration_number, attended_on, and edition or course; where they are needed also meeting, module,
        register, association (numbers that are not unique) and arrived_at. A physical course takes an edition, one
        credited per meeting also the meeting when there are several; e-learning and peer groups take the course and
        the day. CSV is UTF-8 or else Windows-1252, separated by commas, semicolons or tabs; days are 2026-11-22 or
        22-11-2026. Of a workbook the only visible sheet with cells is read. Good rows are booked, the others reported.
        """
        about = {**self.sender(), "actor": self.actor, "now": self.now(), "manner": self._manner()}
        if self._is_json:
            rows = rows_in_json(self.rows())
            batch, new = receive_rows(rows=rows, source=AttendanceBatch.Source.JSON, **about)
        else:
            file_name, content = self._file()
            batch, new = receive_attendance_list(content=content, file_name=file_name, **about)
        answer = self.shown(batch, status=202 if new else 200)
        answer["Location"] = answer.data["links"]["self"]
        return answer

    def _manner(self) -> Manner:
        return Manner(
            message=self.asked.get("message", AttendanceBatch.Message.ADD),
            test=self.asked.get("test") == "true",
            all_or_nothing=self.asked.get("all_or_nothing") == "true",
            key=self.asked.get("key", ""),
        )

    @property
    def _is_json(self) -> bool:
        return (self.request.content_type or "").partition(";")[0].strip().lower() == "application/json"

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

    permissions = {"GET": None}
    gives = {"GET": AttendanceBatchOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """How far the list is, and how many of its rows were booked, known before or refused."""
        return self.shown(self.get_or_404(AttendanceBatch.objects.select_related("provider"), uuid=uuid))
