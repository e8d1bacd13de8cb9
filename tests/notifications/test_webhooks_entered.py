"""Entering a webhook over HTTP: whose it is, what it may hear, where it may point, and what is shown once."""

import pytest

from notifications.models import WebhookDelivery, WebhookSecret
from register.access import Role
from tests.conftest import client_of
from tests.factories.accreditation import ProviderFactory
from tests.factories.register import RegisterFactory, RoleGrantFactory
from tests.factories.webhooks import WebhookFactory

pytestmark = pytest.mark.django_db
AT = "/api/v1/webhook-subscriptions"


@pytest.fixture
def provider():
    return ProviderFactory()


@pytest.fixture
def manager(provider):
    return client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider).user)


def enter(client, organisation, **otherwise):
    body = {"organisation": str(organisation.uuid), "url": "https://93.184.216.34/hook", "kinds": ["fee.paid"]}
    return client.post(AT, body | otherwise)


def test_the_secret_is_shown_once_and_kept_sealed(manager, provider):
    entered = enter(manager, provider)

    secret = entered.json()["secret"]
    assert (entered.status_code, secret.startswith("whsec_")) == (201, True)
    assert secret not in WebhookSecret.objects.get().sealed
    assert secret not in manager.get(entered["Location"]).content.decode()


@pytest.mark.parametrize("url", ["https://127.0.0.1/hook", "http://93.184.216.34/", "https://[64:ff9b::7f00:1]/"])
def test_an_address_inside_is_refused_when_it_is_entered_and_when_it_is_changed(manager, provider, url):
    webhook = WebhookFactory(organisation=provider)

    for answer in (
        enter(manager, provider, url=url),
        manager.post(f"{AT}/{webhook.uuid}/changes", {"url": url}, headers={"If-Match": "*"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (400, "address-refused")


def test_an_organisation_is_told_of_its_own_business_only(manager, provider):
    answer = enter(manager, provider, kinds=["fee.paid", "claim.granted", "goal.set"])

    assert (answer.status_code, len(answer.json()["errors"])) == (400, 2)


def test_whoever_administers_one_register_of_an_association_may_not_hear_of_all(association):
    one, _ = RegisterFactory(code="one", association=association), RegisterFactory(code="two", association=association)
    limited = RoleGrantFactory(role=Role.ADMINISTRATOR, organisation=association, register=one)
    whole = RoleGrantFactory(role=Role.ADMINISTRATOR, organisation=association)
    webhook = WebhookFactory(organisation=association, kinds=["claim.granted"])

    assert enter(client_of(limited.user), association, kinds=["claim.granted"]).status_code == 403
    assert client_of(limited.user).get(f"{AT}/{webhook.uuid}").status_code == 404
    assert enter(client_of(whole.user), association, kinds=["claim.granted"]).status_code == 201


def test_an_organisation_has_twenty_webhooks_at_most(manager, provider):
    for _ in range(20):
        WebhookFactory(organisation=provider)

    assert enter(manager, provider).json()["code"] == "too-many-webhooks"


def test_a_webhook_is_paused_and_switched_on_and_pinged_while_it_is_on(manager, provider):
    at = f"{AT}/{WebhookFactory(organisation=provider).uuid}"

    assert manager.post(f"{at}/activations", {}).json()["code"] == "webhook-cannot-move"
    assert manager.post(f"{at}/pauses", {}).json()["state"] == "PAUSED"
    assert manager.post(f"{at}/pings", {}).status_code == 409
    assert manager.post(f"{at}/activations", {}).json()["state"] == "ACTIVE"
    pinged = manager.post(f"{at}/pings", {})
    assert (pinged.status_code, pinged.json()["kind"]) == (201, "ping")

    again = manager.post(f"/api/v1/webhook-deliveries/{pinged.json()['uuid']}/replays", {})
    assert again.json()["code"] == "delivery-under-way"
    WebhookDelivery.objects.update(state="PARKED")
    (row,) = manager.get(f"{at}/deliveries?state=PARKED").json()["results"]
    assert (row["kind"], row["nextAt"]) == ("ping", None)
