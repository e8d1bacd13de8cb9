"""What one's own certificates look like on the wire, and those of others that one keeps."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.models import Credential, ImportedCredential, LedgerEntry
from portfolio.selectors.credentials.addresses import certificate_url
from portfolio.services.credentials.verifying import EXPLAINED
from register.access import Actor
from register.models import Cycle, Registration
from register.scoping.inputs import Code, Flag, Input, Line, Named, Text
from register.scoping.wording import say

REGISTRATION = "7f9c24e8-3b12-4f0e-9a51-5c4c6e1d2b30"
VERDICT: dict[str, Any] = {
    "outcome": "VERIFIED",
    "explanation": "Echt: dit is wat de uitgever ondertekende, en het geldt nu.",
    "issuerId": "did:web:hogeschool.example",
    "issuerName": "Hogeschool Example",
    "name": "Minor wondzorg",
    "description": "Een minor van 30 EC.",
    "startsAt": "2026-06-30T10:00:00Z",
    "endsAt": None,
    "revocationChecked": True,
    "keyWasGiven": False,
    "detail": "",
}


class Own(Named):
    """Only what is one's own; another's, though seen, is answered like one that is missing."""

    def __init__(self, rows: Any, *, owner: str, **kwargs: Any) -> None:
        self.owner = owner
        super().__init__(rows, **kwargs)

    def seen_by(self, actor: Actor) -> QuerySet[Any]:
        return super().seen_by(actor).filter(**{self.owner: actor.person_id})


class CredentialIn(Input):
    """Of what: a registration of yours; with `cycle`, of one cycle of it; with `ledgerEntry`, of one activity in it."""

    example: ClassVar[dict[str, Any]] = {"registration": REGISTRATION}

    registration = Own(Registration, owner="person")
    cycle = Own(Cycle, owner="registration__person", required=False)
    ledgerEntry = Own(LedgerEntry, owner="person", required=False, source="entry")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if "cycle" in values and "entry" in values:
            text = say("Geef `cycle` of `ledgerEntry`, niet beide.", "Give `cycle` or `ledgerEntry`, not both.")
            return {"cycle": ErrorDetail(text, code="one-of")}
        registration = values.get("registration")
        if registration and "cycle" in values and values["cycle"].registration_id != registration.pk:
            text = say("Deze cyclus hoort bij een andere inschrijving.", "This cycle is of another registration.")
            return {"cycle": ErrorDetail(text, code="does-not-exist")}
        return {}


class CredentialOut(serializers.Serializer):
    """A certificate. `url` is where anybody sees whether it holds; the certificate itself is under `contents`.

    `ground` says why it was revoked; `reason` is what the office wrote with that.
    """

    example: ClassVar[dict[str, Any]] = {
        "uuid": "a3f0c1d2-4b5e-4f60-8a7b-9c8d7e6f5a40",
        "kind": "REGISTRATION",
        "registration": REGISTRATION,
        "cycle": None,
        "ledgerEntry": None,
        "name": "Inschrijving Kwaliteitsregister",
        "url": "https://leerregister.example/certificates/a3f0c1d2-4b5e-4f60-8a7b-9c8d7e6f5a40",
        "issuedAt": "2026-11-22T08:00:00Z",
        "revokedAt": None,
        "ground": "",
        "reason": "",
    }

    uuid = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Credential.Kind.choices)
    registration = serializers.UUIDField(source="registration.uuid")
    cycle = serializers.UUIDField(source="cycle.uuid", allow_null=True, default=None)
    ledgerEntry = serializers.UUIDField(source="entry.uuid", allow_null=True, default=None)
    name = serializers.CharField()
    url = serializers.SerializerMethodField()
    issuedAt = serializers.DateTimeField(source="issued_at")
    revokedAt = serializers.DateTimeField(source="revoked_at", allow_null=True)
    ground = serializers.CharField()
    reason = serializers.CharField()

    def get_url(self, credential: Credential) -> str:
        return certificate_url(credential.uuid)


class CredentialQuery(Input):
    """Which certificates."""

    registration = serializers.UUIDField(required=False, source="registration__uuid")


class CredentialContentsQuery(Input):
    """In which form: the credential with its proof, the same as a JWT, a page to print, or a QR code of its page."""

    form = serializers.ChoiceField(choices=["document", "token", "pdf", "qr-code"], required=False, default="document")


class CredentialReissueIn(Input):
    """That you want it anew, for instance because your e-mail address changed. The old one is revoked."""

    example: ClassVar[dict[str, Any]] = {}


class CredentialRevocationIn(Input):
    """Why the office revokes, which the owner reads, and whether the owner may ask for it again."""

    example: ClassVar[dict[str, Any]] = {"reason": "Afgegeven op een onjuiste presentielijst.", "mayAskAgain": False}

    reason = Line(max_length=500)
    mayAskAgain = Flag(required=False, default=False, source="may_ask_again")


class CredentialImportIn(Input):
    """A credential of another issuer: the file (JSON, JWT or PNG) or its text; and the issuer's key if you have it."""

    example: ClassVar[dict[str, Any]] = {"credential": "eyJhbGciOiJFZERTQSJ9.e30.c2ln", "publicKey": "z6Mkexample"}

    file = serializers.FileField(required=False)
    credential = Text(required=False, max_length=256 * 1024)
    publicKey = Code(required=False, default="", max_length=500, source="public_key")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if ("file" in values) == ("credential" in values):
            text = say("Geef `file` of `credential`.", "Give `file` or `credential`.")
            return {"credential": ErrorDetail(text, code="one-of")}
        return {}


class CredentialVerdictOut(serializers.Serializer):
    """What verifying gave. Believe what the credential says of itself only when `outcome` is VERIFIED.

    `revocationChecked` is false when it names no list, or one that could not be read. `detail` is for technicians.
    """

    example: ClassVar[dict[str, Any]] = VERDICT

    outcome = serializers.ChoiceField(choices=ImportedCredential.Outcome.choices)
    explanation = serializers.SerializerMethodField()
    issuerId = serializers.CharField(source="issuer_id")
    issuerName = serializers.CharField(source="issuer_name")
    name = serializers.CharField()
    description = serializers.CharField()
    startsAt = serializers.DateTimeField(source="starts_at", allow_null=True)
    endsAt = serializers.DateTimeField(source="ends_at", allow_null=True)
    revocationChecked = serializers.BooleanField(source="revocation_checked")
    keyWasGiven = serializers.BooleanField(source="key_was_given")
    detail = serializers.CharField()

    def get_explanation(self, verdict: Any) -> str:
        outcome = verdict["outcome"] if isinstance(verdict, dict) else verdict.outcome
        return say(*EXPLAINED[outcome])


class ImportedCredentialOut(serializers.Serializer):
    """A credential of another issuer, kept as evidence, and what verifying it gave, last at `verifiedAt`."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "d4e5f6a7-1b2c-4d3e-8f90-a1b2c3d4e5f6",
        "evidence": "c1f7a9d2-3b0e-4f6a-9a51-7d2e8b4c6f10",
        "result": VERDICT,
        "importedAt": "2026-11-22T08:00:00Z",
        "verifiedAt": "2026-11-22T08:00:00Z",
    }

    uuid = serializers.UUIDField()
    evidence = serializers.UUIDField(source="evidence.uuid")
    result = CredentialVerdictOut()
    importedAt = serializers.DateTimeField(source="imported_at")
    verifiedAt = serializers.DateTimeField(source="verified_at")


class CredentialAgainIn(Input):
    """That you want it verified again."""

    example: ClassVar[dict[str, Any]] = {}
