"""What can be said of a webhook: which one, and where it posts; never the whole address, which may hold a secret."""

from urllib.parse import urlsplit
from uuid import UUID

from notifications.models import WebhookSubscription


def webhook_words(uuid: UUID, language: str) -> dict[str, str]:
    """Its description and the host of its address."""
    subscription = WebhookSubscription.objects.select_related("organisation").get(uuid=uuid)
    host = urlsplit(subscription.url).hostname or ""
    return {
        "detail": f"{subscription.description} ({host})" if subscription.description else host,
        "association": subscription.organisation.name,
        "path": f"webhook-subscriptions/{subscription.uuid}",
    }
