"""The inbox: what was written for you, with its text, whatever became of the copy that was mailed."""

from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from notifications.models import Notice
from notifications.services.inbox import mark_read
from register.access import Permission
from register.scoping import ScopedView
from register.scoping.inputs import Flag, Input


class InboxMessageOut(serializers.Serializer):
    """One message to you. `readAt` is when you marked it as read."""

    example = {
        "uuid": "9a5e3a1c-7f62-4b0d-8a7c-1f5d2e6b7c88",
        "kind": "cycle-reminder",
        "registration": "8a8f3a5e-5c39-4a43-a2f7-2f1c6a0b7d19",
        "subject": "Nog 12 punten te gaan",
        "plannedAt": "2026-08-28T06:00:00Z",
        "readAt": None,
    }

    uuid = serializers.UUIDField()
    kind = serializers.CharField()
    registration = serializers.UUIDField(
        source="registration.uuid", allow_null=True, default=None, help_text="Null for a message about an event."
    )
    subject = serializers.CharField()
    plannedAt = serializers.DateTimeField(source="planned_at")
    readAt = serializers.DateTimeField(source="read_at", allow_null=True)


class InboxMessageDetailOut(InboxMessageOut):
    """One message with its text."""

    example = InboxMessageOut.example | {"body": "Beste Zoë,\n\nVóór 1 maart 2027 …"}

    body = serializers.CharField(help_text="Without the keys of links: those are in the mail only.")


class InboxQuery(Input):
    """Which messages."""

    unread = serializers.BooleanField(required=False, source="read_at__isnull")


class ReadingIn(Input):
    """Whether it has been read."""

    example = {"read": True}

    read = Flag(help_text="False marks it as unread again.")


class InboxList(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER}
    asks = {"GET": InboxQuery}
    gives = {"GET": InboxMessageOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The messages that were written for you, newest first."""
        return self.page(_inbox(self.actor.person_id).defer("body"))


class InboxDetail(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER}
    gives = {"GET": InboxMessageDetailOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One message, with its text. Looking at it doesn't mark it as read."""
        return self.shown(self.get_or_404(_inbox(self.actor.person_id), uuid=uuid))


class InboxReadingList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": ReadingIn}
    gives = {"POST": InboxMessageOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Mark a message as read, or as unread."""
        notice = self.get_or_404(_inbox(self.actor.person_id), uuid=uuid)
        mark_read(notice=notice, **self.body(), now=self.now())
        return self.shown(notice, status=201)


def _inbox(person_id: int | None) -> "QuerySet[Notice]":
    return Notice.objects.in_inbox_of(person_id).select_related("registration")
