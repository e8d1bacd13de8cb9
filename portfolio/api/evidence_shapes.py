"""What evidence looks like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.models import AuditItem, Claim, ClaimProposal, MissingAttendance, WrongAttendance
from portfolio.services.evidence.reading import Link
from register.access import Actor
from register.scoping.inputs import Input, Named
from register.scoping.wording import say

BRIEF: dict[str, Any] = {
    "uuid": "c1f7a9d2-3b0e-4f6a-9a51-7d2e8b4c6f10",
    "fileName": "certificaat.pdf",
    "mediaType": "application/pdf",
    "size": 48213,
}
PLACE_KEYS = ("claim", "proposal", "missingAttendance", "wrongAttendance", "auditItem")
CLAIM = "0a4c1d1e-6a3f-4d0c-9d2c-7f3e5a1b8c66"


class OwnPlace(Named):
    """Only what is one's own; another's, though seen, is answered like one that is missing."""

    def seen_by(self, actor: Actor) -> QuerySet[Any]:
        return super().seen_by(actor).filter(registration__person=actor.person_id)


class EvidencePlaceIn(Input):
    """What the file shows: one claim, proposal, question about attendance or item of an audit, your own and open."""

    example: ClassVar[dict[str, Any]] = {"claim": CLAIM}

    claim = OwnPlace(Claim, required=False)
    proposal = OwnPlace(ClaimProposal, required=False)
    missingAttendance = OwnPlace(MissingAttendance, required=False, source="missing_attendance")
    wrongAttendance = OwnPlace(WrongAttendance, required=False, source="wrong_attendance")
    auditItem = OwnPlace(AuditItem, required=False, source="audit_item")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        given = set(PLACE_KEYS) & set(self.initial_data)
        if len(given) > 1 or (not given and self.needs_one):
            text = say(f"Geef een van: {', '.join(PLACE_KEYS)}.", f"Give one of: {', '.join(PLACE_KEYS)}.")
            return {"claim": ErrorDetail(text, code="one-of")}
        return {}

    needs_one: ClassVar[bool] = True


class EvidenceIn(EvidencePlaceIn):
    """A PDF, Word document (docx), PNG or JPEG, by itself or with what it shows. Leave out data of patients."""

    example: ClassVar[dict[str, Any]] = {"file": "(the file)", "claim": CLAIM}
    needs_one: ClassVar[bool] = False

    file = serializers.FileField(allow_empty_file=True, help_text="PDF, docx, PNG or JPEG.")


class EvidenceBriefOut(serializers.Serializer):
    """A file that shows something."""

    example: ClassVar[dict[str, Any]] = BRIEF

    uuid = serializers.UUIDField()
    fileName = serializers.CharField(source="file_name")
    mediaType = serializers.CharField(source="media_type")
    size = serializers.IntegerField(help_text="In bytes, as kept.")


class EvidenceOut(EvidenceBriefOut):
    """A file of a professional, and what it shows. `digest` is the SHA-256 of what is kept.

    Images are kept without place, date, device and other notes, so their digest is not that of the file that was sent.
    `lost` says that the store does not have the file at the moment.
    """

    example: ClassVar[dict[str, Any]] = BRIEF | {
        "digest": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
        "claim": CLAIM,
        "proposal": None,
        "missingAttendance": None,
        "wrongAttendance": None,
        "auditItem": None,
        "addedAt": "2026-10-05T19:20:00Z",
        "scannedAt": None,
        "lost": False,
    }

    digest = serializers.CharField()
    claim = serializers.UUIDField(source="claim.uuid", allow_null=True, default=None)
    proposal = serializers.UUIDField(source="proposal.uuid", allow_null=True, default=None)
    missingAttendance = serializers.UUIDField(source="missing_attendance.uuid", allow_null=True, default=None)
    wrongAttendance = serializers.UUIDField(source="wrong_attendance.uuid", allow_null=True, default=None)
    auditItem = serializers.UUIDField(source="audit_item.uuid", allow_null=True, default=None)
    addedAt = serializers.DateTimeField(source="added_at")
    scannedAt = serializers.DateTimeField(source="scanned_at", allow_null=True, help_text="Null: no scanner is set up.")
    lost = serializers.SerializerMethodField()

    def get_lost(self, evidence: Any) -> bool:
        return evidence.lost_at is not None


class EvidenceQuery(Input):
    """Which evidence."""

    claim = serializers.UUIDField(required=False, source="claim__uuid")
    proposal = serializers.UUIDField(required=False, source="proposal__uuid")
    missingAttendance = serializers.UUIDField(required=False, source="missing_attendance__uuid")
    wrongAttendance = serializers.UUIDField(required=False, source="wrong_attendance__uuid")
    auditItem = serializers.UUIDField(required=False, source="audit_item__uuid")


class ContentQuery(Input):
    """The signature of a link."""

    signature = serializers.CharField(required=False, default="", max_length=500)


class EvidenceLinkIn(Input):
    """That you want to read the file."""

    example: ClassVar[dict[str, Any]] = {}


class EvidenceRemovalIn(Input):
    """That you take the file back."""

    example: ClassVar[dict[str, Any]] = {}


class EvidenceLinkOut(serializers.Serializer):
    """An address that gives the file, as a download, to you alone and until `expiresAt`."""

    example: ClassVar[dict[str, Any]] = {
        "url": "https://leerregister.example/api/v1/evidence-files/c1f7a9d2-3b0e-4f6a-9a51-7d2e8b4c6f10/contents?signature=WyJ",
        "expiresAt": "2026-10-05T19:25:00Z",
    }

    url = serializers.SerializerMethodField()
    expiresAt = serializers.DateTimeField(source="expires_at")

    def get_url(self, link: Link) -> str:
        address = reverse("evidence-content", args=[link.evidence])
        return str(self.context["request"].build_absolute_uri(f"{address}?signature={link.signature}"))


class EvidenceDuplicateOut(EvidenceOut):
    """A file that another person sent as well. That may be fine: a list that a whole group signed.

    `sameHere` are the others in this register; `elsewhere` says in how many other dossiers the file is.
    """

    example: ClassVar[dict[str, Any]] = EvidenceOut.example | {
        "registrationNumber": "0012345",
        "sameHere": ["e2b8c0f4-5d1a-4c7b-8e62-9f3a7c5d1b28"],
        "elsewhere": 0,
    }

    registrationNumber = serializers.SerializerMethodField()
    sameHere = serializers.ListField(child=serializers.UUIDField(), source="same_here")
    elsewhere = serializers.IntegerField()

    def get_registrationNumber(self, evidence: Any) -> str:
        number: str = evidence.place.registration.number
        return number
