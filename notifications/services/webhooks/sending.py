"""Sending: one worker at a time takes the turn of an address and sends what is due there, in order, until it is over.

A turn lasts some seconds, and ends with the first failure: a slow or dead receiver costs one call a sweep, whatever
waits for it, and holds up nobody else. Each delivery is claimed and committed before anything leaves, and sent outside
any transaction. What a worker left behind is sent again with the same webhook-id: at least once.
"""

import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from notifications.models import WebhookDelivery, WebhookSubscription
from notifications.rules.webhook_retries import ATTEMPTS, wait_after
from notifications.services.webhooks.payloads import Payload, payload_of
from notifications.services.webhooks.secrets import signed_headers
from register.errors import DomainError
from register.services.events import record_event
from register.services.looks import record_look
from register.services.outside import NotReached, call_outside

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]
State = WebhookDelivery.State
Reason = WebhookSubscription.Reason

SECONDS, MOST_BYTES = 5, 64 * 1024
TURN = timedelta(seconds=10)
# How long a turn that was given isn't given again: a lost queue costs no more than this.
HANDED = timedelta(minutes=5)
# Longer than a turn and its last call, with a name that resolves slowly.
LEASE = timedelta(minutes=2)
# A delivery that never arrived disables the webhook when nothing else arrived for so long either.
FAILING = timedelta(days=2)


def give_turns(*, now: datetime) -> list[int]:
    """Ids of the active subscriptions for which something is due and nobody is sending, each given once per HANDED."""
    due = WebhookDelivery.objects.due(now).filter(subscription=OuterRef("pk"))
    with transaction.atomic():
        waiting = _free(now).filter(Exists(due)).filter(Q(handed_until=None) | Q(handed_until__lte=now))
        ids = list(waiting.select_for_update(skip_locked=True).order_by("pk").values_list("pk", flat=True))
        WebhookSubscription.objects.filter(pk__in=ids).update(handed_until=now + HANDED)
    return ids


def take_turn(*, subscription_id: int, clock: Clock, jitter: Callable[[], float] = random.random) -> bool:
    """Send what is due to an address, as long as a turn lasts. True when it was over before that: give another."""
    began = clock()
    mine = began + LEASE
    if not _free(began).filter(pk=subscription_id).update(busy_until=mine):
        return False
    more = False
    try:
        while not more and (claimed := _claim(subscription_id, clock())) is not None:
            if not _send(claimed, clock, jitter):
                break
            more = clock() >= began + TURN
    finally:
        held = WebhookSubscription.objects.filter(pk=subscription_id, busy_until=mine)
        held.update(busy_until=None, handed_until=clock() + HANDED if more else None)
    return more


def _free(now: datetime) -> "QuerySet[WebhookSubscription]":
    active = WebhookSubscription.objects.filter(state=WebhookSubscription.State.ACTIVE)
    return active.filter(Q(busy_until=None) | Q(busy_until__lte=now))


def _claim(subscription_id: int, now: datetime) -> WebhookDelivery | None:
    """The next delivery in order, claimed; none when nothing is due or the subscription is active no longer."""
    active = WebhookDelivery.objects.filter(subscription__state=WebhookSubscription.State.ACTIVE)
    due = active.filter(subscription=subscription_id).due(now).order_by("sequence")
    for pk in due.values_list("pk", flat=True)[:1]:
        claimed = WebhookDelivery.objects.due(now).filter(pk=pk)
        if claimed.update(state=State.SENDING, attempts=F("attempts") + 1, lease_until=now + LEASE, error=""):
            related = WebhookDelivery.objects.select_related("subscription__organisation", "event")
            return related.get(pk=pk)
    return None


