"""Where evidence is stored is said by the environment."""

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages

from config.stores import evidence_store
from portfolio.models import Evidence
from tests.evidence.desk import send
from tests.factories.files import GOOD_PDF

NAMED = {
    "BUCKET": "evidence",
    "ACCESS_KEY": "key",
    "SECRET_KEY": "secret",
    "ENDPOINT": "http://127.0.0.1:9",
    "REGION": "",
}


@pytest.fixture
def named(monkeypatch):
    for name, value in NAMED.items():
        monkeypatch.setenv(f"EVIDENCE_S3_{name}", value)


def test_a_bucket_is_private_never_overwrites_and_gives_downloads_only(named, settings):
    entry = evidence_store(environ.Env(), kind="s3", folder="")
    settings.STORAGES = settings.STORAGES | {"evidence": entry}

    bucket = storages["evidence"]

    assert (bucket.bucket_name, bucket.endpoint_url, bucket.region_name) == ("evidence", "http://127.0.0.1:9", None)
    assert (bucket.file_overwrite, bucket.default_acl) == (False, None)
    assert bucket.get_object_parameters("x") == {
        "ContentType": "application/octet-stream",
        "ContentDisposition": "attachment",
    }
    assert bucket.client_config.connect_timeout == 5


@pytest.mark.django_db
def test_a_bucket_that_cannot_be_reached_keeps_nothing_and_says_so(named, settings, professional):
    settings.STORAGES = settings.STORAGES | {"evidence": evidence_store(environ.Env(), kind="s3", folder="")}

    assert send(professional, GOOD_PDF, status=503)["code"] == "evidence-unavailable"
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("missing", ["BUCKET", "ACCESS_KEY", "SECRET_KEY"])
def test_a_bucket_without_a_name_or_key_stops_the_start(named, monkeypatch, missing):
    monkeypatch.setenv(f"EVIDENCE_S3_{missing}", "")

    with pytest.raises(ImproperlyConfigured, match=missing):
        evidence_store(environ.Env(), kind="s3", folder="")


def test_another_kind_of_store_is_refused():
    with pytest.raises(ImproperlyConfigured, match="disk"):
        evidence_store(environ.Env(), kind="ftp", folder="")
