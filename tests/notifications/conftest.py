"""A mail server, and Django's settings pointed at it."""

import pytest

from demo.sockets import HOST
from tests.notifications.mail_server import mail_server


@pytest.fixture
def post(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, server.port
        yield server
