"""Addresses of webhooks."""

from django.urls import URLPattern, path

from notifications.api import webhooks

ONE = "webhook-subscriptions/<uuid:uuid>"
DELIVERY = "webhook-deliveries/<uuid:uuid>"

urlpatterns: list[URLPattern] = [
    path("webhook-subscriptions", webhooks.WebhookSubscriptionList.as_view(), name="webhook-subscriptions"),
    path(ONE, webhooks.WebhookSubscriptionDetail.as_view(), name="webhook-subscription"),
    path(f"{ONE}/changes", webhooks.WebhookChangeList.as_view(), name="webhook-changes"),
    path(f"{ONE}/secrets", webhooks.WebhookSecretList.as_view(), name="webhook-secrets"),
    path(f"{ONE}/pauses", webhooks.WebhookPauseList.as_view(), name="webhook-pauses"),
    path(f"{ONE}/activations", webhooks.WebhookActivationList.as_view(), name="webhook-activations"),
    path(f"{ONE}/replays", webhooks.WebhookReplayList.as_view(), name="webhook-replays"),
    path(f"{ONE}/pings", webhooks.WebhookPingList.as_view(), name="webhook-pings"),
    path(f"{ONE}/deliveries", webhooks.WebhookSubscriptionDeliveryList.as_view(), name="webhook-deliveries"),
    path(DELIVERY, webhooks.WebhookDeliveryDetail.as_view(), name="webhook-delivery"),
    path(f"{DELIVERY}/replays", webhooks.WebhookDeliveryReplayList.as_view(), name="webhook-delivery-replays"),
]
