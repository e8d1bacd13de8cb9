"""Levels of trust and the checks that tell, on the wire."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from accreditation.api.course_shapes import CourseRef
from accreditation.api.provider_shapes import REASON
from accreditation.api.shapes import ProviderRef, refuse_end_before_start
from accreditation.models import CourseCheck, TrustMove
from register.models import Register
from register.scoping.inputs import Day, Flag, Input, Line, Named
from register.scoping.wording import say

LEVEL = "A code of the register's accreditation policy."


class TrustMoveIn(Input):
    """To which level a provider goes in a register, and why."""

    example: dict[str, Any] = {"register": "venvn", "level": "trusted", "reason": REASON}

    register = Named(Register, by="code")
    level = Line(max_length=60, help_text=LEVEL)
    reason = Line(max_length=500)


class TrustMoveOut(serializers.Serializer):
    """A step to another level of trust. It holds from `effectiveOn`."""

    example: dict[str, Any] = TrustMoveIn.example | {
        "uuid": "7c8d9e0f-1a2b-4c3d-8e4f-5a6b7c8d9e0f",
        "provider": ProviderRef.example,
        "state": "PROPOSED",
        "movedAt": "2026-01-15T09:00:00Z",
        "effectiveOn": None,
        "refusalReason": "",
    }

    uuid = serializers.UUIDField()
    provider = ProviderRef()
    register = serializers.CharField(source="register.code")
    level = serializers.CharField()
    reason = serializers.CharField()
    state = serializers.ChoiceField(choices=TrustMove.State.choices)
    movedAt = serializers.DateTimeField(source="moved_at")
    effectiveOn = serializers.DateField(source="effective_on", allow_null=True)
    refusalReason = serializers.CharField(source="refusal_reason")


class TrustDecisionIn(Input):
    """Whether the step up is confirmed; if not, why."""

    example: dict[str, Any] = {"confirmed": True}

    confirmed = Flag()
    reason = Line(required=False, allow_blank=True, default="", max_length=500)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if values.get("confirmed") is False and not values.get("reason"):
            return {"reason": ErrorDetail(say("Zeg waarom niet.", "Say why not."), code="required")}
        return {}


class DrawIn(Input):
    """From which days of decision to draw: `decidedBefore` is the first day after."""

    example: dict[str, Any] = {"decidedFrom": "2025-07-01", "decidedBefore": "2026-01-01"}

    decidedFrom = Day(source="decided_from")
    decidedBefore = Day(source="decided_before")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        return refuse_end_before_start(values, "decided_from", "decided_before", "decidedBefore")


class DrawOut(serializers.Serializer):
    """A sample, with all that is needed to draw it again."""

    example: dict[str, Any] = DrawIn.example | {
        "uuid": "8d9e0f1a-2b3c-4d4e-8f5a-6b7c8d9e0f1a",
        "register": "venvn",
        "seed": "3f6b0f1c2a9d4e57",
        "population": {
            ProviderRef.example["uuid"]: {
                "share": "0.5",
                "accreditations": ["b7d1f6a1-7a52-4b1e-9a57-6b7a5f2d8e21"],
            }
        },
        "drawnAt": "2026-01-15T09:00:00Z",
    }

    uuid = serializers.UUIDField()
    register = serializers.CharField(source="register.code")
    decidedFrom = serializers.DateField(source="decided_from")
    decidedBefore = serializers.DateField(source="decided_before")
    seed = serializers.CharField()
    population = serializers.JSONField()
    drawnAt = serializers.DateTimeField(source="drawn_at")


class CheckQuery(Input):
    """Which checks."""

    register = Line(required=False, max_length=60, source="draw__register__code")
    provider = serializers.UUIDField(required=False, source="accreditation__course__provider__uuid")
    state = serializers.ChoiceField(required=False, choices=CourseCheck.State.choices)


class CheckOut(serializers.Serializer):
    """The check of a course that its provider accredited itself."""

    example: dict[str, Any] = {
        "uuid": "9e0f1a2b-3c4d-4e5f-8a6b-7c8d9e0f1a2b",
        "register": "venvn",
        "course": CourseRef.example,
        "accreditation": "b7d1f6a1-7a52-4b1e-9a57-6b7a5f2d8e21",
        "state": "FOUND",
        "finding": "MINOR",
        "report": "One teacher is not named.",
        "checkedAt": "2026-02-01T09:00:00Z",
    }

    uuid = serializers.UUIDField()
    register = serializers.CharField(source="draw.register.code")
    course = CourseRef(source="accreditation.course")
    accreditation = serializers.UUIDField(source="accreditation.uuid")
    state = serializers.ChoiceField(choices=CourseCheck.State.choices)
    finding = serializers.CharField()
    report = serializers.CharField()
    checkedAt = serializers.DateTimeField(source="checked_at", allow_null=True)


class FoundIn(Input):
    """What the check found; with a `level`, the provider goes there because of it."""

    example: dict[str, Any] = {
        "finding": "SERIOUS",
        "report": "Half of it was not given.",
        "level": "new",
    }

    finding = serializers.ChoiceField(choices=CourseCheck.Finding.choices)
    report = serializers.CharField(max_length=5000)
    level = Line(required=False, allow_null=True, default=None, max_length=60, help_text=LEVEL)
