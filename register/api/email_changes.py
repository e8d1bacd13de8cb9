"""Another mail address of one's own: asked with a recent proof of who one is, confirmed by the key that is mailed."""

from typing import Any, ClassVar, cast
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from register.models import EmailChange, User
from register.scoping import ScopedView
from register.scoping.inputs import Input, Line
from register.services.email_changes import ask_email_change, confirm_email_change


class EmailChangeIn(Input):
    """The address that you want to use from now on."""

    example: ClassVar[dict[str, Any]] = {"address": "anna@thuis.example"}

    address = serializers.EmailField(max_length=254)


class EmailChangeKeyIn(Input):
    """The key of the mail that went to the new address."""

    example: ClassVar[dict[str, Any]] = {"key": "2b4tq-Jb6M4iV8wT3W0z"}

    key = Line(max_length=200)


class EmailChangeOut(serializers.Serializer):
    """A change of your address. It is used once it is confirmed."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "0b6e1a52-3c1f-4f57-9a53-0f2b8b1b7a40",
        "address": "anna@thuis.example",
        "oldAddress": "anna@werk.example",
        "askedAt": "2026-11-22T09:30:00Z",
        "expiresAt": "2026-11-24T09:30:00Z",
        "confirmedAt": None,
    }

    uuid = serializers.UUIDField()
    address = serializers.CharField()
    oldAddress = serializers.CharField(source="old_address")
    askedAt = serializers.DateTimeField(source="asked_at")
    expiresAt = serializers.DateTimeField(source="expires_at", help_text="Confirm it before.")
    confirmedAt = serializers.DateTimeField(source="confirmed_at", allow_null=True)


class EmailChangeList(ScopedView):
    permissions = {"GET": None, "POST": None}
    takes = {"POST": EmailChangeIn}
    gives = {"GET": EmailChangeOut, "POST": EmailChangeOut}
    paginated = True
    recent = frozenset({"POST"})  # whoever has the address can choose another password

    def get(self, request: Request) -> Response:
        """The changes of your own address."""
        return self.page(EmailChange.objects.all())

    def post(self, request: Request) -> Response:
        """Use another address from now on. The key to confirm it is mailed there; five a day at most."""
        account = cast(User, request.user)
        change = ask_email_change(account=account, **self.body(), actor=self.actor, now=self.now())
        return self.created(change, at="email-change")


class EmailChangeDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": EmailChangeOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One change of your address."""
        return self.shown(self.get_or_404(EmailChange.objects.all(), uuid=uuid))


class EmailChangeConfirmationList(ScopedView):
    permissions = {"POST": None}
    takes = {"POST": EmailChangeKeyIn}
    gives = {"POST": EmailChangeOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Confirm by the key that you read the mail of the new address. The old one is told."""
        change = self.get_or_404(EmailChange.objects.select_related("user"), uuid=uuid)
        confirmed = confirm_email_change(change=change, **self.body(), actor=self.actor, now=self.now())
        return self.shown(confirmed, status=201)
