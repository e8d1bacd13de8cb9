"""What a registration was on a day, for its owner and those who may read registrations."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from register.api.public_register.shapes import STATUSES, MarkOut
from register.catalogue import Mark, Status
from register.clock import today
from register.models import Registration
from register.scoping import ScopedView
from register.scoping.inputs import Input, Moment, PastDay
from register.selectors.history import history_of


class HistoryQuery(Input):
    """Which day; and as it was known when."""

    on = PastDay(required=False, help_text="Without it, today.")
    knownAt = Moment(required=False, source="known_at", help_text="Without it, now.")


class RecordedChangeOut(serializers.Serializer):
    """From `startsOn` on it is this on its axis. With `withdrawnAt` it was taken back then, as if it had never been."""

    example = {
        "axis": "registration",
        "value": "SUSPENDED",
        "startsOn": "2024-03-01",
        "recordedAt": "2024-02-20T10:00:00Z",
        "withdrawnAt": None,
    }

    axis = serializers.CharField(help_text="`registration`, `endorsement:CODE` or `annotation:CODE`.")
    value = serializers.ChoiceField(choices=[(one.value, one.value) for one in (*Status, *Mark)])
    startsOn = serializers.DateField(source="starts_on")
    recordedAt = serializers.DateTimeField(source="recorded_at")
    withdrawnAt = serializers.DateTimeField(source="withdrawn_at", allow_null=True)


class HistoryOut(serializers.Serializer):
    """A registration on a day as it was known at a moment. `status` is null before the registration began."""

    example = {
        "register": "nurses",
        "registerName": "Register van verpleegkundigen",
        "association": "Vereniging van verpleegkundigen",
        "name": "Zoë de Vries",
        "number": "0012345",
        "registeredOn": "2022-03-01",
        "asOf": "2024-09-01",
        "knownAt": "2026-01-15T09:00:00Z",
        "status": "SUSPENDED",
        "statusFrom": "2024-03-01",
        "endorsements": [MarkOut.example],
        "annotations": [],
        "changes": [RecordedChangeOut.example],
    }

    register = serializers.CharField(source="registration.register.code")
    registerName = serializers.CharField(source="registration.register.name")
    association = serializers.CharField(source="registration.register.association.name")
    name = serializers.CharField(source="registration.person.full_name")
    number = serializers.CharField(source="registration.number")
    registeredOn = serializers.DateField(source="registration.registered_on")
    asOf = serializers.DateField(source="on")
    knownAt = serializers.DateTimeField(source="known_at")
    status = serializers.SerializerMethodField()
    statusFrom = serializers.SerializerMethodField()
    endorsements = MarkOut(many=True)
    annotations = MarkOut(many=True)
    changes = RecordedChangeOut(many=True, help_text="Everything recorded by then; corrections are marked.")

    @extend_schema_field(serializers.ChoiceField(choices=STATUSES, allow_null=True))
    def get_status(self, history: Any) -> str | None:
        return str(history.current.value) if history.current else None

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_statusFrom(self, history: Any) -> str | None:
        return str(history.current.starts_on) if history.current else None


class RegistrationHistory(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": HistoryQuery}
    gives = {"GET": HistoryOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """What a registration was on a day, as it was known at a moment."""
        rows = Registration.objects.select_related("person", "register__association")
        registration = self.get_or_404(rows, uuid=uuid)
        on, known_at = self.asked.get("on", today()), self.asked.get("known_at", self.now())
        return self.shown(history_of(registration, on=on, known_at=known_at))
