"""Store and rows stay alike, whatever fails between them."""

import errno
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError
from django.test import override_settings

from portfolio.models import Evidence
from portfolio.services.evidence import adding, storing, tidying
from register.clock import now
from register.models import Event
from tests.evidence.desk import send, stored_keys
from tests.factories.evidence import EvidenceFactory
from tests.factories.files import GOOD_PDF

pytestmark = pytest.mark.django_db


class FullDisk(FileSystemStorage):
    """Half of the file fits."""

    def _save(self, name, content):
        super()._save(name, ContentFile(content.read()[:20]))
        raise OSError(errno.ENOSPC, "No space left on device")


class ForgetfulStore(FileSystemStorage):
    """Says that all is well and keeps half."""

    def _save(self, name, content):
        return super()._save(name, ContentFile(content.read()[:20]))


class StoreAway(FileSystemStorage):
    """Cannot be reached for anything."""

    def _away(self, *args, **kwargs):
        raise ConnectionError("no route to the store")

    _save = _open = delete = listdir = exists = size = _away


def a_store(kind):
    options = configured.STORAGES["evidence"]["OPTIONS"]
    backend = {"BACKEND": f"{__name__}.{kind.__name__}", "OPTIONS": options}
    return override_settings(STORAGES=configured.STORAGES | {"evidence": backend})


@pytest.mark.parametrize("kind", [FullDisk, ForgetfulStore, StoreAway])
def test_a_store_that_fails_keeps_nothing_and_says_so(professional, kind):
    before = stored_keys()
    with a_store(kind):
        answer = send(professional, GOOD_PDF, status=503)

    assert answer["code"] == "evidence-unavailable"
    assert "probeer het later opnieuw" in answer["detail"]
    assert not Evidence.objects.exists()
    assert not Event.objects.filter(subject_type="evidence").exists()
    assert stored_keys() == before
    send(professional, GOOD_PDF)  # and the same file is taken once the store is back


def test_a_row_that_fails_leaves_no_file(professional, monkeypatch):
    def fail(*_args):
        raise DatabaseError("gone")

    monkeypatch.setattr(adding, "_add_row", fail)
    before = stored_keys()

    assert send(professional, GOOD_PDF, status=500)["code"] == "failed"
    assert stored_keys() == before


@pytest.mark.parametrize("sent", [40, 70_000, 299_000])
def test_an_upload_that_breaks_off_is_not_taken_for_a_file(professional, sent):
    border = b"--border\r\n"
    head = b'Content-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    content = GOOD_PDF[:-6] + b"%" + b"x" * 300_000 + b"\n%%EOF\n"

    answer = professional.generic(
        "POST",
        "/api/v1/evidence-files",
        border + head + content[:sent],
        content_type="multipart/form-data; boundary=border",
    )

    assert (answer.status_code, answer.json()["errors"][0]["code"]) in ((400, "damaged"), (400, "required"))
    assert not Evidence.objects.exists()


def test_a_full_folder_for_what_comes_in_is_said(professional, monkeypatch, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10

    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", full)

    assert send(professional, GOOD_PDF, status=503)["code"] == "evidence-unavailable"
    professional.credentials(HTTP_IDEMPOTENCY_KEY="one")  # then it is read before the view is reached
    assert send(professional, GOOD_PDF, status=503)["code"] == "unavailable"


def test_a_file_that_changed_in_the_store_is_not_handed_out(professional):
    sent = send(professional, GOOD_PDF)
    url = professional.post(f"/api/v1/evidence-files/{sent['uuid']}/links", {}).json()["url"]
    path = Path(storing.store().path(Evidence.objects.get().key))
    path.write_bytes(GOOD_PDF.replace(b"Catalog", b"Changed"))

    assert professional.get(url).status_code == 503
    with a_store(StoreAway):
        assert professional.get(url).json()["code"] == "evidence-unavailable"


def test_files_are_for_this_account_only(professional):
    send(professional, GOOD_PDF)
    path = Path(storing.store().path(Evidence.objects.get().key))

    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_files_without_a_row_go_after_a_week(professional):
    sent = Evidence.objects.get(uuid=send(professional, GOOD_PDF)["uuid"])
    orphan = storing.store_file(b"left behind")

    assert tidying.tidy_evidence(now=now() + timedelta(days=6)) == 0
    assert orphan in stored_keys()
    assert tidying.tidy_evidence(now=now() + timedelta(days=8)) == 1
    assert orphan not in stored_keys()
    assert sent.key in stored_keys()


def test_a_row_without_its_file_stays_and_says_so_until_the_file_is_back(professional):
    sent = Evidence.objects.get(uuid=send(professional, GOOD_PDF)["uuid"])
    content = storing.read_file(sent.key, digest=sent.digest)
    storing.forget_file(sent.key)

    assert tidying.tidy_evidence(now=now()) == 1
    assert tidying.tidy_evidence(now=now()) == 0
    assert professional.get(f"/api/v1/evidence-files/{sent.uuid}").json()["lost"] is True
    storing.store().save(sent.key, ContentFile(content))
    assert tidying.tidy_evidence(now=now()) == 1
    assert professional.get(f"/api/v1/evidence-files/{sent.uuid}").json()["lost"] is False
    kinds = Event.objects.filter(subject_uuid=sent.uuid).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["evidence.added", "evidence.lost", "evidence.found"]


def test_a_store_that_cannot_be_reached_makes_nothing_lost():
    evidence = EvidenceFactory()
    with a_store(StoreAway), pytest.raises(ConnectionError):
        tidying.tidy_evidence(now=now())

    evidence.refresh_from_db()
    assert evidence.lost_at is None


def test_a_file_that_could_not_be_taken_out_is_an_orphan_for_the_clean_up(
    professional, django_capture_on_commit_callbacks
):
    sent = Evidence.objects.get(uuid=send(professional, GOOD_PDF)["uuid"])
    with a_store(StoreAway), django_capture_on_commit_callbacks(execute=True):
        taken = professional.post(f"/api/v1/evidence-files/{sent.uuid}/removals", {})

    assert taken.status_code == 201
    assert sent.key in stored_keys()
    assert tidying.tidy_evidence(now=now() + timedelta(days=8)) == 1
    assert sent.key not in stored_keys()
