"""Secrets of webhooks: made, shown once, kept sealed, replaced with an overlap, and what is signed with them."""

import base64
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction
from standardwebhooks import Webhook

from notifications.models import WebhookSecret, WebhookSubscription
from portfolio.services.credentials.sealing import reseal, seal, unseal
from register.access import Actor
from register.services.events import record_event

PURPOSE = b"leerregister webhook secrets"
PREFIX = "whsec_"
BYTES = 32


def make_secret(*, subscription: WebhookSubscription, now: datetime) -> str:
    """A new secret, for its owner's eyes once. The caller has ended the one before."""
    secret = PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()
    WebhookSecret.objects.create(subscription=subscription, sealed=seal(secret.encode(), purpose=PURPOSE), made_at=now)
    return secret


@transaction.atomic
def replace_secret(*, subscription: WebhookSubscription, overlap: timedelta, actor: Actor, now: datetime) -> str:
    """Give a subscription a new secret. The last one signs along for `overlap`; any before it end now."""
    WebhookSubscription.objects.select_for_update(no_key=True).get(pk=subscription.pk)
    held = WebhookSecret.objects.filter(subscription=subscription)
    held.exclude(ends_at=None).delete()
    held.update(ends_at=now + overlap)
    secret = make_secret(subscription=subscription, now=now)
    record_event(
        kind="webhook.secret-replaced",
        subject_type="webhook-subscription",
        subject_uuid=subscription.uuid,
        organisation_id=subscription.organisation_id,
        actor=actor,
        now=now,
        data={"overlapHours": int(overlap.total_seconds() // 3600)},
    )
    return secret


def signed_headers(*, subscription: WebhookSubscription, uuid: UUID, body: str, now: datetime) -> Mapping[str, str]:
    """The headers of Standard Webhooks: id, moment, and a signature by each secret that is valid now."""
    moment = now.astimezone(UTC)
    valid = WebhookSecret.objects.filter(subscription=subscription).valid_at(now)
    signatures = [Webhook(unseal(one.sealed, purpose=PURPOSE).decode()).sign(str(uuid), moment, body) for one in valid]
    return {
        "webhook-id": str(uuid),
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


@transaction.atomic
def reseal_secrets() -> int:
    """Seal all by the first of CREDENTIAL_SECRETS, so that an older one can go. Returns how many."""
    held = WebhookSecret.objects.select_for_update()
    for one in held:
        one.sealed = reseal(one.sealed, purpose=PURPOSE)
        one.save(update_fields=["sealed"])
    return len(held)
