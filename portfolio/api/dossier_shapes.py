"""What parts and exports of a dossier look like on the wire, with an example of each."""

from typing import Any, ClassVar

from django.urls import reverse
from rest_framework import serializers

from portfolio.models import DossierExport
from portfolio.services.dossiers.taking import ExportLink
from register.scoping.inputs import Input, Words

UUID = "6d0c3b0e-2f7a-4c55-9d0a-1f2e3d4c5b6a"


class DossierPartOut(serializers.Serializer):
    """A part of a dossier: what is shared, taken along or erased as a whole.

    What is `private` is seen by its owner alone until they share it. `kept` are the grounds, as categories of the terms
    of law, on which some of it stays when its owner asks for erasure.
    """

    example: ClassVar[dict[str, Any]] = {
        "key": "claims",
        "title": {"nl": "Opgevoerde activiteiten", "en": "Claims"},
        "private": False,
        "kept": ["decisions"],
    }

    key = serializers.CharField()
    title = serializers.SerializerMethodField()
    private = serializers.BooleanField()
    kept = serializers.SerializerMethodField()

    def get_title(self, part: Any) -> dict[str, str]:
        return {"nl": part.nl, "en": part.en}

    def get_kept(self, part: Any) -> list[str]:
        return sorted({table.kept.category for table in part.tables if table.kept})


class DossierPartsOut(serializers.Serializer):
    """All parts there are."""

    example: ClassVar[dict[str, Any]] = {"parts": [DossierPartOut.example]}

    parts = DossierPartOut(many=True)


class DossierExportIn(Input):
    """As what, in which language, and which parts; all of them when `parts` is left out."""

    example: ClassVar[dict[str, Any]] = {"form": "DOCUMENT", "language": "nl", "parts": ["registrations", "standings"]}

    form = serializers.ChoiceField(required=False, choices=DossierExport.Form.values, default="ARCHIVE")
    language = serializers.ChoiceField(required=False, choices=["nl", "en"], default="nl")
    parts = Words(required=False, default=list)


class DossierExportOut(serializers.Serializer):
    """A dossier as one file. `digest` is the SHA-256 of the file, which is gone from `expiresAt` on."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": UUID,
        "form": "ARCHIVE",
        "language": "nl",
        "parts": [],
        "state": "READY",
        "requestedAt": "2026-11-22T09:30:00Z",
        "finishedAt": "2026-11-22T09:30:04Z",
        "expiresAt": "2026-11-29T09:30:04Z",
        "size": 1830211,
        "digest": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
    }

    uuid = serializers.UUIDField()
    form = serializers.ChoiceField(choices=DossierExport.Form.values)
    language = serializers.ChoiceField(choices=["nl", "en"])
    parts = serializers.ListField(child=serializers.CharField())
    state = serializers.ChoiceField(choices=DossierExport.State.values)
    requestedAt = serializers.DateTimeField(source="requested_at")
    finishedAt = serializers.DateTimeField(source="finished_at", allow_null=True)
    expiresAt = serializers.DateTimeField(source="expires_at", allow_null=True)
    size = serializers.IntegerField(allow_null=True)
    digest = serializers.CharField()


class DossierExportLinkIn(Input):
    """That you want to take the file."""

    example: ClassVar[dict[str, Any]] = {}


class DossierExportLinkOut(serializers.Serializer):
    """An address that gives the file, as a download, to you alone and until `expiresAt`."""

    example: ClassVar[dict[str, Any]] = {
        "url": f"https://leerregister.example/api/v1/dossier-exports/{UUID}/contents?signature=WyJ",
        "expiresAt": "2026-11-22T09:35:00Z",
    }

    url = serializers.SerializerMethodField()
    expiresAt = serializers.DateTimeField(source="expires_at")

    def get_url(self, link: ExportLink) -> str:
        address = reverse("dossier-export-content", args=[link.export])
        return str(self.context["request"].build_absolute_uri(f"{address}?signature={link.signature}"))
