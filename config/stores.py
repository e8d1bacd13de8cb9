"""Where files are stored: a folder, or a bucket of an S3-compatible service."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured


def evidence_store(env: environ.Env, *, kind: str, folder: str) -> dict[str, Any]:
    """The entry of Django's `STORAGES` for evidence. For `s3` the environment has to name bucket and keys."""
    if kind == "disk":
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            # No address: nothing can be served from it. Only the account that runs this reads it.
            "OPTIONS": {
                "location": folder,
                "base_url": None,
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    if kind != "s3":
        raise ImproperlyConfigured(f"EVIDENCE_STORE is `disk` or `s3`, not `{kind}`.")
    from botocore.config import Config  # of the extra `s3`

    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": _needed(env, "EVIDENCE_S3_BUCKET"),
            "endpoint_url": env("EVIDENCE_S3_ENDPOINT", default="") or None,
            "region_name": env("EVIDENCE_S3_REGION", default="") or None,
            "access_key": _needed(env, "EVIDENCE_S3_ACCESS_KEY"),
            "secret_key": _needed(env, "EVIDENCE_S3_SECRET_KEY"),
            "file_overwrite": False,
            "default_acl": None,
            # Should the bucket ever be opened by mistake: still a download.
            "object_parameters": {"ContentType": "application/octet-stream", "ContentDisposition": "attachment"},
            "client_config": Config(
                connect_timeout=5,
                read_timeout=20,
                retries={"max_attempts": 2},
                s3={"addressing_style": env("EVIDENCE_S3_ADDRESSING", default="auto")},
            ),
        },
    }


def _needed(env: environ.Env, name: str) -> str:
    value: str = env(name, default="")
    if not value:
        raise ImproperlyConfigured(f"EVIDENCE_STORE is `s3`: {name} has to be filled in.")
    return value
