"""Providers, their people and their authorisations on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from accreditation.api.shapes import ProviderRef, refuse_end_before_start
from accreditation.models import ProviderAuthorisation, ProviderContact, ProviderSignUp
from register.access import PROVIDER_ROLES
from register.models import Association
from register.scoping.inputs import Day, Flag, Input, Line, Named
from register.scoping.wording import say

CODE = r"^[a-z0-9][a-z0-9-]*$"
SORT = r"^([a-z0-9]+(-[a-z0-9]+)*)?$"
ROLES = [(role.value, role.value) for role in PROVIDER_ROLES]
CONFIRMED = "That it is another provider than those that look like it."
SORT_HELP = "A word that tariffs go by, such as `employer`."
ASSOCIATION = "5d0c2b3e-2a1c-4c58-9a3c-0a4f2d3f5c11"
REASON = "Programme and teachers meet what we ask."


class Reason(Input):
    """Why."""

    example: dict[str, Any] = {"reason": REASON}

    reason = Line(max_length=500)


class ProviderIn(Input):
    """A training provider."""

    example = {"code": "wondacademie", "name": "Wondacademie Utrecht", "postcode": "3511 AB", "sort": "private"}

    code = serializers.RegexField(CODE, max_length=60, help_text="Lower case, digits, hyphens.")
    name = Line(max_length=200)
    postcode = Line(required=False, allow_blank=True, max_length=7)
    sort = serializers.RegexField(SORT, required=False, allow_blank=True, max_length=60, help_text=SORT_HELP)
    confirmed = Flag(required=False, help_text=CONFIRMED)


class ProviderOut(ProviderRef):
    """A training provider."""

    example = ProviderRef.example | {"postcode": "3511 AB", "sort": "private"}

    postcode = serializers.CharField()
    sort = serializers.CharField()


class SortIn(Input):
    """By which tariffs a provider is charged."""

    example: dict[str, Any] = {"sort": "employer"}

    sort = serializers.RegexField(SORT, allow_blank=True, max_length=60, help_text=SORT_HELP)


class ContactIn(Input):
    """Where to reach a provider about one thing."""

    example: dict[str, Any] = {
        "purpose": "INVOICES",
        "name": "Sanne de Wit",
        "email": "facturen@wondacademie.example",
        "telephone": "030 123 4567",
        "address": "Postbus 12",
        "postcode": "3500 AA",
        "town": "Utrecht",
        "country": "NL",
    }

    purpose = serializers.ChoiceField(choices=ProviderContact.Purpose.choices)
    name = Line(max_length=200)
    email = serializers.EmailField(required=False, allow_blank=True)
    telephone = Line(required=False, allow_blank=True, max_length=30)
    address = Line(required=False, allow_blank=True, max_length=200)
    postcode = Line(required=False, allow_blank=True, max_length=10)
    town = Line(required=False, allow_blank=True, max_length=100)
    country = serializers.RegexField(r"^[A-Z]{2}$", required=False, help_text="Two letters of ISO 3166.")


class ContactOut(serializers.Serializer):
    """Where to reach a provider about one thing."""

    example: dict[str, Any] = dict(ContactIn.example)

    purpose = serializers.ChoiceField(choices=ProviderContact.Purpose.choices)
    name = serializers.CharField()
    email = serializers.CharField()
    telephone = serializers.CharField()
    address = serializers.CharField()
    postcode = serializers.CharField()
    town = serializers.CharField()
    country = serializers.CharField()


class SignUpIn(Input):
    """Who asks for the account of a provider that has none yet, and of which association."""

    example: dict[str, Any] = {
        "association": ASSOCIATION,
        "name": "Wondacademie Utrecht",
        "postcode": "3511 AB",
        "contactName": "Sanne de Wit",
        "email": "sanne@wondacademie.example",
        "motivation": "We teach wound care to nurses.",
    }

    association = Named(Association)
    name = Line(max_length=200)
    postcode = Line(max_length=7)
    sort = serializers.RegexField(SORT, required=False, allow_blank=True, max_length=60, help_text=SORT_HELP)
    contactName = Line(max_length=200, source="contact_name")
    email = serializers.EmailField()
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
    postcode = serializers.CharField()
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

    email = serializers.EmailField()
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

    key = Line(max_length=100)
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
        "endsBefore": None,
        "reason": "Reports attendance from June.",
        "grantedBy": "0f1e2d3c-4b5a-4968-8776-655443322110",
    }

    user = serializers.UUIDField(source="user.uuid")
    email = serializers.CharField(source="user.email")
    role = serializers.ChoiceField(choices=ROLES)
    startsOn = serializers.DateField(source="starts_on")
    endsBefore = serializers.DateField(source="ends_before", allow_null=True)
    reason = serializers.CharField()
    grantedBy = serializers.SerializerMethodField()

    def get_grantedBy(self, grant: Any) -> str | None:  # named after its field
        return str(grant.granted_by.uuid) if grant.granted_by else None


class RoleEndingIn(Input):
    """Whose role ends."""

    example: dict[str, Any] = {"user": ProviderRoleOut.example["user"], "role": "PROVIDER_SUBMITTER"}

    user = serializers.UUIDField()
    role = serializers.ChoiceField(choices=ROLES)


class RoleEndingOut(serializers.Serializer):
    """Since when somebody no longer has a role."""

    example: dict[str, Any] = RoleEndingIn.example | {"endedOn": "2026-06-01"}

    user = serializers.UUIDField()
    role = serializers.ChoiceField(choices=ROLES)
    endedOn = serializers.DateField(source="ended_on")


class AuthorisationIn(Input):
    """From when an association lets a provider bring courses; `endsBefore` is the first day without."""

    example = {"association": ASSOCIATION, "startsOn": "2026-01-01", "endsBefore": "2030-01-01"}

    association = Named(Association)
    startsOn = Day(source="starts_on")
    endsBefore = Day(required=False, allow_null=True, source="ends_before")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        return refuse_end_before_start(values, "starts_on", "ends_before", "endsBefore")


class AuthorisationOut(serializers.Serializer):
    """An association's permission for a provider to bring courses before it, from the question to its end."""

    example: dict[str, Any] = AuthorisationIn.example | {
        "uuid": "3c4d5e6f-7a8b-4c9d-8e0f-1a2b3c4d5e6f",
        "provider": ProviderRef.example,
        "state": "GRANTED",
        "motivation": "We teach wound care to nurses.",
        "reason": "",
        "askedAt": "2025-12-01T09:00:00Z",
        "decidedAt": "2025-12-15T09:00:00Z",
        "withdrawnAt": None,
    }

    uuid = serializers.UUIDField()
    provider = ProviderRef()
    association = serializers.UUIDField(source="association.uuid")
    state = serializers.ChoiceField(choices=ProviderAuthorisation.State.choices)
    motivation = serializers.CharField()
    reason = serializers.CharField()
    startsOn = serializers.DateField(source="starts_on", allow_null=True)
    endsBefore = serializers.DateField(source="ends_before", allow_null=True)
    askedAt = serializers.DateTimeField(source="asked_at", allow_null=True)
    decidedAt = serializers.DateTimeField(source="decided_at", allow_null=True)
    withdrawnAt = serializers.DateTimeField(source="withdrawn_at", allow_null=True)


