"""Webhooks on their way: signed, retried, disabled, replayed; the receiver checks with the library of the standard."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from notifications.models import Notice, WebhookDelivery
from notifications.rules.webhook_retries import ATTEMPTS, WAITS, wait_after
from notifications.services.hearing import plan_event_notices
from notifications.services.webhooks.planning import plan_deliveries
from notifications.services.webhooks.replaying import replay
from notifications.services.webhooks.secrets import replace_secret
from notifications.services.webhooks.sending import LEASE, give_turns, take_turn
from portfolio.models import Share
from register.access import Role
from register.models import Employer, Event, Look
from tests.factories.register import CycleFactory, RegisterFactory, RoleGrantFactory
from tests.factories.webhooks import SECRET, WebhookDeliveryFactory, WebhookFactory
from tests.notifications.steps import deliver
from tests.notifications.test_webhooks_planned import happened, in_register, someone
from tests.receiver import receiving

pytestmark = pytest.mark.django_db
State = WebhookDelivery.State
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


class ClockOfTheReceiver(datetime):
    """Shows what the sender's clock shows: receivers refuse what was signed more than five minutes ago."""

    @classmethod
    def now(cls, tz=None):
        return NOW.astimezone(tz)


@pytest.fixture
def receiver(settings, monkeypatch):
    settings.OUTSIDE_LOOPBACK = True
    monkeypatch.setattr("standardwebhooks.webhooks.datetime", ClockOfTheReceiver)
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def webhook(receiver):
    return WebhookFactory(
        url=receiver.url(), description="Leerplein, productie", added_at=NOW, heard_from=NOW, planned_to=NOW
    )


def queued(webhook, **values):
    return WebhookDeliveryFactory(subscription=webhook, not_before=NOW, planned_at=NOW, **values)


def turn(webhook, *, at=NOW):
    more = take_turn(subscription_id=webhook.pk, clock=lambda: at, jitter=lambda: 0.0)
    webhook.refresh_from_db()
    return more


def test_a_receiver_verifies_what_it_gets_with_the_library_of_the_standard(receiver):
    cycle = CycleFactory()
    registration = cycle.registration
    webhook = WebhookFactory(
        url=receiver.url(), organisation=registration.register.association, kinds=["registration.status-set"],
        heard_from=NOW - timedelta(hours=1), planned_to=NOW,
    )  # fmt: skip
    about = in_register(registration.register, person_id=registration.person_id)
    event = happened("registration.status-set", at=NOW, subject=registration, **about)
    plan_deliveries(now=NOW)

    turn(webhook)

    (got,) = receiver.got
    sent = Webhook(SECRET).verify(got.body, got.headers)
    assert sent["type"] == "registration.status-set"
    assert sent["data"] == {
        "sequence": 1,
        "subscription": str(webhook.uuid),
        "subject": {"type": "registration", "uuid": str(registration.uuid)},
        "register": registration.register.code,
        "person": str(registration.person.uuid),
        "link": f"http://127.0.0.1:8000/api/v1/registrations/{registration.uuid}",
    }
    delivery = WebhookDelivery.objects.get(event=event)
    assert (delivery.state, delivery.status, got.headers["webhook-id"]) == (State.SENT, 204, str(delivery.uuid))
    assert webhook.busy_until is None
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(got.body + b" ", got.headers)


def test_while_a_secret_is_replaced_both_verify_and_afterwards_the_new_one_alone(receiver, webhook):
    new = replace_secret(subscription=webhook, overlap=timedelta(hours=1), actor=someone(), now=NOW)
    queued(webhook)
    turn(webhook)
    for secret in (SECRET, new):
        assert Webhook(secret).verify(receiver.got[0].body, receiver.got[0].headers)["type"] == "ping"

    replace_secret(subscription=webhook, overlap=timedelta(0), actor=someone(), now=NOW)
    queued(webhook)
    turn(webhook)
    for secret in (SECRET, new):
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(receiver.got[1].body, receiver.got[1].headers)


def test_a_receiver_that_answers_500_after_doing_it_gets_the_same_id_again(receiver, webhook):
    delivery = queued(webhook)
    receiver.script = lambda got, n: (500 if n == 1 else 200, {})

    turn(webhook)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.status, delivery.not_before) == (State.QUEUED, 500, NOW + WAITS[0])
    assert turn(webhook) is False
    turn(webhook, at=NOW + WAITS[0])

    delivery.refresh_from_db()
    assert delivery.state == State.SENT
    assert [got.headers["webhook-id"] for got in receiver.got] == [str(delivery.uuid)] * 2
    assert webhook.failing_since is None


def test_a_delivery_is_tried_for_nearly_three_days_and_no_longer():
    slowest = sum((wait_after(n, jitter=0.0) for n in range(1, ATTEMPTS)), timedelta())
    quickest = sum((wait_after(n, jitter=0.999) for n in range(1, ATTEMPTS)), timedelta())

    assert timedelta(hours=60) < quickest < slowest < timedelta(days=3)
    assert wait_after(ATTEMPTS, jitter=0.0) is None


