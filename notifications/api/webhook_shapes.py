"""What webhooks look like on the wire."""

from collections.abc import Mapping
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from notifications.catalogue.webhooks import PING, WEBHOOK_KINDS
from notifications.models import WebhookDelivery, WebhookSubscription
from register.access import Permission
from register.models import Organisation
from register.scoping.inputs import Input, Line, Moment, Named

UUID_OF = {
    "subscription": "3c0e5d3a-0b64-4d6c-9d83-2f5a3a0c9b10",
    "organisation": "7b1f5e2a-3f5e-4a3c-8d3e-0f2b5f0c7a10",
    "delivery": "0f9b2a9e-5a1f-4b52-9d2c-7f3c1c0f5e21",
}
MOST_OVERLAP_HOURS = 7 * 24
KINDS = list(WEBHOOK_KINDS)


class OwnOrganisation(Named):
    """An organisation whose webhooks the actor manages."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Organisation, **kwargs)

    def seen_by(self, actor: Any) -> Any:
        return Organisation.objects.filter(pk__in=actor.organisations_with(Permission.MANAGE_WEBHOOKS))


class KindsIn(serializers.ListField):
    """Kinds of events, each once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=Line(max_length=60), min_length=1, max_length=len(KINDS), **kwargs)


class WebhookSubscriptionIn(Input):
    """Where to post, and what about. The address has to be https on port 443, on the public internet."""

    example: ClassVar[Mapping[str, Any]] = {
        "organisation": UUID_OF["organisation"],
        "url": "https://hooks.leerplein.example/leerregister",
        "kinds": ["application.granted", "attendance.reported"],
        "description": "Leerplein, productie",
    }

    organisation = OwnOrganisation()
    url = Line(max_length=500)
    kinds = KindsIn(help_text="Of the catalogue in docs/webhooks.md, as far as it concerns the organisation.")
    description = Line(required=False, allow_blank=True, default="", max_length=200)


class WebhookChangeIn(Input):
    """What is to be otherwise; what is left out stays."""

    example: ClassVar[Mapping[str, Any]] = {"kinds": ["application.granted"]}

    url = Line(required=False, max_length=500)
    kinds = KindsIn(required=False)
    description = Line(required=False, allow_blank=True, max_length=200)


class WebhookSubscriptionOut(serializers.Serializer):
    """A webhook. `failingSince` is the first failure after what last arrived."""

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": UUID_OF["subscription"],
        "organisation": UUID_OF["organisation"],
        "url": "https://hooks.leerplein.example/leerregister",
        "kinds": ["application.granted", "attendance.reported"],
        "description": "Leerplein, productie",
        "state": "ACTIVE",
        "reason": "",
        "addedAt": "2026-11-22T09:00:00Z",
        "arrivedAt": None,
        "failingSince": None,
    }

    uuid = serializers.UUIDField()
    organisation = serializers.UUIDField(source="organisation.uuid")
    url = serializers.CharField()
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=KINDS))
    description = serializers.CharField()
    state = serializers.ChoiceField(choices=WebhookSubscription.State.choices)
    reason = serializers.ChoiceField(
        choices=[("", "it was not disabled"), *WebhookSubscription.Reason.choices], help_text="Why it was disabled."
    )
    addedAt = serializers.DateTimeField(source="added_at")
    arrivedAt = serializers.DateTimeField(source="arrived_at", allow_null=True)
    failingSince = serializers.DateTimeField(source="failing_since", allow_null=True)


class WebhookWithSecretOut(WebhookSubscriptionOut):
    """A webhook and its new secret, which is shown this once."""

    example = dict(WebhookSubscriptionOut.example) | {"secret": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"}

    secret = serializers.CharField(help_text="Of Standard Webhooks. Store it now: it cannot be shown again.")


class WebhookSecretIn(Input):
    """How long the secret that is replaced goes on signing along."""

    example: ClassVar[Mapping[str, Any]] = {"overlapHours": 24}

    overlapHours = serializers.IntegerField(
        required=False,
        default=24,
        min_value=0,
        max_value=MOST_OVERLAP_HOURS,
        source="overlap_hours",
        help_text="0: not at all.",
    )


class WebhookStepIn(Input):
    """Nothing: an empty object."""

    example: ClassVar[Mapping[str, Any]] = {}


class WebhookReplayIn(Input):
    """From which moment on everything is told once more. At most thirty days ago."""

    example: ClassVar[Mapping[str, Any]] = {"since": "2026-11-20T00:00:00+01:00"}

    since = Moment()


class WebhookDeliveryQuery(Input):
    """Which deliveries."""

    state = serializers.ChoiceField(required=False, choices=WebhookDelivery.State.choices)


class WebhookDeliveryOut(serializers.Serializer):
    """One event told to one webhook. `uuid` is its webhook-id; `status` what the receiver last answered."""

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": UUID_OF["delivery"],
        "subscription": UUID_OF["subscription"],
        "kind": "application.granted",
        "sequence": 17,
        "state": "QUEUED",
        "attempts": 2,
        "nextAt": "2026-11-22T09:06:03Z",
        "status": 503,
        "error": "The receiver answered 503.",
        "plannedAt": "2026-11-22T09:00:00Z",
        "sentAt": None,
    }

    uuid = serializers.UUIDField()
    subscription = serializers.UUIDField(source="subscription.uuid")
    kind = serializers.ChoiceField(choices=[*KINDS, PING])
    sequence = serializers.IntegerField()
    state = serializers.ChoiceField(choices=WebhookDelivery.State.choices)
    attempts = serializers.IntegerField()
    nextAt = serializers.SerializerMethodField(help_text="Not before then; null when it is not queued.")
    status = serializers.IntegerField(allow_null=True)
    error = serializers.CharField()
    plannedAt = serializers.DateTimeField(source="planned_at")
    sentAt = serializers.DateTimeField(source="sent_at", allow_null=True)

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_nextAt(self, delivery: WebhookDelivery) -> Any:
        queued = delivery.state == WebhookDelivery.State.QUEUED
        return serializers.DateTimeField().to_representation(delivery.not_before) if queued else None
