"""What forms, the queue of claims and the load of assessors look like on the wire."""

from typing import Any, ClassVar

from rest_framework import serializers

from portfolio.api.claim_shapes import STATES, ClaimOut
from portfolio.models import Claim
from register.clock import today
from register.scoping.inputs import Input, Line


class ClaimFormOut(serializers.Serializer):
    """A form on which may be claimed. `schema` is JSON Schema (draft 2020-12) in your language, to draw it from."""

    example: ClassVar[dict[str, Any]] = {
        "code": "peer-session",
        "label": "Intervisie",
        "category": "oda",
        "unit": "hour",
        "countsUntilSampled": False,
        "decidedWithin": "6 weeks",
        "schema": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Intervisie",
            "type": "object",
            "properties": {
                "topic": {"type": "string", "title": "Onderwerp", "minLength": 10},
                "people": {"type": "integer", "title": "Aantal deelnemers", "minimum": 3},
            },
            "required": ["topic", "people"],
            "additionalProperties": False,
        },
    }

    code = serializers.CharField()
    label = serializers.SerializerMethodField()  # type: ignore[assignment]  # a field of the shape, not its label
    category = serializers.CharField()
    unit = serializers.CharField()
    countsUntilSampled = serializers.BooleanField(source="counts_until_sampled")
    decidedWithin = serializers.CharField(source="decided_within", allow_null=True)
    schema = serializers.SerializerMethodField()

    def get_label(self, form: Any) -> str:
        return str(form.label[self.context["language"]])

    def get_schema(self, form: Any) -> dict[str, Any]:
        return dict(form.schema(self.context["language"]))


class ClaimFormsOut(serializers.Serializer):
    """The forms of a register today. Without any, every category may be claimed, without questions."""

    example: ClassVar[dict[str, Any]] = {"forms": [ClaimFormOut.example]}

    forms = ClaimFormOut(many=True)


class WaitingClaimQuery(Input):
    """Which waiting claims: of a register or form, in whose hands, past their promised day or not."""

    register = Line(required=False, source="registration__register__code", max_length=60)
    form = Line(required=False, max_length=60)
    assessor = serializers.UUIDField(required=False, source="assessor__uuid")
    unassigned = serializers.BooleanField(required=False, source="assessor__isnull")
    overdue = serializers.BooleanField(required=False, help_text="Past the promised day, or not.")


class WaitingClaimOut(ClaimOut):
    """A claim that waits for a decision, how long it has, and with whom."""

    example: ClassVar[dict[str, Any]] = ClaimOut.example | {
        "state": "SUBMITTED",
        "decidedAt": None,
        "grantedQuantity": None,
        "entry": None,
        "assessor": "5d0c2b3e-2a1c-4c58-9a3c-0a4f2d3f5c11",
        "ageDays": 12,
        "daysLeft": 30,
    }

    assessor = serializers.UUIDField(source="assessor.uuid", allow_null=True, default=None)
    ageDays = serializers.SerializerMethodField(help_text="Whole days since it was submitted.")
    daysLeft = serializers.SerializerMethodField(help_text="Until the promised day; below zero when it has passed.")

    def get_ageDays(self, claim: Claim) -> int:
        assert claim.submitted_at is not None
        return (today() - claim.submitted_at.date()).days

    def get_daysLeft(self, claim: Claim) -> int | None:
        return (claim.due_on - today()).days if claim.due_on else None


class ClaimLoadOut(serializers.Serializer):
    """How much one assessor has in hand; without an assessor, what nobody has taken."""

    example: ClassVar[dict[str, Any]] = {
        "assessor": "5d0c2b3e-2a1c-4c58-9a3c-0a4f2d3f5c11",
        "name": "Noor Bakker",
        "waiting": 14,
        "overdue": 2,
        "oldestSubmittedAt": "2026-10-05T19:20:00Z",
    }

    assessor = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()
    waiting = serializers.IntegerField()
    overdue = serializers.IntegerField()
    oldestSubmittedAt = serializers.DateTimeField(source="oldest")


class WaitingProposalsOut(serializers.Serializer):
    """How many proposals wait for an answer, how many past the promised day, and since when."""

    example: ClassVar[dict[str, Any]] = {"waiting": 3, "overdue": 0, "oldestAskedAt": "2026-11-01T09:00:00Z"}

    waiting = serializers.IntegerField()
    overdue = serializers.IntegerField()
    oldestAskedAt = serializers.DateTimeField(source="oldest", allow_null=True)


class ClaimLoadsOut(serializers.Serializer):
    """How the claims of a register that wait are shared, how many lie with their writers, and the proposals."""

    example: ClassVar[dict[str, Any]] = {
        "loads": [ClaimLoadOut.example],
        "returned": 4,
        "proposals": WaitingProposalsOut.example,
    }

    loads = ClaimLoadOut(many=True)
    returned = serializers.IntegerField(help_text="Sent back, to be completed by their writers.")
    proposals = WaitingProposalsOut()


class ClaimBulkOutcomeOut(serializers.Serializer):
    """What became of one decision of many: the state of the claim, or why nothing was decided."""

    example: ClassVar[dict[str, Any]] = {
        "claim": ClaimOut.example["uuid"],
        "decided": False,
        "state": None,
        "code": "claim-already-decided",
        "detail": "Over deze claim is al beslist op 09-10-2026.",
    }

    claim = serializers.UUIDField()
    decided = serializers.BooleanField()
    state = serializers.ChoiceField(choices=STATES, allow_null=True)
    code = serializers.CharField()
    detail = serializers.CharField()


class ClaimBulkOutcomesOut(serializers.Serializer):
    """What became of each decision, in the order in which they were sent."""

    example: ClassVar[dict[str, Any]] = {"outcomes": [ClaimBulkOutcomeOut.example]}

    outcomes = ClaimBulkOutcomeOut(many=True)
