"""The disk of the evidence is really full: what does not fit is refused whole, all the rest goes on."""

import subprocess

import pytest
from django.conf import settings as configured

from portfolio.models import Evidence
from tests.evidence.desk import send, stored_keys
from tests.factories.files import GOOD_PDF

pytestmark = [pytest.mark.deep, pytest.mark.django_db]
LARGE = GOOD_PDF.replace(b"endobj", b"endobj %" + b"x" * 300_000)


@pytest.fixture
def disk(settings, tmp_path):
    """A file system of one megabyte, with the store on it."""
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", tmp_path], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.decode().strip()}")
    evidence = configured.STORAGES["evidence"]
    options = evidence["OPTIONS"] | {"location": str(tmp_path / "store")}
    settings.STORAGES = configured.STORAGES | {"evidence": evidence | {"OPTIONS": options}}
    try:
        yield tmp_path
    finally:
        subprocess.run(["umount", tmp_path], check=True)


def files_on(disk):
    return sorted(path for path in disk.rglob("*") if path.is_file())


def test_a_file_that_does_not_fit_leaves_nothing_and_the_rest_goes_on(professional, disk):
    small = send(professional, GOOD_PDF)
    filling = disk / "of somebody else"
    filling.write_bytes(b"x" * 900_000)
    before = files_on(disk)

    refused = send(professional, LARGE, status=503)

    assert refused["code"] == "evidence-unavailable"
    assert files_on(disk) == before
    assert [str(one.uuid) for one in Evidence.objects.all()] == [small["uuid"]]
    url = professional.post(f"/api/v1/evidence-files/{small['uuid']}/links", {}).json()["url"]
    assert professional.get(url).content == GOOD_PDF
    assert professional.get("/api/v1/registrations").status_code == 200

    filling.unlink()
    send(professional, LARGE)
    assert len(stored_keys()) == 2