class AuthorisationQuery(Input):
    """Which authorisations."""

    state = serializers.ChoiceField(required=False, choices=ProviderAuthorisation.State.choices)
    association = serializers.UUIDField(required=False, source="association__uuid")
    provider = serializers.UUIDField(required=False, source="provider__uuid")


class AuthorisationRequestIn(Input):
    """Which association is asked, and why it should."""

    example: dict[str, Any] = {"association": ASSOCIATION, "motivation": "We teach wound care to nurses."}

    association = Named(Association)
    motivation = serializers.CharField(max_length=2000)


class AuthorisationDecisionIn(Input):
    """Granted from a day until, perhaps, another; or refused, with the reason."""

    example: dict[str, Any] = {
        "granted": True,
        "startsOn": "2026-01-01",
        "endsBefore": "2030-01-01",
        "reason": REASON,
    }

    granted = Flag()
    startsOn = Day(required=False, source="starts_on", help_text="With a grant.")
    endsBefore = Day(required=False, allow_null=True, default=None, source="ends_before")
    reason = Line(required=False, allow_blank=True, default="", max_length=500, help_text="With a refusal.")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if values.get("granted") and "starts_on" not in values:
            text = say("Noem de eerste dag.", "Name the first day.")
            return {"startsOn": ErrorDetail(text, code="required")}
        if values.get("granted") is False and not values.get("reason"):
            text = say("Zeg waarom niet.", "Say why not.")
            return {"reason": ErrorDetail(text, code="required")}
        return refuse_end_before_start(values, "starts_on", "ends_before", "endsBefore")


class AuthorisationWithdrawalIn(Input):
    """Why, and the first day on which it no longer holds."""

    example: dict[str, Any] = {"endsBefore": "2026-06-01", "reason": "No course was brought in three years."}

    endsBefore = Day(source="ends_before")
    reason = Line(max_length=500)
