"""Planning: a delivery for every event that a subscription is to hear of, once, however often and by however many."""

from datetime import datetime, timedelta
from hashlib import md5
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from notifications.models import WebhookDelivery, WebhookSubscription
from notifications.selectors.webhook_events import events_for
from register.models import Event

# An event is seen when its transaction commits, which may be a while after its moment: longer than any task takes.
OVERLAP = timedelta(hours=1)
# How precisely is kept up to when was looked: nothing is written when nothing happened.
LOOKED_WITHIN = timedelta(minutes=10)
# Older events are not told any more, also not on request. Deliveries are kept longer, so that none is planned twice.
LOOKED_BACK = timedelta(days=30)
KEPT = timedelta(days=90)
EVENTS_AT_ONCE, ROWS_AT_ONCE = 20_000, 1000


def plan_deliveries(*, now: datetime) -> int:
    """Plan what the active subscriptions are to hear, and forget what is long past. Returns how many are new."""
    WebhookDelivery.objects.filter(planned_at__lt=now - KEPT).exclude(state="SENDING").delete()
    planned = 0
    active = WebhookSubscription.objects.filter(state=WebhookSubscription.State.ACTIVE).order_by("pk")
    for pk in active.values_list("pk", flat=True):
        while found := _plan_some(pk, now):
            planned += found
            if found < EVENTS_AT_ONCE:
                break
    return planned


@transaction.atomic
def _plan_some(subscription_id: int, now: datetime) -> int:
    """How many were planned. Whoever meets another planner of the same subscription leaves it to that one."""
    rows = WebhookSubscription.objects.filter(pk=subscription_id, state=WebhookSubscription.State.ACTIVE)
    subscription = rows.select_for_update(skip_locked=True).first()
    if subscription is None:
        return 0
    planned = Exists(WebhookDelivery.objects.filter(subscription=subscription, event=OuterRef("pk")))
    since = max(subscription.heard_from, subscription.planned_to - OVERLAP, now - LOOKED_BACK)
    waiting = events_for(subscription, now=now).filter(~planned, recorded_at__gte=since)
    events = list(waiting.only("pk", "uuid", "kind").order_by("pk")[:EVENTS_AT_ONCE])
    WebhookDelivery.objects.bulk_create(
        [
            WebhookDelivery(
                uuid=_uuid_of(event, subscription),
                subscription=subscription,
                event=event,
                kind=event.kind,
                sequence=subscription.last_sequence + number,
                not_before=now,
                planned_at=now,
            )
            for number, event in enumerate(events, start=1)
        ],
        batch_size=ROWS_AT_ONCE,
    )
    looked = len(events) < EVENTS_AT_ONCE and now - subscription.planned_to > LOOKED_WITHIN
    if events or looked:
        subscription.last_sequence += len(events)
        subscription.planned_to = now if looked else subscription.planned_to
        subscription.save(update_fields=["last_sequence", "planned_to"])
    return len(events)


def _uuid_of(event: Event, subscription: WebhookSubscription) -> UUID:
    """The same for the same delivery, so that one planned again from a restored backup is the same webhook-id."""
    return UUID(md5(f"{event.uuid} {subscription.uuid}".encode(), usedforsecurity=False).hexdigest())
