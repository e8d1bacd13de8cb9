"""Incentive schemes on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from accreditation.models import IncentiveScheme
from register.scoping.inputs import Amount, Day, Input, Line, Text
from register.scoping.wording import say

TITLE = {"nl": "Ontwikkelbudget", "en": "Development budget"}
CONDITION_HELP = "For whom, as docs/competence.md describes it; for everybody when left out."


class SchemeTextIn(Input):
    """Words in Dutch, in English, or in both."""

    example: ClassVar[dict[str, Any]] = TITLE

    nl = Text(required=False, max_length=2000)
    en = Text(required=False, max_length=2000)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        text = say("Geef een tekst in nl of en.", "Give a text in nl or en.")
        return {} if values else {"nl": ErrorDetail(text, code="required")}


class SchemeChangeIn(Input):
    """What is other than it was; nothing at all: that it was read again today and still holds."""

    example: ClassVar[dict[str, Any]] = {"applyBy": "2027-10-01"}

    kind = serializers.ChoiceField(required=False, choices=IncentiveScheme.Kind.choices)
    title = SchemeTextIn(required=False)
    summary = SchemeTextIn(required=False)
    condition = serializers.DictField(required=False, help_text=CONDITION_HELP)
    amount = Amount(required=False, allow_null=True, positive=True)
    unit = Line(required=False, allow_blank=True, max_length=20, help_text="EUR, hour, half-day, percent, …")
    per = serializers.ChoiceField(required=False, choices=IncentiveScheme.Per.choices)
    validFrom = Day(required=False, source="valid_from")
    validBefore = Day(required=False, allow_null=True, source="valid_before", help_text="First day without it.")
    applyBy = Day(required=False, allow_null=True, source="apply_by", help_text="Last day to ask for it.")
    source = serializers.URLField(  # type: ignore[assignment]  # DRF takes declared fields out of the class
        required=False, max_length=500, help_text="Where it can be read."
    )


class SchemeIn(SchemeChangeIn):
    """What somebody can have for their development, for whom, until when, and where that can be read."""

    example: ClassVar[dict[str, Any]] = {
        "kind": "RIGHT",
        "title": TITLE,
        "summary": {"nl": "Vraag het aan bij de werkgever."},
        "condition": {"register": "venvn", "hours_per_week": {"at_least": "12"}},
        "amount": "500",
        "unit": "EUR",
        "per": "YEAR",
        "validFrom": "2026-01-01",
        "validBefore": "2028-01-01",
        "applyBy": "2027-12-01",
        "source": "https://cao.example/ontwikkelbudget",
    }

    kind = serializers.ChoiceField(choices=IncentiveScheme.Kind.choices)
    title = SchemeTextIn()
    validFrom = Day(source="valid_from")
    source = serializers.URLField(max_length=500, help_text="Where it can be read.")


class SchemeTextOut(serializers.Serializer):
    """Words in Dutch, in English, or in both."""

    nl = serializers.CharField(required=False)
    en = serializers.CharField(required=False)


class SchemeOut(serializers.Serializer):
    """A scheme in the catalogue of an association. `checkedOn`: when the association last read the source."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "a3d1f0b2-5c6d-4e7f-8a9b-0c1d2e3f4a5b",
        "association": "venvn",
        **SchemeIn.example,
        "checkedOn": "2026-11-22",
    }

    uuid = serializers.UUIDField()
    association = serializers.CharField(source="association.code")
    kind = serializers.ChoiceField(choices=IncentiveScheme.Kind.choices)
    title = SchemeTextOut()
    summary = SchemeTextOut()
    condition = serializers.DictField()
    amount = Amount(allow_null=True)
    unit = serializers.CharField()
    per = serializers.CharField(help_text="ONCE, YEAR, WEEK, COURSE or empty.")
    validFrom = serializers.DateField(source="valid_from")
    validBefore = serializers.DateField(source="valid_before", allow_null=True)
    applyBy = serializers.DateField(source="apply_by", allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]  # DRF takes declared fields out of the class
    checkedOn = serializers.DateField(source="checked_on")


class SchemeEndIn(Input):
    """From which day on it is over."""

    example: ClassVar[dict[str, Any]] = {"endsBefore": "2027-01-01"}

    endsBefore = Day(source="on", help_text="The first day without it.")


class SchemeQuery(Input):
    """Which schemes."""

    kind = serializers.ChoiceField(required=False, choices=IncentiveScheme.Kind.choices)


class SchemeMatchQuery(Input):
    """What you say of yourself; it is used for this answer and kept nowhere."""

    region = Line(required=False, max_length=100)
    sector = Line(required=False, max_length=100)
    employer = Line(required=False, max_length=100)
    hoursPerWeek = Amount(required=False, source="hours_per_week")


class SchemeMatchOut(serializers.Serializer):
    """A scheme for you. When `asks` is not empty it may be: those facts are not known of you."""

    scheme = SchemeOut()
    fits = serializers.BooleanField()
    asks = serializers.ListField(child=serializers.CharField())


class SchemeMatchesOut(serializers.Serializer):
    """The schemes for you: first those that surely are, then what ends soonest."""

    example: ClassVar[dict[str, Any]] = {
        "matches": [{"scheme": SchemeOut.example, "fits": False, "asks": ["hours_per_week"]}],
    }

    matches = SchemeMatchOut(many=True)
