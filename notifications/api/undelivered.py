"""What did not arrive, for the office: notices that wait for a decision, and addresses that are dead."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

from notifications.api.notices import NoticeOut
from notifications.models import DeadAddress, Notice
from notifications.services.bounces import clear_dead_address
from notifications.services.outcomes import Settlement, settle_undelivered_notice
from register.access import Permission
from register.scoping import ScopedView
from register.scoping.inputs import Input, Line, PastDay
from register.scoping.wording import say

RELATED = ("person", "registration__register", "event")


class UndeliveredQuery(Input):
    """Which notices."""

    state = serializers.ChoiceField(required=False, choices=["UNKNOWN", "FAILED", "BOUNCED", "SKIPPED"])
    register = Line(required=False, source="registration__register__code", max_length=60)


class SettlementIn(Input):
    """What became of the notice. `toldOn`: on which day its reader was told in another way."""

    example = {"settlement": "TOLD", "toldOn": "2026-09-02"}

    settlement = serializers.ChoiceField(
        choices=[
            ("ARRIVED", "it did arrive"),
            ("SEND_AGAIN", "it did not: send it again, as the same message"),
            ("TOLD", "it did not: its reader was told in another way, such as by letter"),
        ]
    )
    toldOn = PastDay(required=False, source="told_on")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if values.get("settlement") == Settlement.TOLD and "told_on" not in values:
            text = say("Geef de dag waarop het is verteld.", "Give the day on which it was told.")
            return {"toldOn": ErrorDetail(text, code="required")}
        return {}


class DeadAddressOut(serializers.Serializer):
    """An address that nothing is sent to: mail comes back, or its reader called it spam."""

    example = {
        "uuid": "2b0e7f51-1d0a-4c53-9f0d-7d8c2f4b6a19",
        "channel": "email",
        "address": "zoe@person.example",
        "person": "1f0f7f57-9a4e-4b7e-8a53-6f3c1d0a9b42",
        "name": "Zoë van der Brûlée",
        "reason": "BOUNCED",
        "detail": "5.1.1 smtp; 550 5.1.1 user unknown",
        "foundAt": "2026-08-28T06:02:11Z",
        "clearedAt": None,
    }

    uuid = serializers.UUIDField()
    channel = serializers.CharField()
    address = serializers.CharField()
    person = serializers.UUIDField(
        source="person.uuid", allow_null=True, default=None, help_text="Null for a reader known by an address only."
    )
    name = serializers.CharField(source="person.full_name", default="", help_text="Of the person.")
    reason = serializers.ChoiceField(choices=DeadAddress.Reason.choices)
    detail = serializers.CharField(help_text="What the mail server said.")
    foundAt = serializers.DateTimeField(source="found_at")
    clearedAt = serializers.DateTimeField(source="cleared_at", allow_null=True)


class DeadAddressQuery(Input):
    """Which addresses."""

    reason = serializers.ChoiceField(required=False, choices=DeadAddress.Reason.choices)


class UndeliveredNoticeList(ScopedView):
    permissions = {"GET": Permission.READ_NOTICES}
    asks = {"GET": UndeliveredQuery}
    gives = {"GET": NoticeOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Notices that had to reach their reader and, as far as is known, did not: somebody has to do something."""
        self.require_somewhere()
        return self.page(Notice.objects.undelivered().select_related(*RELATED).defer("body"))


class NoticeSettlementList(ScopedView):
    permissions = {"POST": Permission.MANAGE_REGISTRATIONS}
    takes = {"POST": SettlementIn}
    gives = {"POST": NoticeOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say what became of a notice that did not arrive as far as is known, or have it sent again."""
        notice = self.get_or_404(Notice.objects.select_related(*RELATED), uuid=uuid)
        concerns = notice.concerns
        register = concerns["register_id"]
        self.require(register_id=register, organisation_id=None if register else concerns["organisation_id"])
        body = self.body()
        settlement = Settlement(body.pop("settlement"))
        settle_undelivered_notice(notice=notice, settlement=settlement, **body, actor=self.actor, now=self.now())
        notice.refresh_from_db(fields=["state", "reason", "sent_at"])
        return self.shown(notice, status=201)


class DeadAddressList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": DeadAddressQuery}
    gives = {"GET": DeadAddressOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own address while nothing is sent to it, and those of the people whose notices you may read."""
        return self.page(DeadAddress.objects.standing().select_related("person"))


class DeadAddressDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": DeadAddressOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One address that nothing is, or was, sent to."""
        return self.shown(self.get_or_404(DeadAddress.objects.select_related("person"), uuid=uuid))


class DeadAddressClearanceIn(Input):
    """Nothing needs to be said."""

    example: ClassVar[Mapping[str, Any]] = {}


class DeadAddressClearanceList(ScopedView):
    permissions = {"POST": None}
    gives = {"POST": DeadAddressOut}
    takes = {"POST": DeadAddressClearanceIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Use the address again: it works after all. Its owner and the office may say so."""
        dead = self.get_or_404(DeadAddress.objects.select_related("person", "notice"), uuid=uuid)
        self.body()
        clear_dead_address(dead=dead, actor=self.actor, now=self.now())
        dead.refresh_from_db(fields=["cleared_at"])
        return self.shown(dead, status=201)
