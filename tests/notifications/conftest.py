"""A reminder to deliver, and a mail server that Django's settings point at."""

import pytest

from demo.sockets import HOST
from notifications.models import Notice
from tests.factories.notifications import NoticeFactory
from tests.factories.register import AttributeFactory, CycleFactory, PersonFactory
from tests.notifications.mail_server import mail_server


@pytest.fixture
def post(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, server.port
        yield server


@pytest.fixture
def notice(db) -> Notice:
    """A nurse's reminder, six months before the end: 184 points needed, of which 80 accredited, and none earned."""
    person = PersonFactory(given_name="Zoë", prefix="van der", family_name="Brûlée-Núñez")
    cycle = CycleFactory(registration__person=person)
    AttributeFactory(registration=cycle.registration)
    return NoticeFactory(cycle=cycle)
