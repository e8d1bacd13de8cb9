"""The rows of the world about webhooks: one that is active, one that stands still, and what was sent."""

from typing import Any

from tests.factories.webhooks import WebhookDeliveryFactory, WebhookFactory


def add_webhooks(world: Any) -> None:
    webhook = WebhookFactory(organisation=world["provider"], last_sequence=1_000_000)
    world.rows |= {
        "webhook": webhook,
        "paused_webhook": WebhookFactory(organisation=world["provider"], state="PAUSED"),
        "webhook_delivery": WebhookDeliveryFactory(subscription=webhook, state="PARKED", attempts=10),
    }


def add_one_more_webhook(world: Any) -> None:
    """One more row in each list of these."""
    WebhookFactory(organisation=world["provider"])
    WebhookDeliveryFactory(subscription=world["webhook"])