def test_what_never_arrived_is_parked_and_an_address_where_nothing_arrives_is_disabled_with_a_notice(
    receiver, webhook, post
):
    manager = RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=webhook.organisation).user
    receiver.script = lambda got, n: (503, {})
    delivery, at = queued(webhook), NOW
    for _ in range(ATTEMPTS):
        turn(webhook, at=at)
        delivery.refresh_from_db()
        at = delivery.not_before

    assert (delivery.state, delivery.attempts, len(receiver.got)) == (State.PARKED, ATTEMPTS, ATTEMPTS)
    assert (webhook.state, webhook.reason) == ("DISABLED", "FAILING")
    assert not give_turns(now=at + timedelta(days=9))
    plan_event_notices(on=at.date(), now=at)
    notice = Notice.objects.get(channel="email")
    assert notice.person == manager.person
    assert deliver(notice, at=at, on=at.date()) == Notice.State.SENT
    text = post.mails[0].get_body(("plain",)).get_content()
    assert "Het gaat om: Leerplein, productie (127.0.0.1)" in text
    assert f"/api/v1/webhook-subscriptions/{webhook.uuid}" in text


def test_one_event_that_does_not_arrive_is_parked_alone_when_others_do(receiver, webhook):
    poison, at = queued(webhook), NOW
    receiver.script = lambda got, n: (500 if got.headers["webhook-id"] == str(poison.uuid) else 204, {})
    for _ in range(ATTEMPTS):
        turn(webhook, at=at)
        poison.refresh_from_db()
        at = poison.not_before
        later = queued(webhook)
        turn(webhook, at=at - timedelta(seconds=1))
        later.refresh_from_db()
        assert later.state == State.SENT

    assert (poison.state, webhook.state) == (State.PARKED, "ACTIVE")


def test_a_receiver_that_is_gone_is_disabled_at_once(receiver, webhook):
    receiver.script = lambda got, n: (410, {})
    queued(webhook)
    queued(webhook)

    turn(webhook)

    assert (webhook.state, webhook.reason, len(receiver.got)) == ("DISABLED", "GONE", 1)
    assert list(WebhookDelivery.objects.order_by("sequence").values_list("state", flat=True)) == ["PARKED", "QUEUED"]
    assert Event.objects.filter(kind="webhook.disabled").count() == 1


def test_a_receiver_that_redirects_inward_gets_nothing_more(receiver, webhook):
    receiver.script = lambda got, n: (307, {"Location": receiver.url("/inside")})
    delivery = queued(webhook)

    turn(webhook)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.status, [got.path for got in receiver.got]) == (State.QUEUED, 307, ["/hook"])


def test_an_address_that_leads_inside_by_now_is_refused_at_sending(settings, receiver, webhook):
    settings.OUTSIDE_LOOPBACK = False
    type(webhook).objects.update(url="https://127.0.0.1/hook")
    delivery = queued(webhook)

    turn(webhook)

    delivery.refresh_from_db()
    assert (delivery.state, receiver.got) == (State.QUEUED, [])
    assert "not on the public internet" in delivery.error


def test_what_a_worker_left_behind_is_sent_again_with_the_same_id(receiver, webhook):
    left = queued(webhook, state="SENDING", attempts=1, lease_until=NOW + LEASE)
    type(webhook).objects.update(busy_until=NOW + LEASE)

    assert give_turns(now=NOW) == []
    turn(webhook)
    assert receiver.got == []
    assert give_turns(now=NOW + LEASE) == [webhook.pk]
    assert give_turns(now=NOW + LEASE) == []
    turn(webhook, at=NOW + LEASE)
    assert receiver.got[0].headers["webhook-id"] == str(left.uuid)


def test_a_replay_sends_the_same_id_and_what_is_under_way_is_not_sent_twice(receiver, webhook):
    delivery = queued(webhook)
    turn(webhook)
    delivery.refresh_from_db()

    replay(delivery=delivery, actor=someone(), now=NOW)
    turn(webhook)

    assert [got.headers["webhook-id"] for got in receiver.got] == [str(delivery.uuid)] * 2


def test_a_dead_address_costs_one_call_a_turn_however_much_waits(receiver, webhook):
    type(webhook).objects.update(url="http://127.0.0.1:9/hook")
    for _ in range(5):
        queued(webhook)

    turn(webhook)

    assert WebhookDelivery.objects.filter(attempts=1).count() == 1


def test_an_employer_hears_by_a_grant_leaves_a_look_and_hears_nothing_once_it_is_withdrawn(receiver):
    employer = Employer.objects.create(code="zorg", name="Zorg")
    registration = CycleFactory().registration
    webhook = WebhookFactory(
        organisation=employer, url=receiver.url(), kinds=["claim.granted"], heard_from=NOW - timedelta(hours=1)
    )
    share = Share.objects.create(
        person=registration.person, employer=employer, parts=["claims"], reason="Gesprek", given_at=NOW,
        closes_at=NOW + timedelta(days=9),
    )  # fmt: skip
    share.refresh_from_db()
    for _ in range(2):
        happened("claim.granted", at=NOW, person_id=registration.person_id, register_id=RegisterFactory().pk)
    plan_deliveries(now=NOW)
    last = WebhookDelivery.objects.latest("sequence")
    WebhookDelivery.objects.filter(pk=last.pk).update(not_before=NOW + timedelta(minutes=1))

    turn(webhook)
    Share.objects.update(withdrawn_at=NOW)
    turn(webhook, at=NOW + timedelta(minutes=1))

    (got,) = receiver.got
    assert json.loads(got.body)["data"] == {
        "sequence": 1,
        "subscription": str(webhook.uuid),
        "share": str(share.uuid),
        "person": str(registration.person.uuid),
        "part": "claims",
        "link": f"http://127.0.0.1:8000/api/v1/shared-dossiers/{share.uuid}?part=claims",
    }
    look = Look.objects.get()
    assert (look.person, look.part, look.ground) == (registration.person, "claims", share.uuid)
    last.refresh_from_db()
    assert last.state == State.DROPPED
