"""Sending files as a professional does, and looking into the store."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from portfolio.services.evidence.storing import FOLDERS, files_in


def send(client: APIClient, content: bytes, *, name: str = "bewijs.pdf", status: int = 201, **fields: str) -> Any:
    """What the API answers to this file; it has to be this status."""
    answer = client.post(
        "/api/v1/evidence-files", {"file": SimpleUploadedFile(name, content), **fields}, format="multipart"
    )
    assert answer.status_code == status, answer.content
    return answer.json()


def stored_keys() -> set[str]:
    return {key for folder in FOLDERS for key in files_in(folder)}
