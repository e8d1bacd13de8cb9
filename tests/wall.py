"""Requests of tests run as the role that they have in production; what a test does itself, as the owner."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg
from django.conf import settings
from django.core.signals import request_finished
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from psycopg.pq import TransactionStatus

from register.reach import WEB, WORK

MIDDLEWARE = "tests.wall.AsTheWeb"


class AsTheWeb:
    """The outermost layer of the application in tests. The connection is shared with the test: the role goes back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        request_finished.connect(as_owner, dispatch_uid="tests.wall")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with suppress(RuntimeError, psycopg.Error, DatabaseError):  # no database in this test, or it is away
            connection.ensure_connection()
            # Without the tables of the test itself.
            connection.connection.execute(f"SET ROLE {WEB if settings.DATABASE_WALL else WORK}; DISCARD TEMP")
        return self.get_response(request)


def as_owner(**_: Any) -> None:
    opened = connection.connection
    if opened is None or opened.info.transaction_status not in (TransactionStatus.IDLE, TransactionStatus.INTRANS):
        return
    opened.execute("RESET ROLE; DISCARD TEMP")
