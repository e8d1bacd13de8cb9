"""A store of its own for each test."""

import pytest
from django.conf import settings as configured


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """The folder in which files are stored."""
    evidence = configured.STORAGES["evidence"]
    options = evidence["OPTIONS"] | {"location": str(tmp_path / "store")}
    settings.STORAGES = configured.STORAGES | {"evidence": evidence | {"OPTIONS": options}}
    return tmp_path / "store"
