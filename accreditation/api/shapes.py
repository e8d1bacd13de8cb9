"""What providers look like on the wire, with an example of each, and words that the other shapes share."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

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
