"""What anybody sees of a certificate, and how anybody has one verified."""

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.models import Credential
from portfolio.selectors.credentials.addresses import did_of
from register.scoping.inputs import Code, Input, Line, refuse
from register.scoping.wording import say


class CredentialIssuerOut(serializers.Serializer):
    """Who issued it: the association, by name and by DID."""

    example: ClassVar[dict[str, Any]] = {"id": "did:web:leerregister.example:associations:venvn", "name": "V&VN"}

    id = serializers.SerializerMethodField()
    name = serializers.CharField()

    def get_id(self, association: Any) -> str:
        return did_of(association)


class CertificateOut(serializers.Serializer):
    """Whether a certificate holds and what it says. Whose it is, is not told."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "a3f0c1d2-4b5e-4f60-8a7b-9c8d7e6f5a40",
        "holds": True,
        "kind": "REGISTRATION",
        "name": "Inschrijving Kwaliteitsregister",
        "description": "Ingeschreven in Kwaliteitsregister sinds 01-03-2022.",
        "issuer": CredentialIssuerOut.example,
        "issuedAt": "2026-11-22T08:00:00Z",
        "revokedAt": None,
    }

    uuid = serializers.UUIDField()
    holds = serializers.SerializerMethodField()
    kind = serializers.ChoiceField(choices=Credential.Kind.choices)
    name = serializers.CharField()
    description = serializers.SerializerMethodField()
    issuer = CredentialIssuerOut(source="key.association")
    issuedAt = serializers.DateTimeField(source="issued_at")
    revokedAt = serializers.DateTimeField(source="revoked_at", allow_null=True)

    def get_holds(self, credential: Credential) -> bool:
        return credential.revoked_at is None

    def get_description(self, credential: Credential) -> str:
        return str(credential.document.get("description", ""))


class HolderCheckIn(Input):
    """Whose you think it is: by e-mail address, or by number in the register."""

    example: ClassVar[dict[str, Any]] = {"registrationNumber": "0012345"}

    emailAddress = Line(required=False, max_length=254, source="email_address")
    registrationNumber = Code(required=False, max_length=40, source="registration_number")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if len(values) != 1:
            text = say("Geef één van beide.", "Give one of the two.")
            return {"registrationNumber": ErrorDetail(text, code="one-of")}
        return {}


class HolderCheckOut(serializers.Serializer):
    """Whether the certificate is that person's."""

    example: ClassVar[dict[str, Any]] = {"matches": True}

    matches = serializers.BooleanField()


@extend_schema_field({"oneOf": [{"type": "string"}, {"type": "object", "additionalProperties": True}]})
class Pasted(serializers.Field):
    """A credential as text, or as the JSON object it is."""

    def to_internal_value(self, data: Any) -> bytes:
        if isinstance(data, Mapping):
            return json.dumps(data).encode()
        if not isinstance(data, str):
            refuse("Geef een tekst of een JSON-object.", "Give a text or a JSON object.", "invalid")
        return data.encode()

    def to_representation(self, value: bytes) -> str:
        return value.decode()


class CredentialVerificationIn(Input):
    """A credential, ours or another issuer's; and the issuer's public key when it can't be known otherwise."""

    example: ClassVar[dict[str, Any]] = {"credential": "eyJhbGciOiJFZERTQSJ9.e30.c2ln"}

    credential = Pasted()
    publicKey = Code(required=False, default="", max_length=500, source="public_key")
