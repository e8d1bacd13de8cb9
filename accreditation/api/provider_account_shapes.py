"""Accounts of providers and roles at them on the wire: asked for, offered, taken up, ended."""

from typing import Any

from rest_framework import serializers

from accreditation.api.provider_shapes import ASSOCIATION, CODE, CONFIRMED, SORT, SORT_HELP
from accreditation.api.shapes import ProviderRef
from accreditation.models import ProviderSignUp
from register.access import PROVIDER_ROLES
from register.models import Association
from register.scoping.inputs import Code, Day, Flag, Input, Line, Named

ROLES = [(role.value, role.value) for role in PROVIDER_ROLES]


class SignUpIn(Input):
    """Who asks for the account of a provider that has none yet, and of which association."""

    example: dict[str, Any] = {
        "association": ASSOCIATION,
        "name": "Wondacademie Utrecht",
        "zipCode": "3511 AB",
        "contactName": "Sanne de Wit",
        "email": "sanne@wondacademie.example",
        "motivation": "We teach wound care to nurses.",
    }

    association = Named(Association)
    name = Line(max_length=200)
    zipCode = Line(max_length=7, source="postcode")
    sort = serializers.RegexField(SORT, required=False, allow_blank=True, max_length=60, help_text=SORT_HELP)
    contactName = Line(max_length=200, source="contact_name")
    email = serializers.EmailField(max_length=254)
    telephone = Line(required=False, allow_blank=True, max_length=30)
    motivation = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    confirmed = Flag(required=False, help_text=CONFIRMED)


class SignUpReceiptOut(serializers.Serializer):
    """That it was asked. The answer comes by mail."""

    example: dict[str, Any] = {"uuid": "0b1e2f3a-4c5d-4e6f-8a7b-9c0d1e2f3a4b", "askedAt": "2026-01-15T09:00:00Z"}

    uuid = serializers.UUIDField()
    askedAt = serializers.DateTimeField(source="asked_at")


class SignUpOut(SignUpReceiptOut):
    """What was asked, and what the office answered."""

    example = (
        SignUpReceiptOut.example
        | {key: value for key, value in SignUpIn.example.items()}
        | {"sort": "", "telephone": "", "state": "ASKED", "reason": "", "decidedAt": None, "provider": None}
    )

    association = serializers.UUIDField(source="association.uuid")
    name = serializers.CharField()
    zipCode = serializers.CharField(source="postcode")
    sort = serializers.CharField()
    contactName = serializers.CharField(source="contact_name")
    email = serializers.CharField()
    telephone = serializers.CharField()
    motivation = serializers.CharField()
    state = serializers.ChoiceField(choices=ProviderSignUp.State.choices)
    reason = serializers.CharField()
    decidedAt = serializers.DateTimeField(source="decided_at", allow_null=True)
    provider = ProviderRef(allow_null=True)


class SignUpQuery(Input):
    """Which sign-ups."""

    state = serializers.ChoiceField(required=False, choices=ProviderSignUp.State.choices)


class AcceptanceIn(Input):
    """The code under which the provider is known from now on."""

    example: dict[str, Any] = {"code": "wondacademie"}

    code = serializers.RegexField(CODE, max_length=60, help_text="Lower case, digits, hyphens.")
    confirmed = Flag(required=False, default=False, help_text=CONFIRMED)


class InvitationIn(Input):
    """Who gets which role, why and until when. `endsBefore` is the first day without."""

    example: dict[str, Any] = {
        "email": "collega@wondacademie.example",
        "role": "PROVIDER_SUBMITTER",
        "reason": "Reports attendance from June.",
    }

    email = serializers.EmailField(max_length=254)
    role = serializers.ChoiceField(choices=ROLES)
    reason = Line(max_length=200)
    endsBefore = Day(required=False, allow_null=True, default=None, source="ends_before")


class InvitationOut(serializers.Serializer):
    """A role that waits to be taken up."""

    example = InvitationIn.example | {
        "uuid": "1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f",
        "endsBefore": None,
        "invitedAt": "2026-01-15T09:00:00Z",
        "expiresAt": "2026-01-29T09:00:00Z",
        "acceptedAt": None,
    }

    uuid = serializers.UUIDField()
    email = serializers.CharField()
    role = serializers.ChoiceField(choices=ROLES)
    reason = serializers.CharField()
    endsBefore = serializers.DateField(source="ends_before", allow_null=True)
    invitedAt = serializers.DateTimeField(source="invited_at")
    expiresAt = serializers.DateTimeField(source="expires_at")
    acceptedAt = serializers.DateTimeField(source="accepted_at", allow_null=True)


class TakingUpIn(Input):
    """The key from the mail. Without an account: the password of the new one."""

    example: dict[str, Any] = {"key": "QH1m0c1JzB6Yt8Wn5k2Lr9Xs4Vd7Gf3P", "password": "vier gewone woorden samen"}

    key = Code(max_length=100)
    password = serializers.CharField(required=False, default="", max_length=200, trim_whitespace=False)


class TakenUpOut(serializers.Serializer):
    """That the role was taken up."""

    example: dict[str, Any] = {
        "provider": ProviderRef.example,
        "role": "PROVIDER_SUBMITTER",
        "acceptedAt": "2026-01-16T09:00:00Z",
    }

    provider = ProviderRef()
    role = serializers.ChoiceField(choices=ROLES)
    acceptedAt = serializers.DateTimeField(source="accepted_at")


class ProviderRoleOut(serializers.Serializer):
    """A role of somebody at the provider: given by whom, why, from when until before which day."""

    example: dict[str, Any] = {
        "user": "9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d",
        "email": "collega@wondacademie.example",
        "role": "PROVIDER_SUBMITTER",
        "startsOn": "2026-01-16",
        "endsBefore": "2028-01-17",
        "reason": "Reports attendance from June.",
        "grantedBy": "0f1e2d3c-4b5a-4968-8776-655443322110",
        "endedAt": None,
        "endReason": "",
    }

    user = serializers.UUIDField(source="user.uuid")
    email = serializers.CharField(source="user.email")
    role = serializers.ChoiceField(choices=ROLES)
    startsOn = serializers.DateField(source="starts_on")
    endsBefore = serializers.DateField(source="ends_before", allow_null=True)
    reason = serializers.CharField()
    grantedBy = serializers.UUIDField(source="granted_by.uuid")
    endedAt = serializers.DateTimeField(source="ended_at", allow_null=True)
    endReason = serializers.CharField(source="end_reason")


class RoleEndingIn(Input):
    """Whose role ends, and why."""

    example: dict[str, Any] = {
        "user": ProviderRoleOut.example["user"],
        "role": "PROVIDER_SUBMITTER",
        "reason": "Works elsewhere from June.",
    }

    user = serializers.UUIDField()
    role = serializers.ChoiceField(choices=ROLES)
    reason = Line(max_length=200)


class RoleEndingOut(serializers.Serializer):
    """Since when somebody no longer has a role."""

    example: dict[str, Any] = RoleEndingIn.example | {"endedOn": "2026-06-01"}

    user = serializers.UUIDField()
    role = serializers.ChoiceField(choices=ROLES)
    reason = serializers.CharField()
    endedOn = serializers.DateField(source="ended_on")
