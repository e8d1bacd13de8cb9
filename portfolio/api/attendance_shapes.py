"""What attendance lists, their reports and changes that came too late look like on the wire."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.models import AttendanceBatch, AttendanceChange
from portfolio.services.attendance.verdicts import Verdict
from register.scoping.inputs import Code, Flag, Input, Line
from register.scoping.wording import say

VERDICT = [(str(verdict), str(verdict)) for verdict in Verdict]
BATCH = "6a51e2d8-9c0b-4f6a-9a51-7d2e8b4c6f10"
YES_OR_NO = [("true", "true"), ("false", "false")]


class AttendanceBatchQuery(Input):
    """Which lists."""

    provider = serializers.UUIDField(
        required=False, source="provider__uuid", help_text="Needed by those who report for several providers."
    )
    fileName = Line(required=False, source="file_name", max_length=200, help_text="The name of the file.")


class AttendanceSending(Input):
    """For whom a list is, under what name, and what is to be done with it."""

    provider = serializers.UUIDField(
        required=False, source="provider__uuid", help_text="Needed by those who report for several providers."
    )
    mandate = serializers.UUIDField(
        required=False,
        source="mandate__uuid",
        help_text="Of your organisation, to report for the provider of a course you bought.",
    )
    contact = serializers.UUIDField(
        required=False,
        source="contact__uuid",
        help_text="That you are the contact of a peer group, to report for that group; no role is needed.",
    )
    fileName = Line(required=False, source="file_name", max_length=200, help_text="The name of the file.")
    message = serializers.ChoiceField(
        required=False,
        choices=AttendanceBatch.Message.choices,
        help_text="ADD: these were there as well. REPLACE: these and nobody else, for the editions, meetings, modules "
        "and days that are named; those with a refused row keep everybody. WITHDRAW: these were not there.",
    )
    test = serializers.ChoiceField(
        required=False, choices=YES_OR_NO, help_text="Check and report everything, book nothing."
    )
    allOrNothing = serializers.ChoiceField(
        required=False, source="all_or_nothing", choices=YES_OR_NO, help_text="Book nothing unless every row is good."
    )
    key = Code(
        required=False,
        max_length=120,
        help_text="Your own name for this message, used once: sent again it is answered by the first report.",
    )

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if "contact__uuid" in values and {"mandate__uuid", "provider__uuid"} & set(values):
            text = say("Laat `provider` en `mandate` weg.", "Leave out `provider` and `mandate`.")
            return {"contact": ErrorDetail(text, code="not-together")}
        return {}


class AttendanceRowQuery(Input):
    """Which rows of the report."""

    verdict = serializers.ChoiceField(required=False, choices=VERDICT, help_text="Only these rows.")


class RowCounts(serializers.Serializer):
    """Rows of the list: all, judged so far, and what became of those."""

    total = serializers.IntegerField(source="total_lines")
    judged = serializers.IntegerField(source="processed_lines")
    booked = serializers.IntegerField(source="booked_rows")
    known = serializers.IntegerField(source="known_rows", help_text="Good rows that were booked before.")
    noted = serializers.IntegerField(
        source="noted_rows",
        help_text="Taken without a booking: noted, taken back, tested, held back or put before the office.",
    )
    refused = serializers.IntegerField(source="refused_rows")
    removed = serializers.IntegerField(
        source="removed_entries", help_text="Not in the list: taken off those that it replaced."
    )


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

    example: ClassVar[dict[str, Any]] = {
        "uuid": BATCH,
        "provider": {
            "uuid": "0b7c1a52-4d3c-4a0e-9b55-0c1f2e3d4a5b",
            "code": "wondacademie",
            "name": "Wondacademie Utrecht",
        },
        "fileName": "november.csv",
        "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "source": "CSV",
        "encoding": "utf-8",
        "separator": ";",
        "message": "ADD",
        "test": False,
        "allOrNothing": False,
        "key": "",
        "state": "DONE",
        "counts": {"total": 40, "judged": 40, "booked": 38, "known": 1, "noted": 0, "refused": 1, "removed": 0},
        "receivedAt": "2026-11-13T09:00:00Z",
        "finishedAt": "2026-11-13T09:00:04Z",
        "links": {
            "self": f"https://leerregister.example/api/v1/attendance-batches/{BATCH}",
            "rows": f"https://leerregister.example/api/v1/attendance-batches/{BATCH}/rows",
        },
    }

    uuid = serializers.UUIDField()
    provider = SenderRef()
    fileName = serializers.CharField(source="file_name")
    digest = serializers.CharField(help_text="SHA-256 of the content: the same is booked once.")
    source = serializers.ChoiceField(choices=AttendanceBatch.Source.choices)  # type: ignore[assignment]
    encoding = serializers.ChoiceField(choices=AttendanceBatch.Encoding.choices, allow_blank=True)
    separator = serializers.CharField(trim_whitespace=False)
    message = serializers.ChoiceField(choices=AttendanceBatch.Message.choices)
    test = serializers.BooleanField()
    allOrNothing = serializers.BooleanField(source="all_or_nothing")
    key = serializers.CharField(source="message_key")
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

    example: ClassVar[dict[str, Any]] = {
        "line": 2,
        "registrationNumber": "0012345",
        "register": "",
        "association": "",
        "course": "",
        "module": "",
        "edition": "WOND-26-1",
        "meeting": "",
        "attendedOn": "2026-11-12",
        "arrivedAt": "",
        "verdict": "BOOKED",
        "field": "",
        "value": "",
        "message": "Geboekt.",
        "remedy": "",
    }

    line = serializers.IntegerField(
        help_text="Line in the file (the header is line 1) or place among the rows; who was taken off follows after."
    )
    registrationNumber = serializers.CharField()
    register = serializers.CharField(help_text="Code of the register, when the row gives one.")
    association = serializers.CharField()
    course = serializers.CharField()
    module = serializers.CharField()
    edition = serializers.CharField()
    meeting = serializers.CharField()
    attendedOn = serializers.CharField(help_text="The day; as it was written when that is no date.")
    arrivedAt = serializers.CharField()
    verdict = serializers.ChoiceField(choices=VERDICT)
    field = serializers.CharField(help_text="The field that the verdict is about; empty for the row as a whole.")
    value = serializers.CharField(help_text="What was in that field.")
    message = serializers.CharField()
    remedy = serializers.CharField(help_text="What to do; empty when there is nothing to do.")


class AttendanceCheckOut(serializers.Serializer):
    """What each row would be told, in their order; nothing was kept."""

    example: ClassVar[dict[str, Any]] = {"results": [AttendanceRowOut.example]}

    results = AttendanceRowOut(many=True)


class AttendanceChangeQuery(Input):
    """Which changes."""

    state = serializers.ChoiceField(required=False, choices=AttendanceChange.State.choices)


class ChangeDecision(Input):
    """Take the attendance back, or leave it; the provider and the professional read why."""

    example = {"accepted": True, "reason": "The provider showed that somebody else was there."}

    accepted = Flag()
    reason = Line(max_length=300)


class AttendanceChangeOut(serializers.Serializer):
    """Attendance that a provider wants to take back after its term."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "3c1f7a9d-2b3b-4e4f-8a9a-517d2e8b4c6f",
        "entry": "9a517d2e-8b4c-46f1-8c1f-7a9d23b0e4f6",
        "person": "1f0f7f57-9a4e-4b7e-8a53-6f3c1d0a9b42",
        "provider": "0b7c1a52-4d3c-4a0e-9b55-0c1f2e3d4a5b",
        "edition": "WOND-26-1",
        "attendedOn": "2026-02-12",
        "state": "REQUESTED",
        "requestedAt": "2026-11-13T09:00:00Z",
        "decidedAt": None,
        "reason": "",
    }

    uuid = serializers.UUIDField()
    entry = serializers.UUIDField(source="entry.uuid", help_text="The ledger entry it is about.")
    person = serializers.UUIDField(source="entry.person.uuid")
    provider = serializers.UUIDField(source="batch.provider.uuid")
    edition = serializers.CharField(source="entry.edition.code")
    attendedOn = serializers.DateField(source="entry.effective_on")
    state = serializers.ChoiceField(choices=AttendanceChange.State.choices)
    requestedAt = serializers.DateTimeField(source="requested_at")
    decidedAt = serializers.DateTimeField(source="decided_at", allow_null=True)
    reason = serializers.CharField()
