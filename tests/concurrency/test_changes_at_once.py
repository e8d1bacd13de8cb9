"""Several people read the same and all change it: one does, the others are told, and nobody undoes anything."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from accreditation.models import Edition
from register.access import Role
from tests.conftest import client_of
from tests.factories.accreditation import EditionFactory
from tests.factories.register import RoleGrantFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
SEVERAL = 5


def test_of_several_who_change_what_they_read_one_does():
    edition = EditionFactory(place="Utrecht")
    path = f"/api/v1/editions/{edition.uuid}"
    users = [
        RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=edition.course.provider).user for _ in range(SEVERAL)
    ]
    barrier = threading.Barrier(SEVERAL)

    def change(number):
        client = client_of(users[number])
        try:
            read = client.get(path)["ETag"]
            barrier.wait(timeout=20)
            answer = client.post(f"{path}/changes", {"place": f"Hal {number}"}, headers={"If-Match": read})
            return answer.status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(SEVERAL) as pool:
        statuses = list(pool.map(change, range(SEVERAL)))

    assert sorted(statuses) == [201] + [412] * (SEVERAL - 1)
    assert Edition.objects.get(pk=edition.pk).place == f"Hal {statuses.index(201)}"
