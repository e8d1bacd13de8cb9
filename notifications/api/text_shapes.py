"""Kinds of notice and texts of associations on the wire, with an example of each."""

from typing import Any, ClassVar

from rest_framework import serializers

from notifications.models import Notice, NoticeText
from register.models import Association
from register.scoping.inputs import Input, Line, Named, Text

LANGUAGES = ["nl", "en"]
ASSOCIATION = "3f0f7f57-9a4e-4b7e-8a53-6f3c1d0a9b42"


class NoticeNameOut(serializers.Serializer):
    """Something that a text may name between braces."""

    example: ClassVar[dict[str, Any]] = {
        "code": "link",
        "meaning": "het adres waar meer staat en waar men iets kan doen",
        "sample": "https://register.example/api/v1/profile",
        "needed": True,
    }

    code = serializers.CharField()
    meaning = serializers.CharField()
    sample = serializers.CharField()
    needed = serializers.BooleanField(help_text="No text may leave it out.")


class NoticeKindOut(serializers.Serializer):
    """A kind of notice, in plain words. A statutory one reaches its reader whatever they prefer."""

    example: ClassVar[dict[str, Any]] = {
        "code": "decision-taken",
        "name": "Besluit genomen",
        "statutory": True,
        "channels": ["email"],
        "names": [NoticeNameOut.example],
    }

    code = serializers.CharField()
    name = serializers.CharField()
    statutory = serializers.BooleanField()
    channels = serializers.ListField(child=serializers.CharField())
    names = NoticeNameOut(many=True)


class NoticeKindsOut(serializers.Serializer):
    """All kinds of notice."""

    example: ClassVar[dict[str, Any]] = {"kinds": [NoticeKindOut.example]}

    kinds = NoticeKindOut(many=True)


class NoticeTextIn(Input):
    """A new version of what an association says, for a kind, a language and a channel."""

    example: ClassVar[dict[str, Any]] = {
        "association": ASSOCIATION,
        "kind": "decision-taken",
        "language": "nl",
        "channel": "email",
        "subject": "Besluit van {register}",
        "body": "Beste {name},\n\n{sentence}\n\nUiterlijk: {due_on}\n\n{key}\n\n[Lees het besluit]({link})",
    }

    association = Named(Association)
    kind = Line(max_length=60)
    language = serializers.ChoiceField(choices=LANGUAGES)
    channel = Line(max_length=20)
    subject = Line(max_length=150)
    body = Text(max_length=5_000)


class NoticeTextOut(serializers.Serializer):
    """One version of a text. `failedAt`: when it first made no message for somebody, who got the standard text."""

    example: ClassVar[dict[str, Any]] = NoticeTextIn.example | {
        "uuid": "5e0a9d9e-2c57-4b0a-9d3f-0c9e8f3a7b11",
        "version": 2,
        "state": "DRAFT",
        "draftedBy": "0f1e2d3c-4b5a-4968-8776-655443322110",
        "draftedAt": "2026-11-22T09:00:00Z",
        "usedBy": None,
        "usedAt": None,
        "endedAt": None,
        "failedAt": None,
    }

    uuid = serializers.UUIDField()
    association = serializers.UUIDField(source="association.uuid")
    kind = serializers.CharField()
    language = serializers.ChoiceField(choices=LANGUAGES)
    channel = serializers.CharField()
    version = serializers.IntegerField()
    subject = serializers.CharField()
    body = serializers.CharField()
    state = serializers.ChoiceField(choices=NoticeText.State.choices)
    draftedBy = serializers.UUIDField(source="drafted_by.uuid")
    draftedAt = serializers.DateTimeField(source="drafted_at")
    usedBy = serializers.UUIDField(source="used_by.uuid", allow_null=True, default=None)
    usedAt = serializers.DateTimeField(source="used_at", allow_null=True)
    endedAt = serializers.DateTimeField(source="ended_at", allow_null=True)
    failedAt = serializers.DateTimeField(source="failed_at", allow_null=True)


class NoticeTextQuery(Input):
    """Which texts."""

    association = serializers.UUIDField(required=False, source="association__uuid")
    kind = Line(required=False, max_length=60)
    language = serializers.ChoiceField(required=False, choices=LANGUAGES)
    state = serializers.ChoiceField(required=False, choices=NoticeText.State.choices)


class NoticeTextStepIn(Input):
    """Nothing: the address says it all."""

    example: ClassVar[dict[str, Any]] = {}


class NoticePreviewIn(Input):
    """Whose data: those of a notice of this kind that somebody got or will get. Without one, somebody made up."""

    example: ClassVar[dict[str, Any]] = {"notice": "9a5e3a1c-7f62-4b0d-8a7c-1f5d2e6b7c88"}

    notice = Named(Notice, required=False)


class NoticePreviewOut(serializers.Serializer):
    """How a text would read. Names, numbers, keys, addresses and what somebody wrote are masked."""

    example: ClassVar[dict[str, Any]] = {
        "subject": "Besluit van Kwaliteitsregister",
        "text": "Beste •••,\n\nEr is een besluit genomen.",
        "html": "<!doctype html>…",
    }

    subject = serializers.CharField()
    text = serializers.CharField()
    html = serializers.CharField()
