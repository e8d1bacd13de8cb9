"""A provider's side of the desk over HTTP: who sends lists, and how they are sent and booked."""

from rest_framework.test import APIClient

from portfolio.services.attendance.booking import book_attendance_list
from register.access import Role
from tests.factories.register import NOW, RoleGrantFactory

URL = "/api/v1/attendance-batches"


def report_for(provider, user, role=Role.PROVIDER_SUBMITTER):
    RoleGrantFactory(user=user, role=role, organisation=provider)


def client_of(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def send(client, content, query="", *, content_type="text/csv", **headers):
    return client.generic("POST", URL + query, content, content_type=content_type, **headers)


def book(batch):
    book_attendance_list(batch_id=batch.pk, clock=lambda: NOW)
    batch.refresh_from_db()
    return batch


def rows_url(batch):
    return f"{URL}/{batch.uuid}/rows"
