"""What providers look like on the wire, with an example of each, and words that the other shapes share."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from register.models import Association
from register.scoping.inputs import Day, Input, Line, Named
from register.scoping.wording import say

CODE = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
CODE_HELP = "Letters, digits, points, hyphens and underscores. Stays for ever."


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
