"""Webhooks over HTTP: an organisation says where it wants to hear of what, and sees what became of it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from notifications.api.webhook_shapes import (
    WebhookChangeIn,
    WebhookDeliveryOut,
    WebhookDeliveryQuery,
    WebhookReplayIn,
    WebhookSecretIn,
    WebhookStepIn,
    WebhookSubscriptionIn,
    WebhookSubscriptionOut,
    WebhookWithSecretOut,
)
from notifications.models import WebhookDelivery, WebhookSubscription
from notifications.services.webhooks.replaying import replay, replay_since, send_ping
from notifications.services.webhooks.secrets import replace_secret
from notifications.services.webhooks.subscriptions import change_subscription, pause, subscribe, switch_on
from register.access import Permission
from register.scoping import ScopedView

ROWS = WebhookSubscription.objects.select_related("organisation")
DELIVERIES = WebhookDelivery.objects.select_related("subscription")


class _WebhookView(ScopedView):
    """A view about webhooks that the actor manages; those of others do not exist."""

    def told(self, subscription: WebhookSubscription, *, secret: str = "") -> Response:
        subscription.secret = secret  # type: ignore[attr-defined]
        return self.created(subscription, at="webhook-subscription")


class WebhookSubscriptionList(_WebhookView):
    permissions = {"GET": None, "POST": Permission.MANAGE_WEBHOOKS}
    takes = {"POST": WebhookSubscriptionIn}
    gives = {"GET": WebhookSubscriptionOut, "POST": WebhookWithSecretOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The webhooks of your organisation."""
        return self.page(ROWS)

    def post(self, request: Request) -> Response:
        """Let your organisation hear of events. The secret that signs them is shown once."""
        self.require_somewhere()
        body = self.body()
        self.require_whole(body["organisation"])
        subscription, secret = subscribe(**body, actor=self.actor, now=self.now())
        return self.told(subscription, secret=secret)


class WebhookSubscriptionDetail(_WebhookView):
    permissions = {"GET": None}
    gives = {"GET": WebhookSubscriptionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One webhook, and whether things arrive."""
        return self.shown(self.get_or_404(ROWS, uuid=uuid))


class WebhookChangeList(_WebhookView):
    replaces = True
    permissions = {"POST": Permission.MANAGE_WEBHOOKS}
    takes = {"POST": WebhookChangeIn}
    gives = {"POST": WebhookSubscriptionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Change the address, the kinds or the description. What is queued goes to the new address."""
        found = self.get_or_404(ROWS, uuid=uuid)
        return self.told(change_subscription(subscription=found, **self.body(), actor=self.actor, now=self.now()))


class WebhookSecretList(_WebhookView):
    permissions = {"POST": Permission.MANAGE_WEBHOOKS}
    takes = {"POST": WebhookSecretIn}
    gives = {"POST": WebhookWithSecretOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Replace the secret. The old one signs along for a while; the new one is shown once."""
        found = self.get_or_404(ROWS, uuid=uuid)
        overlap = timedelta(hours=self.body()["overlap_hours"])
        secret = replace_secret(subscription=found, overlap=overlap, actor=self.actor, now=self.now())
        return self.told(found, secret=secret)


class _Step(_WebhookView):
    permissions = {"POST": Permission.MANAGE_WEBHOOKS}
    takes = {"POST": WebhookStepIn}
    gives = {"POST": WebhookSubscriptionOut}

    def taken(self, uuid: UUID, step: Callable[..., WebhookSubscription]) -> Response:
        found = self.get_or_404(ROWS, uuid=uuid)
        self.body()
        return self.told(step(subscription=found, actor=self.actor, now=self.now()))


class WebhookPauseList(_Step):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Send nothing until it is switched on again; what happens meanwhile is told then."""
        return self.taken(uuid, pause)


class WebhookActivationList(_Step):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Switch it on again, after a pause or after it was disabled."""
        return self.taken(uuid, switch_on)


class WebhookReplayList(_WebhookView):
    permissions = {"POST": Permission.MANAGE_WEBHOOKS}
    takes = {"POST": WebhookReplayIn}
    gives = {"POST": WebhookSubscriptionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Tell everything since a moment once more, each with the webhook-id it had."""
        found = self.get_or_404(ROWS, uuid=uuid)
        return self.told(replay_since(subscription=found, **self.body(), actor=self.actor, now=self.now()))


class WebhookPingList(_WebhookView):
    permissions = {"POST": Permission.MANAGE_WEBHOOKS}
    takes = {"POST": WebhookStepIn}
    gives = {"POST": WebhookDeliveryOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Send a ping, to see whether your receiver takes it."""
        found = self.get_or_404(ROWS, uuid=uuid)
        self.body()
        return self.created(send_ping(subscription=found, actor=self.actor, now=self.now()), at="webhook-delivery")


class WebhookSubscriptionDeliveryList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": WebhookDeliveryQuery}
    gives = {"GET": WebhookDeliveryOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """What was sent to one webhook, waits, or is parked, newest first."""
        return self.page(DELIVERIES.filter(subscription=self.get_or_404(ROWS, uuid=uuid)))


class WebhookDeliveryDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": WebhookDeliveryOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One delivery, and what the receiver last answered."""
        return self.shown(self.get_or_404(DELIVERIES, uuid=uuid))


class WebhookDeliveryReplayList(ScopedView):
    permissions = {"POST": Permission.MANAGE_WEBHOOKS}
    takes = {"POST": WebhookStepIn}
    gives = {"POST": WebhookDeliveryOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Send one delivery once more, with the webhook-id it had."""
        found = self.get_or_404(DELIVERIES, uuid=uuid)
        self.body()
        return self.created(replay(delivery=found, actor=self.actor, now=self.now()), at="webhook-delivery")
