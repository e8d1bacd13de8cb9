"""What calendar feeds and planned editions look like on the wire."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from accreditation.models import Edition
from register.scoping.inputs import Input, Named

UUID_OF = {
    "feed": "5d2f1c0e-8b41-4a7e-9c55-3e6d7f8a9b01",
    "planned": "6e3a2d1f-9c52-4b8f-8d66-4f7e8a9b0c12",
    "edition": "2b7c9d1e-4f3a-4c6b-9e8d-1a2b3c4d5e6f",
}


class CalendarStepIn(Input):
    """Nothing: an empty object."""

    example: ClassVar[Mapping[str, Any]] = {}


class CalendarFeedOut(serializers.Serializer):
    """A secret link to your calendar, without the link itself."""

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": UUID_OF["feed"],
        "madeAt": "2026-11-22T09:00:00Z",
        "endedAt": None,
        "readOn": "2026-11-22",
    }

    uuid = serializers.UUIDField()
    madeAt = serializers.DateTimeField(source="made_at")
    endedAt = serializers.DateTimeField(source="ended_at", allow_null=True, help_text="From then on it shows nothing.")
    readOn = serializers.DateField(source="read_on", allow_null=True, help_text="The last day on which it was read.")


class CalendarLinkOut(CalendarFeedOut):
    """A new link, which is shown this once. Whoever has it reads your calendar."""

    example = dict(CalendarFeedOut.example) | {"url": "https://leerregister.example/calendars/feed.ics?key=Xm3o"}

    url = serializers.CharField(help_text="Give it to your calendar, and to nobody else.")


class PlannedEditionIn(Input):
    """The edition that you mean to go to."""

    example: ClassVar[Mapping[str, Any]] = {"edition": UUID_OF["edition"]}

    edition = Named(Edition)


class PlannedEditionOut(serializers.Serializer):
    """An edition in your calendar. It is no booking."""

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": UUID_OF["planned"],
        "edition": UUID_OF["edition"],
        "title": "Wondzorg in de wijk",
        "startsOn": "2027-03-09",
        "endsOn": "2027-03-10",
        "status": "PLANNED",
        "plannedAt": "2026-11-22T09:00:00Z",
    }

    uuid = serializers.UUIDField()
    edition = serializers.UUIDField(source="edition.uuid")
    title = serializers.CharField(source="edition.version.title")
    startsOn = serializers.DateField(source="edition.starts_on")
    endsOn = serializers.DateField(source="edition.ends_on")
    status = serializers.ChoiceField(source="edition.status", choices=Edition.Status.choices)
    plannedAt = serializers.DateTimeField(source="planned_at")
