"""The log: each request and task by its id, and no value of a person or key in a line."""

import json
import logging

import pytest
import redis
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from config.celery import app
from config.logs import log_settings
from tests.factories.register import UserFactory

pytestmark = pytest.mark.django_db


class Kept(logging.Handler):
    """Keeps each line as it would be printed for machines."""

    def __init__(self):
        super().__init__()
        formatter = log_settings(as_json=True)["formatters"]["line"]
        self.setFormatter(formatter.pop("()")(**formatter))
        self.lines = []

    def emit(self, record):
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def lines():
    handler = Kept()
    logging.getLogger().addHandler(handler)
    yield handler.lines
    logging.getLogger().removeHandler(handler)


def test_a_request_is_one_line_with_its_route_and_the_id_that_its_answer_carries(client, lines):
    secret = "key-in-the-address"

    answer = client.get(f"/api/v1/persons/00000000-0000-0000-0000-000000000000?q={secret}")

    (line,) = (line for line in lines if line["event"] == "request_finished")
    assert line["request"] == "GET api/v1/persons/<uuid:uuid>"
    assert (line["code"], line["request_id"]) == (401, answer["Request-Id"])
    assert secret not in json.dumps(line)
    assert "ip" not in line


def test_an_address_that_is_none_is_not_repeated_in_the_log(client, lines):
    client.get("/a-secret-link/that-is-no-longer")

    assert "secret-link" not in json.dumps(lines)


def test_what_the_database_refused_is_told_without_the_values_of_the_row(lines):
    UserFactory(email="anna@person.example")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE register_user SET email = NULL")
    except IntegrityError:
        logging.getLogger("test").exception("user_not_changed")

    (line,) = (line for line in lines if line["event"] == "user_not_changed")
    assert "null value in column" in line["exception"]
    assert "anna@person.example" not in line["exception"]


def test_the_id_of_a_request_goes_with_the_tasks_it_leads_to(client, monkeypatch):
    monkeypatch.setattr(
        "config.http.health.late_jobs", lambda *_, **__: app.send_task("portfolio.tasks.refresh_standings") and {}
    )

    answer = client.get("/health/jobs")

    queue = redis.Redis.from_url(settings.REDIS_URL)
    message = json.loads(queue.lpop("celery"))
    assert message["headers"]["__django_structlog__"]["request_id"] == answer["Request-Id"]


def test_for_people_a_line_reads_as_a_line():
    formatter = log_settings(as_json=False)["formatters"]["line"]
    record = logging.LogRecord("here", logging.INFO, "file", 1, "notice_%s notice=%s", ("sent", 7), None)

    told = formatter.pop("()")(**formatter).format(record)

    assert "[info] notice_sent notice=7" in told
