"""Fees on the wire, with an example of each."""

from typing import Any

from rest_framework import serializers

from accreditation.api.shapes import ProviderRef
from accreditation.models import Fee
from register.scoping.inputs import Day, Input, Line
from register.scoping.wording import say

APPLICATION = "8d7c6b5a-4f3e-4d2c-8b1a-0f9e8d7c6b5a"
CHANGES = [(state.value, state.label) for state in Fee.State]


class FeeOut(serializers.Serializer):
    """What an application costs in a register, and whether it was paid."""

    example: dict[str, Any] = {
        "uuid": "7c6b5a4f-3e2d-4c1b-8a0f-9e8d7c6b5a4f",
        "provider": ProviderRef.example,
        "register": "venvn",
        "application": APPLICATION,
        "tariff": "usual",
        "label": "Gewone aanvraag",
        "amount": "225.50",
        "currency": "EUR",
        "state": "DUE",
        "chargedOn": "2026-01-15",
        "payBy": "2026-02-14",
    }

    uuid = serializers.UUIDField()
    provider = ProviderRef()
    register = serializers.CharField(source="register.code")
    application = serializers.UUIDField(source="application_uuid")
    tariff = serializers.CharField()
    label = serializers.SerializerMethodField()  # type: ignore[assignment]
    amount = serializers.DecimalField(max_digits=9, decimal_places=2)
    currency = serializers.CharField()
    state = serializers.ChoiceField(choices=Fee.State.choices)
    chargedOn = serializers.DateField(source="charged_on")
    payBy = serializers.DateField(source="pay_by", help_text="The last day in time.")

    def get_label(self, fee: Fee) -> str:
        """The tariff's name in the reader's language."""
        return say(fee.label["nl"], fee.label["en"])


class FeeQuery(Input):
    """Which fees: charged in [`from`, `until`], both included."""

    association = serializers.UUIDField(required=False, source="register__association__uuid")
    register = Line(required=False, max_length=60, source="register__code")
    provider = serializers.UUIDField(required=False, source="provider__uuid")
    application = serializers.UUIDField(required=False, source="application_uuid")
    state = serializers.ChoiceField(required=False, choices=Fee.State.choices)
    payableBefore = Day(required=False, source="pay_by__lt", help_text="To be paid before this day.")

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {
            "from": Day(required=False, source="charged_on__gte"),
            "until": Day(required=False, source="charged_on__lte"),
        }


class FeeChangeIn(Input):
    """What became of the fee, on which day, and why or by which payment."""

    example: dict[str, Any] = {"state": "PAID", "on": "2026-01-20", "reason": "Bank statement 2026-14"}

    state = serializers.ChoiceField(choices=CHANGES)
    on = Day(help_text="Of the payment or decision, today or before.")
    reason = Line(max_length=500)


class FeeChangeOut(serializers.Serializer):
    """One thing that became of a fee."""

    example = FeeChangeIn.example | {
        "changedBy": "0f1e2d3c-4b5a-4968-8776-655443322110",
        "changedAt": "2026-01-21T09:00:00Z",
    }

    state = serializers.ChoiceField(choices=CHANGES)
    on = serializers.DateField()
    reason = serializers.CharField()
    changedBy = serializers.UUIDField(source="changed_by.uuid", allow_null=True)
    changedAt = serializers.DateTimeField(source="changed_at")


class FeeTotalOut(serializers.Serializer):
    """How many fees of a register are in a state, and what they come to."""

    example: dict[str, Any] = {
        "register": "venvn",
        "state": "DUE",
        "currency": "EUR",
        "count": 12,
        "amount": "2706.00",
    }

    register = serializers.CharField(source="register__code")
    state = serializers.ChoiceField(choices=Fee.State.choices)
    currency = serializers.CharField()
    count = serializers.IntegerField()
    amount = serializers.DecimalField(max_digits=15, decimal_places=2, source="sum")


class FeeTotalsOut(serializers.Serializer):
    """The totals of the fees that were asked for."""

    example: dict[str, Any] = {"totals": [FeeTotalOut.example]}

    totals = FeeTotalOut(many=True)
