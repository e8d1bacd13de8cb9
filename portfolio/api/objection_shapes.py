"""What objections look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from portfolio.api.decision_shapes import RESULTS, FactEffectIn, RegistrationDecisionOut, StatusEffectIn
from portfolio.models import Objection
from register.scoping.inputs import Day, Flag, Input, Line, Text, Words


class RegistrationObjectionIn(Input):
    """Why one objects, and if it comes late, why that is."""

    example: ClassVar[Mapping[str, Any]] = {"grounds": "De punten van 12 mei zijn niet meegeteld."}

    grounds = Text(max_length=20_000)
    lateBecause = Text(required=False, source="late_because", max_length=2_000)


class RegistrationObjectionOut(serializers.Serializer):
    """An objection and what became of it."""

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": "0f3b8a52-7a40-4c2c-8a7e-0c5a3fd6c3c1",
        "decision": RegistrationDecisionOut.example["uuid"],
        "grounds": RegistrationObjectionIn.example["grounds"],
        "receivedAt": "2026-12-01T10:00:00Z",
        "late": False,
        "lateBecause": "",
        "dueOn": "2027-02-08",
        "hearingOn": None,
        "hearingReport": "",
        "noHearingBecause": "",
        "outcome": "",
        "reasons": "",
        "decidedAt": None,
        "withdrawnAt": None,
    }

    uuid = serializers.UUIDField()
    decision = serializers.UUIDField(source="decision.uuid")
    grounds = serializers.CharField()
    receivedAt = serializers.DateTimeField(source="received_at")
    late = serializers.BooleanField(help_text="It came after the term; people judge whether that is excusable.")
    lateBecause = serializers.CharField(source="late_because")
    dueOn = serializers.DateField(source="due_on")
    hearingOn = serializers.DateField(source="hearing_on", allow_null=True)
    hearingReport = serializers.CharField(source="hearing_report")
    noHearingBecause = serializers.CharField(source="no_hearing_because")
    outcome = serializers.ChoiceField(choices=[one.value for one in Objection.Outcome], allow_blank=True)
    reasons = serializers.CharField()
    decidedAt = serializers.DateTimeField(source="decided_at", allow_null=True)
    withdrawnAt = serializers.DateTimeField(source="withdrawn_at", allow_null=True)


class HearingIn(Input):
    """When the person is or was heard and what was said; or why there is no hearing."""

    example: ClassVar[Mapping[str, Any]] = {"on": "2027-01-12", "report": "Toegelicht met een verklaring."}

    on = Day(required=False)
    report = Text(required=False, max_length=20_000)
    noneBecause = Line(required=False, source="none_because", max_length=500)


class InsteadIn(Input):
    """What is decided instead of the first decision."""

    example: ClassVar[Mapping[str, Any]] = {"result": "full", "adverse": False, "effectiveOn": "2026-12-01"}

    result = serializers.ChoiceField(choices=RESULTS)
    adverse = Flag()
    effectiveOn = Day(source="effective_on")
    articles = Words(required=False)
    statuses = serializers.ListField(child=StatusEffectIn(), required=False, max_length=10)
    facts = serializers.ListField(child=FactEffectIn(), required=False, max_length=10)


class ReconsiderationIn(Input):
    """The decision on an objection, and what comes instead when it is well-founded."""

    example: ClassVar[Mapping[str, Any]] = {
        "outcome": "UPHELD",
        "reasons": "De punten van 12 mei tellen mee; de norm is gehaald.",
        "instead": InsteadIn.example,
    }

    outcome = serializers.ChoiceField(choices=[one.value for one in Objection.Outcome])
    reasons = Text(max_length=10_000)
    instead = InsteadIn(required=False)
