"""A database that is busy, refuses or is away: 503 with a time to come again, on every path, and nothing half done."""

import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.test import Client
from psycopg import sql

from register.access import Role
from register.api.organisations import AssociationList
from register.models import Event, Person
from tests.conftest import client_of
from tests.factories.register import AssociationFactory, RoleGrantFactory, UserFactory
from tests.faults.cutting import end_connection
from tests.worker.processes import database_url

ADDRESS = "/api/v1/associations"
KINDS = {
    "a lock that takes too long": "SET LOCAL lock_timeout = '50ms'; SELECT pg_advisory_xact_lock(1)",
    "an answer that takes too long": "SET LOCAL statement_timeout = '50ms'; SELECT pg_sleep(60)",
    "a deadlock": "SELECT pg_advisory_xact_lock(2); SELECT pg_advisory_xact_lock(1)",
    "a serialization failure": "DO $$ BEGIN RAISE SQLSTATE '40001'; END $$",
    "a standby that cannot write": "SET LOCAL transaction_read_only = on; DELETE FROM register_event",
    "a transaction that idled": "DO $$ BEGIN RAISE SQLSTATE '25P03'; END $$",
    "no memory": "DO $$ BEGIN RAISE SQLSTATE '53200'; END $$",
}


def says_come_again(answer):
    body = answer.json()
    assert (answer.status_code, body["status"], body["code"]) == (503, 503, "unavailable")
    assert answer["Content-Type"] == "application/problem+json"
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert answer["Request-Id"]
    assert "pg_" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_the_database_gives_up_on_is_to_be_tried_again(kind, professional, monkeypatch):
    waiting = threading.Event()

    def get(self, request):
        with transaction.atomic(), connection.cursor() as cursor:
            waiting.set()
            cursor.execute(KINDS[kind])

    monkeypatch.setattr(AssociationList, "get", get)
    with psycopg.connect(database_url()) as other, ThreadPoolExecutor(1) as threads:
        other.execute("SELECT pg_advisory_xact_lock(1)")
        asked = threads.submit(_want_the_second, other, waiting) if kind == "a deadlock" else None

        says_come_again(professional.get(ADDRESS))

        if asked:
            assert asked.result(timeout=10) == "two sessions each waited for the other"


def _want_the_second(other, waiting):
    """Ask for the lock that the request has, while it waits for ours: whoever began to wait first is the victim."""
    waiting.wait(10)
    waiting.clear()
    while not waiting.wait(0.05):
        with psycopg.connect(database_url(), autocommit=True) as watcher:
            query = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 1 AND NOT granted)"
            if watcher.execute(query).fetchone()[0]:
                break
    other.execute("SELECT pg_advisory_xact_lock(2)")
    return "two sessions each waited for the other"


@pytest.mark.django_db(transaction=True)
def test_a_session_that_cannot_be_read_is_to_be_tried_again_and_signs_nobody_out(client):
    """Outside a view: the account is read before it is asked for."""
    user = UserFactory()
    client.force_login(user)
    client.raise_request_exception = False
    end_connection()

    says_come_again(client.get(ADDRESS))

    connection.close()
    assert client.get(ADDRESS).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_said_on_every_path_and_the_process_stays_alive(client, monkeypatch):
    user = UserFactory()
    client.force_login(user)
    client.raise_request_exception = False
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "PORT", "9")

    says_come_again(client.get(ADDRESS))
    supervisor = Client()
    assert supervisor.get("/healthz").status_code == 200
    assert client.get("/healthz").status_code == 200  # whatever cookie comes along
    assert supervisor.get("/readyz").status_code == 503

    monkeypatch.undo()
    assert client.get(ADDRESS).status_code == 200


@pytest.mark.servers
@pytest.mark.django_db(transaction=True)
def test_with_more_askers_than_connections_each_is_served_whole_or_turned_away():
    registrar = RoleGrantFactory(role=Role.REGISTRAR, organisation=AssociationFactory()).user
    name, askers = connection.settings_dict["NAME"], 8
    limit = sql.SQL("ALTER DATABASE {} CONNECTION LIMIT {}")
    connection.close()
    start = threading.Barrier(askers)

    def ask(number):
        start.wait(10)
        try:
            return client_of(registrar).post("/api/v1/persons", {"givenName": f"N{number}", "familyName": "Bakker"})
        finally:
            connections.close_all()

    with psycopg.connect(database_url().rpartition("/")[0] + "/postgres", autocommit=True) as owner:
        owner.execute(limit.format(sql.Identifier(name), 2))
        try:
            with ThreadPoolExecutor(askers) as threads:
                answers = list(threads.map(ask, range(askers)))
        finally:
            owner.execute(limit.format(sql.Identifier(name), -1))

    served = [answer for answer in answers if answer.status_code == 201]
    turned_away = [answer for answer in answers if answer.status_code != 201]
    assert served
    assert turned_away, "there were connections enough: nothing was shown"
    for answer in turned_away:
        says_come_again(answer)
    assert Person.objects.count() == len(served)
    assert Event.objects.filter(kind="person.added").count() in (0, len(served))
