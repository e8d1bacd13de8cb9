"""What docs/webhooks.md promises is what the code does."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import resolve
from standardwebhooks import Webhook

from notifications.catalogue.webhooks import GRANT, PING, WEBHOOK_KINDS
from notifications.models import WebhookSecret
from notifications.rules.webhook_retries import ATTEMPTS, WAITS
from notifications.services.webhooks.secrets import signed_headers
from portfolio.services.sharing.giving import shareable_parts
from tests.factories.register import NOW
from tests.factories.webhooks import SECRET, WebhookFactory

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "webhooks.md").read_text()


def test_the_catalogue_in_the_document_is_the_one_of_the_code():
    rows = [tuple(cell.strip() for cell in line.split("|")[1:-1]) for line in DOCUMENT.splitlines() if "| `" in line]
    described = {row[0].strip("`"): row[1:] for row in rows if len(row) == 5}

    def told(kind):
        shared = "the grant itself" if kind.part == GRANT else kind.part and f"`{kind.part}`"
        return kind.says, "yes" if kind.association else "", "yes" if kind.provider else "", shared

    assert described.pop(PING)
    assert described == {event: told(kind) for event, kind in WEBHOOK_KINDS.items()}


def test_the_schedule_in_the_document_is_the_one_of_the_code():
    (said,) = re.findall(r"after (1 minute.*?), each", DOCUMENT, re.DOTALL)
    minutes = {"minute": 1, "minutes": 1, "hours": 60}
    waits = [int(n) * minutes[unit] for n, unit in re.findall(r"(\d+) (\w+)", said)]

    assert waits == [wait.total_seconds() / 60 for wait in WAITS]
    assert ATTEMPTS == 10


def test_every_kind_of_event_happens_somewhere_and_its_part_and_address_exist():
    apps = ("register", "accreditation", "portfolio")
    sources = "".join(path.read_text() for app in apps for path in sorted((ROOT / app).rglob("*.py")))

    assert [event for event in WEBHOOK_KINDS if f'"{event}"' not in sources] == []
    assert {kind.part for kind in WEBHOOK_KINDS.values()} - {"", GRANT} <= set(shareable_parts())
    for kind in WEBHOOK_KINDS.values():
        assert not kind.at or resolve(f"/api/v1/{kind.at}/{uuid4()}")


@pytest.mark.django_db
def test_a_secret_that_was_sealed_anew_signs_as_before(settings):
    webhook = WebhookFactory()
    settings.CREDENTIAL_SECRETS = ["a-new-secret-of-more-than-thirty-two", *settings.CREDENTIAL_SECRETS]
    before = WebhookSecret.objects.get().sealed

    call_command("reseal_webhooks")
    settings.CREDENTIAL_SECRETS = settings.CREDENTIAL_SECRETS[:1]

    headers = signed_headers(subscription=webhook, uuid=uuid4(), body="{}", now=NOW)
    assert headers["webhook-signature"] == Webhook(SECRET).sign(headers["webhook-id"], NOW, "{}")
    assert WebhookSecret.objects.get().sealed != before
