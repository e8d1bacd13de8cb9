"""What Prometheus reads: for the bearer of the token, by route, with what waits."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from portfolio.models import StaleStanding
from register.clock import now
from tests.factories.notifications import NoticeFactory
from tests.factories.register import CycleFactory

pytestmark = pytest.mark.django_db
ALERTS = Path(__file__).parents[2] / "docs/alerts.yml"
TOKEN = "a-token-of-the-monitor"


@pytest.fixture
def scrape(client, settings):
    settings.METRICS_TOKEN = TOKEN
    return lambda: client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()


def test_without_a_token_in_the_settings_the_address_does_not_exist(client):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer wrong", TOKEN])
def test_with_a_token_in_the_settings_only_its_bearer_reads(client, settings, given):
    settings.METRICS_TOKEN = TOKEN

    assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


def test_requests_are_counted_by_route_and_never_by_address(scrape, client):
    client.get("/api/v1/persons/00000000-0000-0000-0000-000000000000")

    told = scrape()

    assert 'view="person"' in told
    assert "00000000" not in told


def test_what_waits_is_counted_with_the_age_of_the_oldest(scrape):
    NoticeFactory(not_before=now() - timedelta(minutes=5))
    NoticeFactory(not_before=now() + timedelta(days=1))
    StaleStanding.objects.exclude(registration=CycleFactory().registration).delete()
    StaleStanding.objects.update(marked_at=now() - timedelta(hours=2))

    told = dict(line.rsplit(" ", 1) for line in scrape().splitlines() if line.startswith("leerregister_"))

    assert told['leerregister_waiting{what="standings"}'] == "1.0"
    assert 7200 <= float(told['leerregister_oldest_waiting_seconds{what="standings"}']) < 7500
    assert told['leerregister_waiting{what="notices"}'] == "1.0"
    assert told['leerregister_notices{state="QUEUED"}'] == "2.0"
    assert told['leerregister_oldest_waiting_seconds{what="attendance_lists"}'] == "0.0"
    assert told['leerregister_job_late{job="close_cycles"}'] == "1.0"


def test_every_alert_asks_for_something_that_is_told(scrape, client):
    NoticeFactory()
    client.get("/healthz")
    told = scrape()
    rules = yaml.safe_load(ALERTS.read_text())["groups"][0]["rules"]

    for rule in rules:
        (name,) = re.findall(r"\b(?:django|leerregister)_\w+", rule["expr"])
        assert re.search(rf"^{name}\b", told, re.MULTILINE), name
        for label, value in re.findall(r'(\w+)="(\w+)"', rule["expr"]):
            assert re.search(rf'^{name}{{[^}}]*{label}="{value}"', told, re.MULTILINE) or value == "UNKNOWN", rule
