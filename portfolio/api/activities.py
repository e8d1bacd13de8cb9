"""How learning systems call courses, and drafts of claims that came from them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.models import Course, Edition
from portfolio.api.claim_elsewhere_shapes import elsewhere_in
from portfolio.api.claim_shapes import ClaimIn, ClaimOut
from portfolio.models import ActivityIdentifier, ClaimDraft
from portfolio.services.learning_records.activities import claim_draft, name_activity
from register.access import Permission
from register.clock import today
from register.scoping import ScopedView
from register.scoping.inputs import Input, Line, Named
from register.scoping.wording import say

IRI = "https://leerplein.example/courses/8001"


class ActivityIdentifierIn(Input):
    """An address (IRI) by which your learning system names this course, or one edition of it."""

    example: Mapping[str, Any] = {"iri": IRI}

    iri = Line(max_length=500)
    edition = Named(Edition, required=False, allow_null=True, default=None)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if ":" in values.get("iri", ":"):
            return {}
        text = say("Geef een IRI, zoals https://….", "Give an IRI, such as https://….")
        return {"iri": ErrorDetail(text, code="invalid")}


class ActivityIdentifierOut(serializers.Serializer):
    """An address by which a learning system names a course."""

    example = {
        "uuid": "0b7e2f4a-9a1d-4a55-a5a5-3a2f1c0d9e88",
        "iri": IRI,
        "course": "2f4b9d8e-0f0b-4a52-8f7c-0b4f3e9d1c55",
        "edition": None,
    }

    uuid = serializers.UUIDField()
    iri = serializers.CharField()
    course = serializers.UUIDField(source="course.uuid")
    edition = serializers.UUIDField(source="edition.uuid", allow_null=True, default=None)


class ClaimDraftOut(serializers.Serializer):
    """Something a learning system says you did. It counts for nothing until you claim it."""

    example = {
        "uuid": "c1d1b3e4-6a1f-4f5e-8d3c-5b8f0a7d6e99",
        "provider": "Wondacademie Utrecht",
        "association": "5d0c2b3e-2a1c-4c58-9a3c-0a4f2d3f5c11",
        "title": "Handhygiëne",
        "activity": IRI,
        "performedOn": "2026-11-12",
        "minutes": 45,
        "draftedAt": "2026-11-12T15:04:05Z",
        "claim": None,
    }

    uuid = serializers.UUIDField()
    provider = serializers.CharField(source="provider.name")
    association = serializers.UUIDField(source="association.uuid")
    title = serializers.CharField()
    activity = serializers.CharField()
    performedOn = serializers.DateField(source="performed_on")
    minutes = serializers.IntegerField(allow_null=True)
    draftedAt = serializers.DateTimeField(source="drafted_at")
    claim = serializers.UUIDField(source="claim.uuid", allow_null=True, default=None)


class DraftSubmissionIn(ClaimIn):
    """What a draft leaves open: for which registration it is, as what, and for how much."""

    example = {name: value for name, value in ClaimIn.example.items() if name not in ("title", "performedOn")}

    title = None  # type: ignore[assignment]
    performedOn = None  # type: ignore[assignment]
    draft = None  # type: ignore[assignment]


class CourseActivityIdentifierList(ScopedView):
    permissions = {"GET": None, "POST": Permission.MANAGE_COURSES}
    takes = {"POST": ActivityIdentifierIn}
    gives = {"GET": ActivityIdentifierOut, "POST": ActivityIdentifierOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """By which addresses learning systems name the course."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        return self.page(ActivityIdentifier.objects.filter(course=course).select_related("course", "edition"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say how your learning system calls your course, so that its statements are booked as attendance."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        self.require(organisation_id=course.provider_id)
        row = name_activity(course=course, **self.body(), actor=self.actor, now=self.now())
        return self.shown(row, status=201)


class _ClaimDraftView(ScopedView):
    def rows(self) -> QuerySet[ClaimDraft]:
        return ClaimDraft.objects.select_related("provider", "association", "claim")


class ClaimDraftList(_ClaimDraftView):
    permissions = {"GET": None}
    gives = {"GET": ClaimDraftOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """What learning systems say you did and no accreditation covers. Only you see this."""
        return self.page(self.rows())


class ClaimDraftSubmissionList(_ClaimDraftView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": DraftSubmissionIn}
    gives = {"POST": ClaimOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Claim what a draft says you did."""
        draft = self.get_or_404(self.rows(), uuid=uuid)
        body = self.body()
        values = {"elsewhere": elsewhere_in(body), **body}
        claim = claim_draft(draft=draft, values=values, actor=self.actor, today=today(), now=self.now())
        return self.created(claim, at="claim")
