"""Notices: what was sent to whom, and what is about to be."""

from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from notifications.models import Notice
from register.scoping import ScopedView
from register.scoping.inputs import Input, Line


class NoticeOut(serializers.Serializer):
    """One message to one person, about a deadline or an event. `deadlineOn` is the last day for what it is about."""

    example = {
        "uuid": "9a5e3a1c-7f62-4b0d-8a7c-1f5d2e6b7c88",
        "kind": "cycle-reminder",
        "channel": "email",
        "person": "1f0f7f57-9a4e-4b7e-8a53-6f3c1d0a9b42",
        "address": "",
        "registration": "8a8f3a5e-5c39-4a43-a2f7-2f1c6a0b7d19",
        "event": None,
        "milestone": "earn:6 months",
        "deadlineOn": "2027-02-28",
        "dueOn": "2026-08-28",
        "state": "SENT",
        "reason": "",
        "subject": "Nog 12 punten te gaan",
        "sentTo": "zoe@person.example",
        "error": "",
        "plannedAt": "2026-08-28T06:00:00Z",
        "sentAt": "2026-08-28T06:00:31Z",
    }

    uuid = serializers.UUIDField()
    kind = serializers.CharField()
    channel = serializers.CharField()
    person = serializers.UUIDField(
        source="person.uuid", allow_null=True, default=None, help_text="Null for a reader known by an address only."
    )
    address = serializers.CharField(help_text="Of a reader who is no person of the registers; else empty.")
    registration = serializers.UUIDField(
        source="registration.uuid", allow_null=True, default=None, help_text="Null for a notice about an event."
    )
    event = serializers.CharField(source="event.kind", allow_null=True, default=None, help_text="What happened.")
    milestone = serializers.CharField(help_text="Empty for a notice about an event.")
    deadlineOn = serializers.DateField(source="deadline_on", allow_null=True)
    dueOn = serializers.DateField(source="due_on")
    state = serializers.ChoiceField(choices=Notice.State.choices)
    reason = serializers.ChoiceField(
        choices=[("", "it is sent"), *Notice.Reason.choices], help_text="Why nothing is sent."
    )
    subject = serializers.CharField()
    sentTo = serializers.CharField(source="sent_to", help_text="The address of the last attempt.")
    error = serializers.CharField(help_text="What stood in the way, or what the mail server said when it came back.")
    plannedAt = serializers.DateTimeField(source="planned_at")
    sentAt = serializers.DateTimeField(source="sent_at", allow_null=True)


class NoticeDetailOut(NoticeOut):
    """One message with its text."""

    example = NoticeOut.example | {"body": "Beste Zoë,\n\nVóór 1 maart 2027 …"}

    body = serializers.CharField(help_text="The text as sent, without keys; empty before that.")


class NoticeQuery(Input):
    """Which notices."""

    state = serializers.ChoiceField(required=False, choices=Notice.State.choices)
    register = Line(required=False, source="registration__register__code", max_length=60)
    registration = serializers.UUIDField(required=False, source="registration__uuid")


class NoticeList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": NoticeQuery}
    gives = {"GET": NoticeOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own notices, and those of the registers and associations whose notices you may read."""
        return self.page(Notice.objects.select_related("person", "registration", "event").defer("body"))


class NoticeDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": NoticeDetailOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One notice, with its text."""
        return self.shown(self.get_or_404(Notice.objects.select_related("person", "registration", "event"), uuid=uuid))
