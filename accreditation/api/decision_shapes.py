"""What advices, decisions and objections look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from accreditation.api.application_shapes import LINES, WorthLineIn, WorthLineOut
from accreditation.api.assessment_shapes import PERSON
from accreditation.models import Accreditation, Decision
from register.scoping.inputs import Day, Flag, Input, Line, Named, Text, Words
from register.scoping.wording import say


def _lines_where_granted(values: Mapping[str, Any], key: str) -> Mapping[str, ErrorDetail]:
    """Lines belong to a grant, and only to a grant; each category once."""
    lines = values.get("lines", ())
    if key in values and values[key] is not bool(lines):
        text = say("Geef `lines` bij toekennen, en alleen dan.", "Give `lines` with a grant, and only then.")
        return {"lines": ErrorDetail(text, code="lines-with-grant")}
    if len({line.category for line in lines}) != len(lines):
        text = say("Elke categorie één keer; tel op.", "Each category once; add up.")
        return {"lines": ErrorDetail(text, code="category-twice")}
    return {}


class AdviceIn(Input):
    """Grant these lines, or refuse; and why."""

    example = {"grant": True, "lines": LINES, "conditions": "", "reasons": "Sluit aan bij de richtlijn."}

    grant = Flag()
    lines = WorthLineIn(many=True, required=False)
    conditions = Text(required=False, allow_blank=True, max_length=2000)
    reasons = Text(max_length=8000)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        return _lines_where_granted(values, "grant")


class AdviceOut(serializers.Serializer):
    """What an assessor advised."""

    example = AdviceIn.example | {
        "uuid": "6d5c4b3a-2918-4706-8f5e-4d3c2b1a0f9e",
        "assessor": PERSON,
        "round": 1,
        "blind": False,
        "advisedAt": "2026-02-01T09:00:00Z",
    }

    uuid = serializers.UUIDField()
    assessor = serializers.UUIDField(source="assignment.assessor.uuid")
    round = serializers.IntegerField(source="assignment.round")
    blind = serializers.BooleanField(source="assignment.blind")
    grant = serializers.BooleanField()
    lines = WorthLineOut(many=True)
    conditions = serializers.CharField()
    reasons = serializers.CharField()
    advisedAt = serializers.DateTimeField(source="advised_at")


class AccreditationDecisionIn(Input):
    """Grant these lines, or refuse; and why. What is left out of the validity comes from the register's policy."""

    example = {
        "granted": True,
        "lines": LINES,
        "tags": ["wound-care"],
        "validFrom": "2026-02-15",
        "validBefore": "2028-02-15",
        "conditions": "",
        "reasons": "Beide adviezen zijn positief.",
    }

    granted = Flag()
    lines = WorthLineIn(many=True, required=False)
    tags = Words(required=False)
    validFrom = Day(required=False, source="valid_from")
    validBefore = Day(required=False, source="valid_before", help_text="The first day on which it no longer counts.")
    conditions = Text(required=False, allow_blank=True, max_length=2000)
    reasons = Text(max_length=8000)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if values.get("granted") is False and set(values) - {"granted", "reasons"}:
            text = say("Geef bij een weigering alleen de redenen.", "With a refusal give the reasons only.")
            return {"granted": ErrorDetail(text, code="lines-with-grant")}
        return _lines_where_granted(values, "granted")


class TakeoverIn(Input):
    """The accreditation of another register, and what the course counts for in this one."""

    example = {
        "accreditation": "b7d1f6a1-7a52-4b1e-9a57-6b7a5f2d8e21",
        "lines": LINES,
        "reasons": "Volgt het besluit van het register van jeugdprofessionals.",
    }

    accreditation = Named(Accreditation, source="source")
    lines = WorthLineIn(many=True, allow_empty=False)
    tags = Words(required=False)
    reasons = Text(max_length=8000)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        return _lines_where_granted({**values, "granted": True}, "granted") if "lines" in values else {}


class AccreditationDecisionOut(serializers.Serializer):
    """What a register decided, and until when (that day included) the provider may object."""

    example = AccreditationDecisionIn.example | {
        "uuid": "7f6e5d4c-3b2a-4190-8e7d-6c5b4a392817",
        "stage": "FIRST",
        "basis": "ASSESSED",
        "takenOver": None,
        "objectionUntil": "2026-03-29",
        "decidedAt": "2026-02-15T09:00:00Z",
    }

    uuid = serializers.UUIDField()
    stage = serializers.ChoiceField(choices=Decision.Stage.choices)
    basis = serializers.ChoiceField(choices=Decision.Basis.choices)
    granted = serializers.BooleanField()
    lines = WorthLineOut(many=True)
    tags = serializers.ListField(child=serializers.CharField())
    validFrom = serializers.DateField(source="valid_from", allow_null=True)
    validBefore = serializers.DateField(source="valid_before", allow_null=True)
    conditions = serializers.CharField()
    reasons = serializers.CharField()
    takenOver = serializers.UUIDField(
        source="source.uuid", default=None, allow_null=True, help_text="The accreditation that was taken over."
    )
    objectionUntil = serializers.DateField(source="objection_until", allow_null=True)
    decidedAt = serializers.DateTimeField(source="decided_at")


class ObjectionIn(Input):
    """Why the decision is not right; after the term also why so late."""

    example = {"grounds": "De praktijktoets is niet meegewogen."}

    grounds = Text(max_length=8000)
    lateBecause = Line(required=False, max_length=1000, source="late_because")


class ObjectionOut(serializers.Serializer):
    """An objection to a decision."""

    example = ObjectionIn.example | {
        "uuid": "2a3b4c5d-6e7f-4081-92a3-b4c5d6e7f809",
        "decision": AccreditationDecisionOut.example["uuid"],
        "lateBecause": "",
        "lodgedAt": "2026-03-01T09:00:00Z",
    }

    uuid = serializers.UUIDField()
    decision = serializers.UUIDField(source="decision.uuid")
    grounds = serializers.CharField()
    lateBecause = serializers.CharField(source="late_because")
    lodgedAt = serializers.DateTimeField(source="lodged_at")
