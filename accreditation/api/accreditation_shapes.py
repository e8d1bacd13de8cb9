"""What decisions on courses look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from accreditation.api.course_shapes import CourseRef
from accreditation.api.shapes import refuse_end_before_start
from register.models import Register
from register.rules.facts import UNITS
from register.scoping.inputs import Amount, Day, Input, Line, Named, Words

UNIT = [(unit, unit) for unit in UNITS]


class AccreditationIn(Input):
    """A register's decision that the course counts, taken outside the system.

    `validBefore` is the first day on which it no longer does.
    """

    example = {
        "register": "venvn",
        "category": "accredited",
        "quantity": "6",
        "unit": "point",
        "tags": ["wound-care"],
        "validFrom": "2026-01-01",
        "validBefore": "2029-01-01",
        "reason": "Besluit op papier van 12 december 2025.",
    }

    register = Named(Register, by="code", help_text="Code of the register that decides.")
    category = Line(max_length=60, help_text="A word of the register's regulation.")
    quantity = Amount(positive=True)
    unit = serializers.ChoiceField(choices=UNIT)
    tags = Words(required=False, default=list)
    validFrom = Day(source="valid_from")
    validBefore = Day(source="valid_before")
    reason = Line(max_length=500, help_text="Why it is recorded here, without an application.")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        return refuse_end_before_start(values, "valid_from", "valid_before", "validBefore")


class AccreditationOut(serializers.Serializer):
    """What a course brings in a register, from a day until before another."""

    example: dict[str, Any] = AccreditationIn.example | {
        "uuid": "b7d1f6a1-7a52-4b1e-9a57-6b7a5f2d8e21",
        "course": CourseRef.example,
        "decision": None,
        "decidedAt": "2026-01-15T09:00:00Z",
        "replacedAt": None,
    }

    uuid = serializers.UUIDField()
    course = CourseRef()
    register = serializers.CharField(source="register.code")
    category = serializers.CharField()
    quantity = Amount()
    unit = serializers.CharField()
    tags = serializers.ListField(child=serializers.CharField())
    validFrom = serializers.DateField(source="valid_from")
    validBefore = serializers.DateField(source="valid_before")
    reason = serializers.CharField(help_text="Of what was recorded without an application.")
    decision = serializers.UUIDField(source="decision.uuid", default=None, allow_null=True)
    decidedAt = serializers.DateTimeField(source="decided_at")
    replacedAt = serializers.DateTimeField(
        source="replaced_at", allow_null=True, help_text="Since when something else holds: decided anew, or withdrawn."
    )
