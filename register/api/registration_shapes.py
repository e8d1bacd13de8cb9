"""What registrations and their status look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from register.api.shapes import PersonIn, PersonRef
from register.catalogue import Mark, Status
from register.clock import today
from register.models import Person
from register.scoping.inputs import Code, Day, Input, Line, Named, Properties
from register.scoping.wording import say
from register.selectors import status_on


class RegistrationIn(Input):
    """A person who is known (`person`) or is added (`personData`), and their place on the register."""

    example = {
        "personData": PersonIn.example,
        "number": "0012345",
        "registeredOn": "2024-03-01",
        "attributes": {"titles": ["nurse"]},
    }

    person = Named(Person, required=False, help_text="A person whom you can see; or else give `personData`.")
    personData = PersonIn(required=False, source="person_data")
    number = Code(max_length=40)
    registeredOn = Day(source="registered_on")
    attributes = Properties(
        required=False, help_text="What the rules ask about a person, such as titles, from the day of registration."
    )

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if ("person" in self.initial_data) is not ("personData" in self.initial_data):
            return {}
        text = say("Geef `person` of `personData`, een van beide.", "Give `person` or `personData`, one of the two.")
        return {"person": ErrorDetail(text, code="one-of")}


class RegistrationOut(serializers.Serializer):
    """A person's place on a register. `endedBefore` is the first day on which it no longer holds."""

    example = {
        "uuid": "8a8f3a5e-5c39-4a43-a2f7-2f1c6a0b7d19",
        "register": "venvn",
        "person": PersonRef.example,
        "number": "0012345",
        "status": "REGISTERED",
        "registeredOn": "2024-03-01",
        "endedBefore": None,
    }

    uuid = serializers.UUIDField()
    register = serializers.CharField(source="register.code")
    person = PersonRef()
    number = serializers.CharField()
    status = serializers.SerializerMethodField(help_text="What it is today.")
    registeredOn = serializers.DateField(source="registered_on")
    endedBefore = serializers.DateField(source="ended_before", allow_null=True)

    @extend_schema_field(serializers.ChoiceField(choices=[(one.value, one.value) for one in Status]))
    def get_status(self, registration: Any) -> str:
        return str(getattr(registration, "status", None) or status_on(registration, on=today()))


class StatusChangeOut(serializers.Serializer):
    """From a day on, the registration is this, until the next change of the same axis."""

    example = {"axis": "registration", "value": "SUSPENDED", "startsOn": "2026-03-01", "withdrawn": False}

    axis = serializers.CharField(help_text="`registration`, `endorsement:CODE` or `annotation:CODE`.")
    value = serializers.ChoiceField(choices=[(one.value, one.value) for one in (*Status, *Mark)])
    startsOn = serializers.DateField(source="starts_on")
    withdrawn = serializers.SerializerMethodField(help_text="Taken back by a later decision.")

    def get_withdrawn(self, change: Any) -> bool:
        return change.withdrawn_at is not None


class StatusChangesOut(serializers.Serializer):
    """Everything a registration was. Without any change it is registered from its first day on."""

    example = {"changes": [StatusChangeOut.example]}

    changes = StatusChangeOut(many=True)


class RegisterRegistrationQuery(Input):
    """Which registrations of one register."""

    number = Code(required=False, max_length=40, help_text="The registration number, in full.")
    person = serializers.UUIDField(required=False, source="person__uuid")


class RegistrationQuery(RegisterRegistrationQuery):
    """Which registrations."""

    register = Line(required=False, source="register__code", max_length=60, help_text="Code of the register.")
