"""Webhooks with real threads and commits: planned once, one worker at a time at an address, one link to a calendar."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from notifications.models import CalendarFeed, WebhookDelivery
from notifications.services.calendars.links import make_link
from notifications.services.webhooks.planning import plan_deliveries
from notifications.services.webhooks.sending import take_turn
from register.access import Actor
from tests.factories.register import PersonFactory, RegisterFactory, UserFactory
from tests.factories.webhooks import WebhookDeliveryFactory, WebhookFactory
from tests.notifications.test_webhooks_planned import happened, in_register
from tests.receiver import receiving

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
AT_ONCE = 4


def at_once(work):
    """Run the same work in several threads that start together; each on a connection of its own."""
    start = Barrier(AT_ONCE)

    def run(_):
        try:
            start.wait(timeout=10)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(run, range(AT_ONCE)))


def test_planners_that_meet_plan_each_event_once_and_number_without_gaps():
    now, register = timezone.now(), RegisterFactory()
    webhook = WebhookFactory(organisation=register.association, kinds=["claim.granted"], heard_from=now)
    events = [happened("claim.granted", at=now, **in_register(register)).pk for _ in range(30)]

    planned = at_once(lambda: plan_deliveries(now=now + timedelta(seconds=1)))

    rows = WebhookDelivery.objects.filter(subscription=webhook).order_by("sequence")
    assert sum(planned) == 30
    assert list(rows.values_list("event", "sequence")) == list(zip(events, range(1, 31), strict=True))


def test_workers_that_meet_at_an_address_send_one_at_a_time_and_each_delivery_once(settings):
    settings.OUTSIDE_LOOPBACK = True
    now = timezone.now()
    with receiving() as receiver:
        webhook = WebhookFactory(url=receiver.url())
        sent = [WebhookDeliveryFactory(subscription=webhook, not_before=now, planned_at=now) for _ in range(6)]
        receiver.slow["/hook"] = 0.05

        at_once(lambda: take_turn(subscription_id=webhook.pk, clock=timezone.now))

    assert [got.headers["webhook-id"] for got in receiver.got] == [str(one.uuid) for one in sent]


def test_of_links_made_at_once_one_works():
    person = PersonFactory()
    actor = Actor(user_id=UserFactory(person=person).pk, person_id=person.pk)

    at_once(lambda: make_link(person=person, actor=actor, now=timezone.now()))

    assert CalendarFeed.objects.count() == AT_ONCE
    assert CalendarFeed.objects.filter(ended_at=None).count() == 1
