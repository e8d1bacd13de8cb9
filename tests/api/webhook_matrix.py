"""Who gets what of webhooks: as in `provider_matrix`. Those of other organisations do not exist."""

from typing import Any

EVERYONE = {200: "*"}
OWNER = {200: "manager", 404: "*"}
STEP = {201: "manager", 404: "*"}
# to managers of other organisations this provider is none of theirs
NEW = {201: "manager", 400: "rival employer_manager administrator other_administrator", 403: "*"}

WEBHOOKS: tuple[tuple[Any, ...], ...] = (
    ("GET", "webhook-subscriptions", EVERYONE),
    ("POST", "webhook-subscriptions", NEW, "", "webhook"),
    ("GET", "webhook-subscription", OWNER, "webhook"),
    ("POST", "webhook-changes", STEP, "webhook", "webhook change"),
    ("POST", "webhook-secrets", STEP, "webhook", "nothing"),
    ("POST", "webhook-pauses", STEP, "webhook", "nothing"),
    ("POST", "webhook-activations", STEP, "paused_webhook", "nothing"),
    ("POST", "webhook-replays", STEP, "webhook", "webhook replay"),
    ("POST", "webhook-pings", STEP, "webhook", "nothing"),
    ("GET", "webhook-deliveries", OWNER, "webhook"),
    ("GET", "webhook-delivery", OWNER, "webhook_delivery"),
    ("POST", "webhook-delivery-replays", STEP, "webhook_delivery", "nothing"),
)


def webhook_bodies(world: Any) -> dict[str, Any]:
    return {
        "webhook": {
            "organisation": str(world["provider"].uuid),
            "url": "https://93.184.216.34/leerregister",
            "kinds": ["application.granted"],
        },
        "webhook change": {"description": "Test"},
        "webhook replay": {"since": "2026-01-01T00:00:00+01:00"},
    }
