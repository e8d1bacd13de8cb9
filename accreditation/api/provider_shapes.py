"""Providers, their contacts and their authorisations on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from accreditation.api.shapes import ProviderRef, refuse_end_before_start
from accreditation.models import ProviderAuthorisation, ProviderContact
from register.models import Association
from register.scoping.inputs import Day, Flag, Input, Line, Named
from register.scoping.wording import say

CODE = r"^[a-z0-9][a-z0-9-]*$"
SORT = r"^([a-z0-9]+(-[a-z0-9]+)*)?$"
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

    example = {"code": "wondacademie", "name": "Wondacademie Utrecht", "zipCode": "3511 AB", "sort": "private"}

    code = serializers.RegexField(CODE, max_length=60, help_text="Lower case, digits, hyphens.")
    name = Line(max_length=200)
    zipCode = Line(required=False, allow_blank=True, max_length=7, source="postcode")
    sort = serializers.RegexField(SORT, required=False, allow_blank=True, max_length=60, help_text=SORT_HELP)
    confirmed = Flag(required=False, help_text=CONFIRMED)


class ProviderOut(ProviderRef):
    """A training provider."""

    example = ProviderRef.example | {"zipCode": "3511 AB", "sort": "private"}

    zipCode = serializers.CharField(source="postcode")
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
        "zipCode": "3500 AA",
        "town": "Utrecht",
        "country": "NL",
    }

    purpose = serializers.ChoiceField(choices=ProviderContact.Purpose.choices)
    name = Line(max_length=200)
    email = serializers.EmailField(required=False, allow_blank=True, max_length=254)
    telephone = Line(required=False, allow_blank=True, max_length=30)
    address = Line(required=False, allow_blank=True, max_length=200)
    zipCode = Line(required=False, allow_blank=True, max_length=10, source="postcode")
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
    zipCode = serializers.CharField(source="postcode")
    town = serializers.CharField()
    country = serializers.CharField()


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
