"""Rows of webhooks."""

from uuid import uuid4

import factory

from notifications.models import WebhookDelivery, WebhookSecret, WebhookSubscription
from notifications.services.webhooks.secrets import PURPOSE
from portfolio.services.credentials.sealing import seal
from tests.factories.accreditation import ProviderFactory
from tests.factories.register import NOW, Row

SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"


class WebhookFactory(Row):
    """A provider hears of granted applications, signed with SECRET."""

    class Meta:
        model = WebhookSubscription

    organisation = factory.SubFactory(ProviderFactory)
    url = "https://93.184.216.34/hook"
    kinds = ["application.granted"]
    added_at = heard_from = planned_to = NOW

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        row = super()._create(model_class, *args, **kwargs)
        WebhookSecret.objects.create(subscription=row, sealed=seal(SECRET.encode(), purpose=PURPOSE), made_at=NOW)
        return row


class WebhookDeliveryFactory(Row):
    class Meta:
        model = WebhookDelivery

    uuid = factory.LazyFunction(uuid4)
    subscription = factory.SubFactory(WebhookFactory)
    kind = "ping"
    sequence = factory.Sequence(lambda n: n + 1)
    not_before = planned_at = NOW
