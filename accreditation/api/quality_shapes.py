"""What is found about a provider as a whole, who else may report for it, and how far it is trusted, on the wire."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from accreditation.api.course_shapes import CourseRef
from accreditation.api.provider_shapes import ASSOCIATION, REASON
from accreditation.api.shapes import ProviderRef, refuse_end_before_start
from accreditation.models import Visit
from register.models import Association
from register.scoping.inputs import Code, Day, Flag, Input, Line, Named

WORD = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class InstitutionIn(Input):
    """That a provider as a whole is good, from a day until before another."""

    example: dict[str, Any] = {
        "association": ASSOCIATION,
        "validFrom": "2026-01-01",
        "validBefore": "2030-01-01",
        "conditions": "Evaluates every course.",
        "reason": REASON,
    }

    association = Named(Association)
    validFrom = Day(source="valid_from")
    validBefore = Day(source="valid_before")
    conditions = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)
    reason = Line(max_length=500)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        return refuse_end_before_start(values, "valid_from", "valid_before", "validBefore")


class InstitutionOut(serializers.Serializer):
    """An institutional accreditation."""

    example: dict[str, Any] = InstitutionIn.example | {
        "uuid": "2e3f4a5b-6c7d-4e8f-9a0b-1c2d3e4f5a6b",
        "provider": ProviderRef.example,
        "decidedAt": "2025-12-15T09:00:00Z",
        "withdrawnAt": None,
        "withdrawalReason": "",
    }

    uuid = serializers.UUIDField()
    provider = ProviderRef()
    association = serializers.UUIDField(source="association.uuid")
    validFrom = serializers.DateField(source="valid_from")
    validBefore = serializers.DateField(source="valid_before")
    conditions = serializers.CharField()
    reason = serializers.CharField()
    decidedAt = serializers.DateTimeField(source="decided_at")
    withdrawnAt = serializers.DateTimeField(source="withdrawn_at", allow_null=True)
    withdrawalReason = serializers.CharField(source="withdrawal_reason")


class InstitutionWithdrawalIn(Input):
    """Why, and the first day on which it no longer holds."""

    example: dict[str, Any] = {"validBefore": "2026-06-01", "reason": "Conditions were not met."}

    validBefore = Day(source="valid_before")
    reason = Line(max_length=500)


class FindingIn(Input):
    """One thing the visitors found."""

    example: dict[str, Any] = {"text": "Evaluations are not read.", "weight": "minor", "mendBefore": "2026-09-01"}

    text = Line(max_length=500)
    weight = serializers.ChoiceField(choices=[("good", "good"), ("minor", "minor"), ("serious", "serious")])
    mendBefore = Day(required=False, allow_null=True)


class VisitIn(Input):
    """When which association comes, and about what."""

    example: dict[str, Any] = {
        "association": ASSOCIATION,
        "plannedOn": "2026-03-02",
        "subject": "Quality of the peer groups",
    }

    association = Named(Association)
    plannedOn = Day(source="planned_on")
    subject = Line(max_length=500)


class VisitOut(serializers.Serializer):
    """A site visit and, once it is reported, what was found."""

    example: dict[str, Any] = VisitIn.example | {
        "uuid": "4f5a6b7c-8d9e-4f0a-8b1c-2d3e4f5a6b7c",
        "provider": ProviderRef.example,
        "state": "REPORTED",
        "heldOn": "2026-03-02",
        "report": "Teachers are well prepared.",
        "findings": [FindingIn.example],
        "reason": "",
    }

    uuid = serializers.UUIDField()
    provider = ProviderRef()
    association = serializers.UUIDField(source="association.uuid")
    state = serializers.ChoiceField(choices=Visit.State.choices)
    plannedOn = serializers.DateField(source="planned_on")
    subject = serializers.CharField()
    heldOn = serializers.DateField(source="held_on", allow_null=True)
    report = serializers.CharField()
    findings = serializers.JSONField()
    reason = serializers.CharField()


class HoldingIn(Input):
    """On which day it took place."""

    example: dict[str, Any] = {"heldOn": "2026-03-02"}

    heldOn = Day(source="held_on")


class ReportIn(Input):
    """What the visitors report."""

    example: dict[str, Any] = {"report": "Teachers are well prepared.", "findings": [FindingIn.example]}

    report = serializers.CharField(max_length=20_000)
    findings = FindingIn(many=True, required=False, default=list)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        for finding in values.get("findings", ()):
            if finding.get("mendBefore") is not None:
                finding["mendBefore"] = finding["mendBefore"].isoformat()
        return {}


class RecognitionIn(Input):
    """What a body outside says of the provider, and where that was seen."""

    example: dict[str, Any] = {
        "scheme": "crkbo",
        "number": "12345",
        "validFrom": "2025-01-01",
        "validBefore": "2029-01-01",
        "source": "Public list of the mark, seen on 2 January 2026",
    }

    scheme = serializers.RegexField(WORD, max_length=60)
    number = Code(required=False, allow_blank=True, default="", max_length=60)
    validFrom = Day(source="valid_from")
    validBefore = Day(required=False, allow_null=True, default=None, source="valid_before")
    source = Line(max_length=200)  # type: ignore[assignment]

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        return refuse_end_before_start(values, "valid_from", "valid_before", "validBefore")


class RecognitionOut(serializers.Serializer):
    """A recognition by a body outside."""

    example: dict[str, Any] = RecognitionIn.example | {"recordedAt": "2026-01-02T09:00:00Z"}

    scheme = serializers.CharField()
    number = serializers.CharField()
    validFrom = serializers.DateField(source="valid_from")
    validBefore = serializers.DateField(source="valid_before", allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]
    recordedAt = serializers.DateTimeField(source="recorded_at")


class MandateIn(Input):
    """Which organisation may report for the course it bought, from when and until before when, and why."""

    example: dict[str, Any] = {
        "employer": "ziekenhuis-noord",
        "runsEditions": False,
        "startsOn": "2026-01-01",
        "endsBefore": "2027-01-01",
        "reason": "Bought for the whole ward.",
    }

    employer = Line(max_length=60, help_text="Code of the organisation.")
    runsEditions = Flag(required=False, default=False, source="runs_editions")
    startsOn = Day(source="starts_on")
    endsBefore = Day(required=False, allow_null=True, default=None, source="ends_before")
    reason = Line(max_length=500)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        return refuse_end_before_start(values, "starts_on", "ends_before", "endsBefore")


class MandateOut(serializers.Serializer):
    """A permission to report attendance of a course for its provider."""

    example: dict[str, Any] = MandateIn.example | {
        "uuid": "5a6b7c8d-9e0f-4a1b-8c2d-3e4f5a6b7c8d",
        "course": CourseRef.example,
        "employer": {"code": "ziekenhuis-noord", "name": "Ziekenhuis Noord"},
        "withdrawnAt": None,
        "withdrawalReason": "",
    }

    uuid = serializers.UUIDField()
    course = CourseRef()
    employer = serializers.SerializerMethodField()
    runsEditions = serializers.BooleanField(source="runs_editions")
    startsOn = serializers.DateField(source="starts_on")
    endsBefore = serializers.DateField(source="ends_before", allow_null=True)
    reason = serializers.CharField()
    withdrawnAt = serializers.DateTimeField(source="withdrawn_at", allow_null=True)
    withdrawalReason = serializers.CharField(source="withdrawal_reason")

    def get_employer(self, mandate: Any) -> dict[str, str]:
        """The organisation by code and name."""
        return {"code": mandate.employer.code, "name": mandate.employer.name}


class GroupContactIn(Input):
    """Who reports for the peer group, from when and until before when."""

    example: dict[str, Any] = {"email": "anna@praktijk.example", "startsOn": "2026-01-01"}

    email = serializers.EmailField(max_length=254)
    startsOn = Day(source="starts_on")
    endsBefore = Day(required=False, allow_null=True, default=None, source="ends_before")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        return refuse_end_before_start(values, "starts_on", "ends_before", "endsBefore")


class GroupContactOut(serializers.Serializer):
    """The contact of a peer group."""

    example: dict[str, Any] = GroupContactIn.example | {
        "uuid": "6b7c8d9e-0f1a-4b2c-8d3e-4f5a6b7c8d9e",
        "course": CourseRef.example,
        "endsBefore": None,
    }

    uuid = serializers.UUIDField()
    course = CourseRef()
    email = serializers.CharField(source="user.email")
    startsOn = serializers.DateField(source="starts_on")
    endsBefore = serializers.DateField(source="ends_before", allow_null=True)
