"""Accreditation policies on the wire, with an example of each."""

from typing import Any

from rest_framework import serializers

from register.scoping.inputs import Day, Input

DOCUMENT: dict[str, Any] = {"advices": 2, "terms": {"assessment": 42}, "validity_months": 36}


class Nothing(Input):
    """Nothing: the deed itself is the message."""

    example: dict[str, Any] = {}


class PolicyIn(Input):
    """How a register is to accredit from a day on. `document` is described in docs/accreditation-policy.md."""

    example = {"inForceFrom": "2027-01-01", "document": DOCUMENT}

    inForceFrom = Day(source="in_force_from", help_text="Until the next version's day.")
    document = serializers.JSONField(help_text="The keys that differ from the defaults.")


class PolicyOut(serializers.Serializer):
    """One version of how a register accredits."""

    example: dict[str, Any] = {
        "uuid": "6f8a1b52-0d3c-4a0e-9b55-0c1f2e3d4a5b",
        "register": "venvn",
        "inForceFrom": "2027-01-01",
        "proposedAt": "2026-11-02T10:00:00Z",
        "adoptedAt": None,
    }

    uuid = serializers.UUIDField()
    register = serializers.CharField(source="register.code")
    inForceFrom = serializers.DateField(source="in_force_from")
    proposedAt = serializers.DateTimeField(source="proposed_at")
    adoptedAt = serializers.DateTimeField(source="adopted_at", allow_null=True)


class PolicyDetailOut(PolicyOut):
    """One version of how a register accredits, with its document as it was proposed."""

    example = PolicyOut.example | {"document": DOCUMENT}

    document = serializers.JSONField()


class PolicyDayQuery(Input):
    """Which day."""

    on = Day(required=False, help_text="Today when left out.")


class PolicyInForceOut(serializers.Serializer):
    """How a register accredits on a day: nothing is left to a default. Without a version, the defaults hold."""

    example: dict[str, Any] = {
        "register": "venvn",
        "on": "2027-03-01",
        "inForceFrom": "2027-01-01",
        "document": DOCUMENT,
    }

    register = serializers.CharField()
    on = serializers.DateField()
    inForceFrom = serializers.DateField(source="in_force_from", allow_null=True)
    document = serializers.JSONField()
