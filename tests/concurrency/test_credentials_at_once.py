"""A certificate is asked for by several requests at once: one is issued, all get it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from portfolio.models import Credential
from portfolio.services.credentials.keys import make_key
from register.models import Event
from tests.factories.credentials import issued
from tests.factories.register import NOW, RegistrationFactory, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
ASKERS = 5


def test_who_asks_at_once_gets_one_certificate():
    registration = RegistrationFactory()
    user = UserFactory(person=registration.person)
    make_key(association=registration.register.association, now=NOW)
    barrier = threading.Barrier(ASKERS)

    def ask(_):
        try:
            barrier.wait(timeout=10)
            return issued(registration, user=user).uuid
        finally:
            connections.close_all()

    with ThreadPoolExecutor(ASKERS) as pool:
        given = set(pool.map(ask, range(ASKERS)))

    assert given == set(Credential.objects.values_list("uuid", flat=True))
    assert (len(given), Event.objects.filter(kind="credential.issued").count()) == (1, 1)
