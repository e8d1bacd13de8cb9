"""Webhooks by real workers: one slow receiver of twenty starves nobody, and a killed worker loses nothing."""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from notifications.models import WebhookDelivery, WebhookSubscription
from notifications.tasks import hand_out_webhooks
from tests.factories.webhooks import WebhookFactory
from tests.receiver import receiving

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
EACH = 4


@pytest.fixture
def receiver():
    with receiving() as receiver:
        yield receiver


def add_webhook(url, *, deliveries):
    now = timezone.now()
    webhook = WebhookFactory(url=url, heard_from=now, planned_to=now, last_sequence=deliveries)
    WebhookDelivery.objects.bulk_create(
        WebhookDelivery(uuid=uuid4(), subscription=webhook, kind="ping", sequence=n + 1, not_before=now, planned_at=now)
        for n in range(deliveries)
    )
    return webhook


def states(**which):
    return Counter(WebhookDelivery.objects.filter(**which).values_list("state", flat=True))


def test_one_slow_receiver_of_twenty_starves_nobody_and_what_a_killed_worker_left_is_sent_again(background, receiver):
    slow = add_webhook(receiver.url("/slow"), deliveries=EACH)
    for n in range(19):
        add_webhook(receiver.url(f"/{n}"), deliveries=EACH)
    receiver.slow["/slow"] = 30
    worker = background.worker(concurrency=2, OUTSIDE_LOOPBACK="true")

    hand_out_webhooks.delay()
    background.until(lambda: states()["SENT"] == 19 * EACH)

    assert Counter(got.path for got in receiver.got if got.path != "/slow") == {f"/{n}": EACH for n in range(19)}
    # It had the first turn and was called once: what else waits for it kept nobody.
    assert len(receiver.at("/slow")) == 1
    background.until(lambda: states(subscription=slow)["QUEUED"] == EACH)

    hand_out_webhooks.delay()
    background.until(lambda: len(receiver.at("/slow")) == 2)
    held = WebhookDelivery.objects.get(state="SENDING")
    background.kill(worker)
    receiver.slow.clear()
    past = timezone.now() - timedelta(seconds=1)  # as when the lease had passed
    WebhookDelivery.objects.filter(state="SENDING").update(lease_until=past)
    WebhookSubscription.objects.update(busy_until=past, handed_until=None)
    background.worker(OUTSIDE_LOOPBACK="true")
    hand_out_webhooks.delay()

    background.until(lambda: states(subscription=slow)["SENT"] == EACH - 1)
    assert [got.headers["webhook-id"] for got in receiver.at("/slow")].count(str(held.uuid)) == 2
    assert states() == {"SENT": 20 * EACH - 1, "QUEUED": 1}  # the one that took too long waits for its second attempt