def _send(delivery: WebhookDelivery, clock: Clock, jitter: Callable[[], float]) -> bool:
    """Send one delivery and settle it. False when the receiver failed: its turn is over."""
    subscription = delivery.subscription
    if delivery.attempts > ATTEMPTS:  # it ended a worker each time
        return _failed(delivery, "The worker stopped while sending.", None, clock(), jitter)
    try:
        payload = payload_of(delivery, subscription, now=clock())
        if payload is None:
            _settle(delivery, clock(), state=State.DROPPED)
            return True
        headers = signed_headers(subscription=subscription, uuid=delivery.uuid, body=payload.body, now=clock())
        answer = call_outside(
            subscription.url,
            method="POST",
            headers={**headers, "Content-Type": "application/json", "User-Agent": "Leerregister-Webhooks"},
            body=payload.body.encode(),
            seconds=SECONDS,
            most_bytes=MOST_BYTES,
        )
    except (DomainError, NotReached) as error:
        return _failed(delivery, str(error), None, clock(), jitter)
    except Exception as error:  # one event that breaks the writing must not stop those after it
        logger.exception("webhook_not_written delivery=%s", delivery.uuid)
        return _failed(delivery, type(error).__name__, None, clock(), jitter)
    if 200 <= answer.status < 300:
        return _arrived(delivery, answer.status, payload, clock())
    if answer.status == HTTPStatus.GONE:
        return _gone(delivery, clock())
    return _failed(delivery, f"The receiver answered {answer.status}.", answer.status, clock(), jitter)


@transaction.atomic
def _arrived(delivery: WebhookDelivery, status: int, payload: Payload, now: datetime) -> bool:
    if _settle(delivery, now, state=State.SENT, sent_at=now, status=status):
        held = WebhookSubscription.objects.filter(pk=delivery.subscription_id)
        held.update(failing_since=None, arrived_at=now)
        if payload.share and payload.part:
            # The owner of the dossier sees what the employer was told, as every other look by the grant.
            record_look(
                person_id=payload.share.person_id,
                part=payload.part,
                role="webhook",
                actor=None,
                organisation_id=payload.share.employer_id,
                ground=payload.share.uuid,
                now=now,
            )
    return True


@transaction.atomic
def _gone(delivery: WebhookDelivery, now: datetime) -> bool:
    _settle(delivery, now, state=State.PARKED, status=HTTPStatus.GONE.value, error="The receiver is gone (410).")
    _disable(delivery.subscription, Reason.GONE, now)
    return False


@transaction.atomic
def _failed(
    delivery: WebhookDelivery, error: str, status: int | None, now: datetime, jitter: Callable[[], float]
) -> bool:
    """Queue it again by the schedule; parked after the last attempt, and then a dead address is disabled."""
    wait = wait_after(delivery.attempts, jitter=jitter())
    values = {"state": State.PARKED} if wait is None else {"state": State.QUEUED, "not_before": now + wait}
    if not _settle(delivery, now, error=error[:300], status=status, **values):
        return False
    held = WebhookSubscription.objects.filter(pk=delivery.subscription_id)
    held.filter(failing_since=None).update(failing_since=now)
    if wait is None and held.filter(failing_since__lte=now - FAILING).exists():
        _disable(delivery.subscription, Reason.FAILING, now)
    return False


def _settle(delivery: WebhookDelivery, now: datetime, **values: object) -> bool:
    """Write down how this attempt ended; False when the row has moved on since."""
    mine = WebhookDelivery.objects.filter(pk=delivery.pk, state=State.SENDING, attempts=delivery.attempts)
    if not mine.update(lease_until=None, **values):
        return False
    logger.info("webhook_%s delivery=%s attempt=%s", str(values["state"]).lower(), delivery.uuid, delivery.attempts)
    return True


def _disable(subscription: WebhookSubscription, reason: Reason, now: datetime) -> None:
    active = WebhookSubscription.objects.filter(pk=subscription.pk, state=WebhookSubscription.State.ACTIVE)
    if active.update(state=WebhookSubscription.State.DISABLED, reason=reason):
        record_event(
            kind="webhook.disabled",
            subject_type="webhook-subscription",
            subject_uuid=subscription.uuid,
            organisation_id=subscription.organisation_id,
            actor=None,
            now=now,
            data={"reason": reason},
        )
