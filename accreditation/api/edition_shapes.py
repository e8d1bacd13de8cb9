"""What editions and their meetings look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from accreditation.api.course_shapes import LANGUAGES, NUMBER_HELP, CourseRef
from accreditation.api.shapes import CODE, CODE_HELP
from accreditation.models import Edition
from register.scoping.inputs import Day, Flag, Input, Line, Moment, Position, Text
from register.scoping.wording import say

PLACE_HELP = "Empty when it is online only."
ONLINE_HELP = "Can be followed from anywhere; when left out: if there is no place."
POSITION_HELP = "Where the place is, in degrees north and east, so that it is found from nearby."
MANDATE_HELP = "Under which another organisation runs it; null: the provider does."
ROOM_HELP = "Most participants; null: no limit."
STATUSES = Edition.Status.choices


def refuse_backwards(values: Mapping[str, Any], start: str, end: str, field: str) -> dict[str, ErrorDetail]:
    """The problem of something that ends before it starts."""
    if start in values and end in values and values[end] < values[start]:
        text = say("Het einde ligt voor het begin.", "The end lies before the start.")
        return {field: ErrorDetail(text, code="ends-before-start")}
    return {}


class EditionChange(Input):
    """What is to be other than it was announced. Other days or another place make it moved."""

    example = {"startsOn": "2026-11-19", "endsOn": "2026-11-20"}

    startsOn = Day(required=False, source="starts_on", help_text="First day.")
    endsOn = Day(required=False, source="ends_on", help_text="Last day.")
    place = Line(required=False, allow_blank=True, max_length=100, help_text=PLACE_HELP)
    online = Flag(required=False, help_text=ONLINE_HELP)
    position = Position(required=False, allow_null=True, help_text=POSITION_HELP)
    language = serializers.ChoiceField(required=False, choices=LANGUAGES)
    capacity = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=1_000_000, help_text=ROOM_HELP
    )

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        return refuse_backwards(values, "starts_on", "ends_on", "endsOn")


class EditionIn(EditionChange):
    """One run of the course, from its first to its last day."""

    example = {"code": "WOND-26-1", "startsOn": "2026-11-12", "endsOn": "2026-11-13", "place": "Utrecht"}

    code = serializers.RegexField(CODE, max_length=40, help_text=CODE_HELP)
    startsOn = Day(source="starts_on", help_text="First day.")
    endsOn = Day(source="ends_on", help_text="Last day.")


class CancellationIn(Input):
    """Why it is not given."""

    example = {"reason": "De docent is ziek."}

    reason = Text(max_length=500)


class EditionOut(serializers.Serializer):
    """One run of a course, under the version it was announced under. Both days belong to it."""

    example: dict[str, Any] = EditionIn.example | {
        "uuid": "e0a3d6b4-7f1c-4f0d-9c55-5a4e9a6b1c77",
        "number": 7301,
        "course": CourseRef.example,
        "version": 1,
        "status": "PLANNED",
        "online": False,
        "position": "52.0907,5.1214",
        "language": "nl",
        "capacity": 24,
        "mandate": None,
    }

    uuid = serializers.UUIDField()
    number = serializers.IntegerField(source="pk", help_text=NUMBER_HELP)
    course = CourseRef()
    version = serializers.IntegerField(source="version.number", help_text="Version of the course.")
    code = serializers.CharField()
    status = serializers.ChoiceField(choices=STATUSES)
    startsOn = serializers.DateField(source="starts_on")
    endsOn = serializers.DateField(source="ends_on")
    place = serializers.CharField()
    online = serializers.BooleanField()
    position = Position(allow_null=True, help_text=POSITION_HELP)
    language = serializers.ChoiceField(choices=LANGUAGES)
    capacity = serializers.IntegerField(allow_null=True, help_text=ROOM_HELP)
    mandate = serializers.SerializerMethodField(help_text=MANDATE_HELP)

    def get_mandate(self, row: Edition) -> UUID | None:
        return row.mandate.uuid if row.mandate else None


class EditionQuery(Input):
    """Which editions: those with a day in [`from`, `until`], both included."""

    register = Line(required=False, max_length=60, help_text="Accredited in this register on the first day.")
    place = Line(required=False, max_length=100, source="place__iexact")
    online = serializers.BooleanField(required=False)
    language = serializers.ChoiceField(required=False, choices=LANGUAGES)
    status = serializers.ChoiceField(required=False, choices=STATUSES)

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {
            "from": Day(required=False, source="ends_on__gte", help_text="Not over before this day."),
            "until": Day(required=False, source="starts_on__lte", help_text="Begun on this day or before."),
        }


class MeetingChange(Input):
    """What is to be other than it was planned. Another moment or place makes it moved."""

    example = {"startsAt": "2026-11-12T14:00:00+01:00", "endsAt": "2026-11-12T17:00:00+01:00"}

    title = Line(required=False, allow_blank=True, max_length=200)
    startsAt = Moment(required=False, source="starts_at")
    endsAt = Moment(required=False, source="ends_at")
    place = Line(required=False, allow_blank=True, max_length=100, help_text=PLACE_HELP)
    online = Flag(required=False, help_text=ONLINE_HELP)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        return refuse_backwards(values, "starts_at", "ends_at", "endsAt")


class MeetingIn(MeetingChange):
    """A sitting within the days of the edition; where the edition is, unless it says otherwise."""

    example = {
        "code": "WOND-26-1-A",
        "title": "Eerste middag",
        "startsAt": "2026-11-12T13:30:00+01:00",
        "endsAt": "2026-11-12T17:00:00+01:00",
    }

    code = serializers.RegexField(CODE, max_length=40, help_text=CODE_HELP)
    startsAt = Moment(source="starts_at")
    endsAt = Moment(source="ends_at")


class MeetingOut(serializers.Serializer):
    """A sitting of an edition."""

    example = MeetingIn.example | {
        "uuid": "a4a1f6c1-2b0f-4d49-9a39-1f3f7a90c3d2",
        "number": 90211,
        "edition": EditionOut.example["uuid"],
        "status": "PLANNED",
        "place": "Utrecht",
        "online": False,
    }

    uuid = serializers.UUIDField()
    number = serializers.IntegerField(source="pk", help_text=NUMBER_HELP)
    edition = serializers.UUIDField(source="edition.uuid")
    code = serializers.CharField()
    title = serializers.CharField()
    status = serializers.ChoiceField(choices=STATUSES)
    startsAt = serializers.DateTimeField(source="starts_at")
    endsAt = serializers.DateTimeField(source="ends_at")
    place = serializers.CharField()
    online = serializers.BooleanField()
