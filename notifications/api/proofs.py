"""The log as proof of notice, to read and to take along: JSON page by page, CSV as one file, a statement as PDF."""

from typing import Any, ClassVar

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import URLPattern, path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from notifications.models import Notice
from notifications.selectors.proofs import proof_of, proofs
from notifications.services.proofs import proof_document, proofs_as_csv
from register.models import Person
from register.scoping import ScopedView
from register.scoping.inputs import Day, Input, Line, Named
from register.scoping.renderers import CsvRenderer
from register.scoping.wording import say


class NoticeProofOut(serializers.Serializer):
    """That something was sent. What is in a digest went with it: its moment, Message-ID, address and state."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "9a5e3a1c-7f62-4b0d-8a7c-1f5d2e6b7c88",
        "person": "1f0f7f57-9a4e-4b7e-8a53-6f3c1d0a9b42",
        "register": "venvn",
        "kind": "decision-taken",
        "name": "Besluit genomen",
        "statutory": True,
        "channel": "email",
        "subject": "Besluit genomen",
        "sentTo": "z•••@person.example",
        "messageId": "<5a0c1f8e-1d2c-4c4e-9a57-5a4d8f8a3c21@leerregister.example>",
        "state": "SENT",
        "plannedAt": "2026-11-22T09:00:00Z",
        "sentAt": "2026-11-22T09:00:31Z",
        "digest": None,
        "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    }

    uuid = serializers.UUIDField()
    person = serializers.UUIDField(allow_null=True, help_text="Null for a reader known by an address only.")
    register = serializers.CharField(allow_null=True)
    kind = serializers.CharField()
    name = serializers.CharField()
    statutory = serializers.BooleanField()
    channel = serializers.CharField()
    subject = serializers.CharField()
    sentTo = serializers.CharField(source="sent_to", help_text="Masked.")
    messageId = serializers.CharField(source="message_id")
    state = serializers.ChoiceField(choices=Notice.State.choices)
    plannedAt = serializers.DateTimeField(source="planned_at")
    sentAt = serializers.DateTimeField(source="sent_at", allow_null=True)
    digest = serializers.UUIDField(allow_null=True, help_text="The notice in which it was sent together with others.")
    fingerprint = serializers.CharField(
        allow_null=True, help_text="SHA-256 of the text that is kept, which holds no keys. Null before it was written."
    )

    def to_representation(self, instance: Notice) -> dict[str, Any]:
        shape: dict[str, Any] = super().to_representation(proof_of(instance, say("nl", "en")))
        return shape


class NoticeProofQuery(Input):
    """Which notices: planned in [`from`, `until`], both included."""

    person = serializers.UUIDField(required=False, source="person__uuid")
    register = Line(required=False, source="register_code", max_length=60)
    kind = Line(required=False, max_length=60)

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {
            "from": Day(required=False, source="planned_at__date__gte"),
            "until": Day(required=False, source="planned_at__date__lte"),
        }


class NoticeProofList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": NoticeProofQuery}
    gives = {"GET": NoticeProofOut}
    paginated = True
    renderer_classes = [*APIView.renderer_classes, CsvRenderer]

    @extend_schema(
        responses={
            (200, "application/json"): NoticeProofOut(many=True),
            (200, "text/csv"): OpenApiResponse(str, "All of them: semicolons for nl, commas for en."),
        },
    )
    def get(self, request: Request) -> HttpResponseBase:
        """What was sent to you, and what the registers and associations whose notices you may read sent.

        With `Accept: text/csv` all that was asked for as one file.
        """
        if request.accepted_renderer.format != CsvRenderer.format:
            return self.page(proofs())
        seen = proofs().visible_to(self.actor).filter(**self.asked)
        lines = proofs_as_csv(seen, say("nl", "en"))
        file = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        file["Content-Disposition"] = 'attachment; filename="notices.csv"'
        return file


class NoticeProofDocumentQuery(Input):
    """To whom: somebody whose notices you may read. Without it, to you."""

    person = Named(Person, required=False)


class NoticeProofDocument(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": NoticeProofDocumentQuery}

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request) -> HttpResponse:
        """A statement on paper of what was sent to one person: when, where to, as which message."""
        person = self.asked.get("person") or self.own_person()
        notices = proofs().visible_to(self.actor).filter(person=person)
        pdf = proof_document(person=person, notices=notices, language=say("nl", "en"), now=self.now())
        answer = HttpResponse(pdf, content_type="application/pdf")
        answer["Content-Disposition"] = 'attachment; filename="notices.pdf"'
        return answer


urlpatterns: list[URLPattern] = [
    path("notice-proofs", NoticeProofList.as_view(), name="notice-proofs"),
    path("notice-proof-documents", NoticeProofDocument.as_view(), name="notice-proof-documents"),
]
