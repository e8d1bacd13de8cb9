"""Sending again on request: one delivery, or all since a moment, with the webhook-id they had; and a ping to try it."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import F, QuerySet

from notifications.catalogue.webhooks import PING
from notifications.errors import DeliveryUnderWay, WebhookCannotMove
from notifications.models import WebhookDelivery, WebhookSubscription
from notifications.services.webhooks.planning import LOOKED_BACK
from notifications.services.webhooks.subscriptions import record_about
from register.access import Actor

State = WebhookDelivery.State
ENDED = [State.SENT, State.PARKED, State.DROPPED]


@transaction.atomic
def replay(*, delivery: WebhookDelivery, actor: Actor, now: datetime) -> WebhookDelivery:
    """Queue one delivery that ended once more. DeliveryUnderWay."""
    if not _queued_again(WebhookDelivery.objects.filter(pk=delivery.pk), now):
        raise DeliveryUnderWay(
            nl="Dit bericht staat al klaar of wordt verstuurd.", en="This delivery is queued or being sent already."
        )
    delivery.refresh_from_db()
    record_about("webhook.replayed", delivery.subscription, actor, now)
    return delivery


@transaction.atomic
def replay_since(
    *, subscription: WebhookSubscription, since: datetime, actor: Actor, now: datetime
) -> WebhookSubscription:
    """Tell all that happened since a moment, at most thirty days ago: what was told already, and what was not."""
    since = max(since, now - LOOKED_BACK)
    held = WebhookSubscription.objects.select_for_update(no_key=True).get(pk=subscription.pk)
    WebhookSubscription.objects.filter(pk=held.pk).update(
        heard_from=min(held.heard_from, since), planned_to=min(held.planned_to, since)
    )
    _queued_again(WebhookDelivery.objects.filter(subscription=held, event__recorded_at__gte=since), now)
    subscription.refresh_from_db()
    record_about("webhook.replayed", subscription, actor, now)
    return subscription


@transaction.atomic
def send_ping(*, subscription: WebhookSubscription, actor: Actor, now: datetime) -> WebhookDelivery:
    """Queue a ping, to see whether the receiver takes it. WebhookCannotMove when the webhook is not active."""
    rows = WebhookSubscription.objects.filter(pk=subscription.pk, state=WebhookSubscription.State.ACTIVE)
    if not rows.update(last_sequence=F("last_sequence") + 1):
        raise WebhookCannotMove(nl="Deze webhook staat uit. Zet hem eerst aan.", en="Switch this webhook on first.")
    subscription.refresh_from_db()
    delivery = WebhookDelivery.objects.create(
        uuid=uuid4(),
        subscription=subscription,
        kind=PING,
        sequence=subscription.last_sequence,
        not_before=now,
        planned_at=now,
    )
    record_about("webhook.pinged", subscription, actor, now)
    return delivery


def _queued_again(rows: "QuerySet[WebhookDelivery]", now: datetime) -> int:
    ended = rows.filter(state__in=ENDED)
    return int(ended.update(state=State.QUEUED, attempts=0, not_before=now, sent_at=None, status=None, error=""))
