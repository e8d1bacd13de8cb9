"""A professional with something of everything, and what they take along."""

import io
import json
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from portfolio.models import DossierExport, Evidence
from portfolio.services.dossiers.exporting import make_export
from register.models import Registration
from tests.factories.files import GOOD_PDF
from tests.factories.portfolio import ClaimFactory, LedgerEntryFactory
from tests.factories.register import AttributeFactory, CycleFactory, RegistrationFactory

API = "/api/v1"


def make_registrant(**fields: Any) -> Registration:
    """A nurse in a running cycle with attributes, facts and a decided claim."""
    registration = RegistrationFactory(**fields)
    CycleFactory(registration=registration)
    AttributeFactory(registration=registration)
    LedgerEntryFactory(person=registration.person, registration=registration)
    ClaimFactory(registration=registration)
    return registration


def send_evidence(client: APIClient, *, content: bytes = GOOD_PDF, **fields: str) -> Evidence:
    answer = client.post(
        f"{API}/evidence-files", {"file": SimpleUploadedFile("bewijs.pdf", content), **fields}, format="multipart"
    )
    assert answer.status_code == 201, answer.content
    return Evidence.objects.get(uuid=answer.json()["uuid"])


def take_along(client: APIClient, **body: Any) -> bytes:
    """The file of an export, asked, made and taken as its owner does."""
    asked = client.post(f"{API}/dossier-exports", body)
    assert asked.status_code == 202, asked.content
    export = DossierExport.objects.get(uuid=asked.json()["uuid"])
    assert make_export(export_id=export.pk, clock=lambda: export.requested_at)
    link = client.post(f"{API}/dossier-exports/{export.uuid}/links", {})
    assert link.status_code == 201, link.content
    answer = client.get(link.json()["url"])
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def members(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return {name: file.read(name) for name in file.namelist()}


def manifest(archive: bytes) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(members(archive)["manifest.json"])
    return told
