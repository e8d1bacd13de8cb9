"""What this app's resources look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from accreditation.models import Course, Provider
from register.models import Association, Register
from register.rules.facts import UNITS
from register.scoping.inputs import Amount, Day, Input, Line, Named, Words
from register.scoping.wording import say

CODE = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
CODE_HELP = "Letters, digits, points, hyphens and underscores. Stays for ever."
LANGUAGES = [("nl", "nl"), ("en", "en")]
UNIT = [(unit, unit) for unit in UNITS]


def refuse_end_before_start(values: Mapping[str, Any], start: str, end: str, field: str) -> dict[str, ErrorDetail]:
    """The problem of a period [start, end) without a day in it, named at its last field."""
    if start in values and values.get(end) is not None and values[end] <= values[start]:
        text = say("Het einde ligt niet na het begin.", "The end does not lie after the start.")
        return {field: ErrorDetail(text, code="ends-before-start")}
    return {}


class ProviderRef(serializers.Serializer):
    """A provider by id and name."""

    example = {"uuid": "7b1f5e2a-3f5e-4a3c-8d3e-0f2b5f0c7a10", "code": "wondacademie", "name": "Wondacademie Utrecht"}

    uuid = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField()


class ProviderIn(Input):
    """A training provider."""

    example = {"code": "wondacademie", "name": "Wondacademie Utrecht", "postcode": "3511 AB"}

    code = serializers.RegexField(r"^[a-z0-9][a-z0-9-]*$", max_length=60, help_text="Lower case, digits, hyphens.")
    name = Line(max_length=200)
    postcode = Line(required=False, allow_blank=True, max_length=7)


class ProviderOut(ProviderRef):
    """A training provider."""

    example = ProviderRef.example | {"postcode": "3511 AB"}

    postcode = serializers.CharField()


class AuthorisationIn(Input):
    """From when an association lets a provider bring courses; `endsBefore` is the first day without."""

    example = {
        "association": "5d0c2b3e-2a1c-4c58-9a3c-0a4f2d3f5c11",
        "startsOn": "2026-01-01",
        "endsBefore": "2030-01-01",
    }

    association = Named(Association)
    startsOn = Day(source="starts_on")
    endsBefore = Day(required=False, allow_null=True, source="ends_before")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        return refuse_end_before_start(values, "starts_on", "ends_before", "endsBefore")


class AuthorisationOut(serializers.Serializer):
    """An association's permission for a provider to bring courses before it."""

    example = AuthorisationIn.example | {"provider": ProviderRef.example}

    provider = ProviderRef()
    association = serializers.UUIDField(source="association.uuid")
    startsOn = serializers.DateField(source="starts_on")
    endsBefore = serializers.DateField(source="ends_before", allow_null=True)


class CourseIn(Input):
    """What a provider offers."""

    example = {"provider": ProviderRef.example["uuid"], "code": "WOND", "title": "Wondzorg", "kind": "WHOLE"}

    provider = Named(Provider)
    code = serializers.RegexField(CODE, max_length=40, help_text=CODE_HELP)
    title = Line(max_length=200)
    kind = serializers.ChoiceField(required=False, default=Course.Kind.WHOLE, choices=Course.Kind.choices)


class CourseOut(serializers.Serializer):
    """An activity that a provider offers."""

    example = {
        "uuid": "2f4b9d8e-0f0b-4a52-8f7c-0b4f3e9d1c55",
        "provider": ProviderRef.example,
        "code": "WOND",
        "title": "Wondzorg",
        "kind": "WHOLE",
    }

    uuid = serializers.UUIDField()
    provider = ProviderRef()
    code = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=Course.Kind.choices)


class CourseQuery(Input):
    """Which courses."""

    provider = serializers.UUIDField(required=False, source="provider__uuid")
    code = Line(required=False, max_length=40)
    register = Line(required=False, max_length=60, help_text="Ever accredited in the register with this code.")


class CourseRef(serializers.Serializer):
    """A course by id, code and title."""

    example = {key: CourseOut.example[key] for key in ("uuid", "code", "title")}

    uuid = serializers.UUIDField()
    code = serializers.CharField()
    title = serializers.CharField()


class EditionIn(Input):
    """One run of the course, from its first to its last day."""

    example = {"code": "WOND-26-1", "startsOn": "2026-11-12", "endsOn": "2026-11-13", "place": "Utrecht"}

    code = serializers.RegexField(CODE, max_length=40, help_text=CODE_HELP)
    startsOn = Day(source="starts_on", help_text="First day.")
    endsOn = Day(source="ends_on", help_text="Last day.")
    place = Line(required=False, allow_blank=True, max_length=100, help_text="Empty for an online edition.")
    language = serializers.ChoiceField(required=False, choices=LANGUAGES)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if "starts_on" in values and "ends_on" in values and values["ends_on"] < values["starts_on"]:
            text = say("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
            return {"endsOn": ErrorDetail(text, code="ends-before-start")}
        return {}


class EditionOut(serializers.Serializer):
    """One run of a course. Both days belong to it."""

    example = EditionIn.example | {
        "uuid": "e0a3d6b4-7f1c-4f0d-9c55-5a4e9a6b1c77",
        "course": CourseRef.example,
        "language": "nl",
    }

    uuid = serializers.UUIDField()
    course = CourseRef()
    code = serializers.CharField()
    startsOn = serializers.DateField(source="starts_on")
    endsOn = serializers.DateField(source="ends_on")
    place = serializers.CharField()
    language = serializers.ChoiceField(choices=LANGUAGES)


class EditionQuery(Input):
    """Which editions: those with a day in [`from`, `until`], both included."""

    register = Line(required=False, max_length=60, help_text="Accredited in this register on the first day.")
    place = Line(required=False, max_length=100, source="place__iexact")
    language = serializers.ChoiceField(required=False, choices=LANGUAGES)

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {
            "from": Day(required=False, source="ends_on__gte", help_text="Not over before this day."),
            "until": Day(required=False, source="starts_on__lte", help_text="Begun on this day or before."),
        }


class AccreditationIn(Input):
    """A register's decision that the course counts. `validBefore` is the first day on which it no longer does."""

    example = {
        "register": "venvn",
        "category": "accredited",
        "quantity": "6",
        "unit": "point",
        "tags": ["wound-care"],
        "validFrom": "2026-01-01",
        "validBefore": "2029-01-01",
    }

    register = Named(Register, by="code", help_text="Code of the register that decides.")
    category = Line(max_length=60, help_text="A word of the register's regulation.")
    quantity = Amount(positive=True)
    unit = serializers.ChoiceField(choices=UNIT)
    tags = Words(required=False, default=list)
    validFrom = Day(source="valid_from")
    validBefore = Day(source="valid_before")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        return refuse_end_before_start(values, "valid_from", "valid_before", "validBefore")


class AccreditationOut(serializers.Serializer):
    """What a course brings in a register, from a day until before another."""

    example = AccreditationIn.example | {
        "uuid": "b7d1f6a1-7a52-4b1e-9a57-6b7a5f2d8e21",
        "course": CourseRef.example,
        "decidedAt": "2026-01-15T09:00:00Z",
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
    decidedAt = serializers.DateTimeField(source="decided_at")
