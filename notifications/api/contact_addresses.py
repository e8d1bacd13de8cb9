"""Where you are reached besides your mail address: your own mobile number, confirmed by a code."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from notifications.models import ContactAddress
from notifications.services.contact_addresses import confirm_number, end_number, enter_number
from register.access import Permission
from register.scoping import ScopedView
from register.scoping.inputs import Input, Line


class ContactAddressIn(Input):
    """A mobile number with the code of its country. A code to confirm it is sent there."""

    example: ClassVar[Mapping[str, Any]] = {"address": "+31612345678"}

    address = Line(max_length=30, source="number")


class ContactAddressOut(serializers.Serializer):
    """An address of yours. It is used once it is verified."""

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": "7d0f9c1e-4a53-4f0e-9b1c-2c8a51f0d3b7",
        "channel": "sms",
        "address": "+31612345678",
        "addedAt": "2026-11-22T09:30:00Z",
        "verifiedAt": None,
    }

    uuid = serializers.UUIDField()
    channel = serializers.CharField()
    address = serializers.CharField(help_text="Empty once it was taken away.")
    addedAt = serializers.DateTimeField(source="added_at")
    verifiedAt = serializers.DateTimeField(source="verified_at", allow_null=True)


class CodeIn(Input):
    """The code that was sent."""

    example: ClassVar[Mapping[str, Any]] = {"code": "042917"}

    code = Line(max_length=12)


class ContactAddressEndingIn(Input):
    """Nothing needs to be said."""

    example: ClassVar[Mapping[str, Any]] = {}


class ContactAddressList(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER, "POST": Permission.OWN_DOSSIER}
    takes = {"POST": ContactAddressIn}
    gives = {"GET": ContactAddressOut, "POST": ContactAddressOut}
    paginated = True
    counted = frozenset({"POST"})

    def get(self, request: Request) -> Response:
        """Your own addresses besides your mail address. Nobody else sees them here."""
        return self.page(ContactAddress.objects.exclude(address=""))

    def post(self, request: Request) -> Response:
        """Enter your mobile number, or ask for another code. At most five codes a day."""
        person = self.own_person()
        made = enter_number(person=person, **self.body(), actor=self.actor, now=self.now())
        return self.created(made, at="contact-address")


class ContactAddressDetail(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER}
    gives = {"GET": ContactAddressOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One address of yours."""
        return self.shown(self.get_or_404(ContactAddress.objects.all(), uuid=uuid))


class ContactAddressConfirmationList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": CodeIn}
    gives = {"POST": ContactAddressOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Confirm the number by the code that was sent there in the last half hour. Five tries a code."""
        contact = self.get_or_404(ContactAddress.objects.select_related("person"), uuid=uuid)
        return self.shown(confirm_number(contact=contact, **self.body(), actor=self.actor, now=self.now()), status=201)


class ContactAddressEndingList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": ContactAddressEndingIn}
    gives = {"POST": ContactAddressOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take the number away: nothing is sent there any more."""
        contact = self.get_or_404(ContactAddress.objects.select_related("person"), uuid=uuid)
        self.body()
        return self.shown(end_number(contact=contact, actor=self.actor, now=self.now()), status=201)
