"""Webhooks, deliveries and own texts in the admin: what one may see, in as many queries as for one row."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.models import NoticeText
from register.access import Role
from tests.factories.register import NOW, AssociationFactory, RoleGrantFactory, UserFactory
from tests.factories.webhooks import WebhookDeliveryFactory, WebhookFactory

pytestmark = pytest.mark.django_db
PAGES = ("webhooksubscription", "webhookdelivery", "noticetext")


def add(association, n):
    webhook = WebhookFactory(organisation=association, url=f"https://93.184.216.34/{association.code}/{n}")
    WebhookDeliveryFactory(subscription=webhook, kind=f"ping.{association.code}.{n}")
    words = {"subject": f"{association.code}", "body": "Dag", "drafted_by": UserFactory(), "drafted_at": NOW}
    NoticeText.objects.create(
        association=association, kind="cycle-reminder", language="nl", channel="email", version=n, **words
    )


def test_each_page_shows_ones_own_in_a_constant_number_of_queries(client):
    own, other = AssociationFactory(), AssociationFactory()
    for association in (own, other):
        add(association, 1)
    user = UserFactory(is_staff=True)
    for role in (Role.REGISTRAR, Role.ADMINISTRATOR):
        RoleGrantFactory(user=user, role=role, organisation=own, starts_on=date(2020, 1, 1))
    client.force_login(user)

    def read(page):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/admin/notifications/{page}/")
        assert answer.status_code == 200, page
        return answer.content.decode(), len(queries)

    for page in PAGES:  # what is looked up once and kept is looked up now
        read(page)
    few = {page: read(page) for page in PAGES}
    for n in (2, 3, 4):
        add(own, n)
    many = {page: read(page) for page in PAGES}

    for page in PAGES:
        assert f"1 {'notice' if page == 'noticetext' else 'webhook'}" in few[page][0]
        assert other.name not in many[page][0]
        assert f"/{other.code}/" not in many[page][0]
        assert many[page][1] == few[page][1]
