"""Nothing waits for ever: limits on statements, locks, open transactions, tasks and calls to others."""

import inspect

import pytest
from django.conf import settings
from django.db import connection

from register.services import outside


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("statement_timeout", "1min"),
        ("lock_timeout", "10s"),
        ("idle_in_transaction_session_timeout", "1min"),
        ("client_connection_check_interval", "10s"),
    ],
)
def test_the_database_ends_what_takes_too_long(name, value):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        assert cursor.fetchone() == (value,)


def test_a_task_is_ended_before_the_queue_would_hand_it_out_again():
    soft, hard = settings.CELERY_TASK_SOFT_TIME_LIMIT, settings.CELERY_TASK_TIME_LIMIT

    assert 0 < soft < hard < settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]


def test_calls_to_others_end():
    assert 0 < settings.EMAIL_TIMEOUT <= 10
    assert 0 < settings.CELERY_BROKER_TRANSPORT_OPTIONS["socket_timeout"] <= 10
    assert 0 < settings.EVIDENCE_SCANNER_SECONDS <= 20
    # There is no call to an address that others chose without a limit of its own.
    assert inspect.signature(outside.call_outside).parameters["seconds"].default is inspect.Parameter.empty
