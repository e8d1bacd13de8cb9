"""Nothing waits for ever: limits on statements, locks, open transactions, tasks and calls to others."""

import inspect

import pytest
from django.conf import settings
from django.db import connection

from register.services import outside


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "milliseconds"),
    [
        ("statement_timeout", 60_000),
        ("lock_timeout", 10_000),
        ("idle_in_transaction_session_timeout", 60_000),
        ("client_connection_check_interval", 10_000),
    ],
)
def test_the_database_ends_what_takes_too_long(name, milliseconds):
    """As every connection begins; migrations, which this one has run as well, have limits of their own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reset_val FROM pg_settings WHERE name = %s", [name])
        assert cursor.fetchone() == (str(milliseconds),)


def test_a_task_is_ended_before_the_queue_would_hand_it_out_again():
    soft, hard = settings.CELERY_TASK_SOFT_TIME_LIMIT, settings.CELERY_TASK_TIME_LIMIT

    assert 0 < soft < hard < settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]


def test_calls_to_others_end():
    assert 0 < settings.EMAIL_TIMEOUT <= 10
    assert 0 < settings.CELERY_BROKER_TRANSPORT_OPTIONS["socket_timeout"] <= 10
    assert 0 < settings.EVIDENCE_SCANNER_SECONDS <= 20
    # There is no call to an address that others chose without a limit of its own.
    assert inspect.signature(outside.call_outside).parameters["seconds"].default is inspect.Parameter.empty
