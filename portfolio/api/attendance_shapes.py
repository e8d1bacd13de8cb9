"""The forms in which attendance lists come in and go out."""

from typing import IO, Any

import orjson
from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

from portfolio.models import AttendanceBatch
from portfolio.services.attendance.verdicts import Verdict
from register.errors import TooLarge
from register.scoping.inputs import Input, Line

PIECE = 64 * 1024
EXAMPLE = "registration_number,edition,attended_on\n0012345,WOND-26-1,2026-11-12\n0023456,WOND-26-1,12-11-2026\n"
LIST_FORMS = {
    "text/csv": {"type": "string", "description": "The list itself.", "examples": [EXAMPLE]},
    "multipart/form-data": {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary", "description": "The list as a file."}},
    },
}


def file_too_large() -> TooLarge:
    megabytes = settings.ATTENDANCE_FILE_MAX_BYTES / (1024 * 1024)
    return TooLarge(
        nl=f"De lijst is groter dan {megabytes:g} MB; er is niets bewaard. Verdeel haar over meer bestanden.",
        en=f"The list is larger than {megabytes:g} MB; nothing was kept. Split it over several files.",
    )


class CsvParser(BaseParser):
    """Takes the body as it is, up to the largest file that is read and not a piece more."""

    media_type = "text/csv"

    def parse(self, stream: IO[Any], media_type: str | None = None, parser_context: Any = None) -> dict[str, bytes]:
        pieces = bytearray()
        while piece := stream.read(PIECE):
            pieces += piece
            if len(pieces) > settings.ATTENDANCE_FILE_MAX_BYTES:
                raise file_too_large()
        return {"content": bytes(pieces)}


class CsvRenderer(BaseRenderer):
    """Makes `Accept: text/csv` known. The report itself is streamed by the view; what is rendered here is a problem."""

    media_type = "text/csv"
    format = "csv"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return orjson.dumps(data)


class AttendanceBatchQuery(Input):
    """Which lists; on POST, for whom and under what name."""

    provider = serializers.UUIDField(
        required=False, source="provider__uuid", help_text="Needed by those who report for several providers."
    )
    fileName = Line(required=False, source="file_name", max_length=200, help_text="The name of the file.")


class AttendanceRowQuery(Input):
    """Which rows of the report."""

    verdict = serializers.ChoiceField(
        required=False, choices=[(str(verdict), str(verdict)) for verdict in Verdict], help_text="Only these rows."
    )


class RowCounts(serializers.Serializer):
    """Rows of the list: all, judged so far, and what became of those."""

    total = serializers.IntegerField(source="total_lines")
    judged = serializers.IntegerField(source="processed_lines")
    booked = serializers.IntegerField(source="booked_rows")
    known = serializers.IntegerField(source="known_rows", help_text="Good rows that were booked before.")
    refused = serializers.IntegerField(source="refused_rows")


class BatchLinks(serializers.Serializer):
    """Where the list itself and the report of its rows are."""

    self = serializers.URLField()
    rows = serializers.URLField()


class SenderRef(serializers.Serializer):
    """The provider whose list it is."""

    uuid = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField()


class AttendanceBatchOut(serializers.Serializer):
    """One attendance list and how far it is."""

    uuid = serializers.UUIDField()
    provider = SenderRef()
    fileName = serializers.CharField(source="file_name")
    digest = serializers.CharField(help_text="SHA-256 of the file: the same file is booked once.")
    encoding = serializers.ChoiceField(choices=AttendanceBatch.Encoding.choices)
    separator = serializers.CharField(trim_whitespace=False)
    state = serializers.ChoiceField(choices=AttendanceBatch.State.choices)
    counts = RowCounts(source="*")
    receivedAt = serializers.DateTimeField(source="received_at")
    finishedAt = serializers.DateTimeField(source="finished_at", allow_null=True)
    links = serializers.SerializerMethodField()

    @extend_schema_field(BatchLinks)
    def get_links(self, batch: AttendanceBatch) -> dict[str, str]:
        absolute = self.context["request"].build_absolute_uri
        return {
            "self": absolute(reverse("attendance-batch", args=[batch.uuid])),
            "rows": absolute(reverse("attendance-batch-rows", args=[batch.uuid])),
        }


class AttendanceRowOut(serializers.Serializer):
    """One row of the list and what became of it."""

    line = serializers.IntegerField(help_text="Line in the file; the header is line 1.")
    registrationNumber = serializers.CharField()
    register = serializers.CharField(help_text="Code of the register, when the row gives one.")
    edition = serializers.CharField()
    attendedOn = serializers.CharField(help_text="The day; as it was written when that is no date.")
    verdict = serializers.ChoiceField(choices=[(str(verdict), str(verdict)) for verdict in Verdict])
    message = serializers.CharField()
    remedy = serializers.CharField(help_text="What to do; empty when there is nothing to do.")
