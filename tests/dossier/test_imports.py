"""Bringing a dossier in: whole or not at all, decided by the office, booked once, with the standing it had."""

import hashlib
import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from portfolio.models import DossierImport, Evidence, LedgerEntry
from portfolio.services.dossiers import booking
from portfolio.services.dossiers.importing import book_import
from portfolio.services.ledger import reverse_entry
from portfolio.services.standings import standing_document
from register.access import Role
from register.clock import now, today
from register.models import Person, RegistrationAttribute
from tests.conftest import client_of
from tests.dossier.desk import API, make_registrant, members, send_evidence, take_along
from tests.factories.portfolio import LedgerEntryFactory, make_school
from tests.factories.register import CycleFactory, RegistrationFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
ELSEWHERE = "https://register.elders.example"


@pytest.fixture
def brought(settings):
    """An archive made in another installation, and the standing there. Of that installation nothing is left here."""
    settings.PUBLIC_URL = ELSEWHERE
    with transaction.atomic():
        registration = make_registrant()
        school = make_school(register=registration.register)
        LedgerEntryFactory(
            person=registration.person, edition=school.edition, category="", quantity=None, unit="", tags=["wound"]
        )
        wrong = LedgerEntryFactory(person=registration.person, registration=registration, quantity=50)
        reverse_entry(entry=wrong, reason="Dubbel.", actor=None, now=now())
        owner = client_of(UserFactory(person=registration.person))
        send_evidence(owner)
        archive = take_along(owner)
        standing = standing_document(registration=registration, on=today(), now=now())
        transaction.set_rollback(True)
    settings.PUBLIC_URL = "https://register.hier.example"
    assert not Person.objects.exists()
    return archive, standing


@pytest.fixture
def registration(brought):
    """The same person on the same register here, with nothing in the dossier yet."""
    registration = RegistrationFactory()
    CycleFactory(registration=registration)
    return registration


@pytest.fixture
def office(registration):
    association = registration.register.association
    return client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=association).user)


@pytest.fixture
def owner(registration):
    return client_of(UserFactory(person=registration.person))


def send(client, registration, archive, *, status=201):
    answer = client.post(
        f"{API}/registrations/{registration.uuid}/dossier-imports",
        {"file": SimpleUploadedFile("dossier.zip", archive)},
        format="multipart",
    )
    assert answer.status_code == status, answer.content
    return answer.json()


def take_over(office, told):
    accepted = office.post(f"{API}/dossier-imports/{told['uuid']}/acceptances", {})
    assert accepted.status_code == 201, accepted.content
    assert book_import(import_id=DossierImport.objects.get(uuid=told["uuid"]).pk, clock=now)
    return {(line["part"], line["outcome"]): line["rows"] for line in DossierImport.objects.get().report}


def changed(archive, path, content, *, told=True):
    """The archive with another file in it; `told`: with a manifest that says so."""
    found = members(archive)
    manifest = json.loads(found["manifest.json"])
    found[path] = content
    if told:
        for file in manifest["files"]:
            if file["path"] == path:
                file.update(sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    if path != "manifest.json":
        found["manifest.json"] = json.dumps(manifest).encode()
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for name, text in found.items():
            file.writestr(name, text)
    return kept.getvalue()


def test_a_dossier_taken_to_a_fresh_installation_has_the_same_standing_there(brought, owner, office, registration):
    archive, standing = brought
    told = send(owner, registration, archive)

    report = take_over(office, told)

    assert report["ledger", "comes"] == 2
    assert report["evidence", "comes"] == 1
    assert report["attributes", "comes"] == 1
    here = standing_document(registration=registration, on=today(), now=now())
    assert here | {"ledgerPosition": 0} == standing | {"ledgerPosition": 0}
    assert len(here["facts"]) == 2
    assert set(LedgerEntry.objects.values_list("validation", flat=True)) == {"OFFICE"}
    for key in LedgerEntry.objects.values_list("source_key", flat=True):
        assert key.startswith("import/register.elders.example/")
    assert Evidence.objects.get().person == registration.person


def test_nothing_is_booked_before_the_office_decides_and_never_twice(brought, owner, office, registration, folder):
    archive, _ = brought
    told = send(owner, registration, archive)
    one = DossierImport.objects.get()
    assert not book_import(import_id=one.pk, clock=now)
    assert not LedgerEntry.objects.exists()
    assert owner.post(f"{API}/dossier-imports/{told['uuid']}/acceptances", {}).status_code == 403
    assert send(owner, registration, archive, status=200)["uuid"] == told["uuid"]
    assert (folder / one.key).exists()

    take_over(office, told)

    assert not (folder / one.key).exists()
    assert not book_import(import_id=one.pk, clock=now)
    late = office.post(f"{API}/dossier-imports/{told['uuid']}/refusals", {"reason": "Toch niet."})
    assert (late.status_code, late.json()["code"]) == (409, "dossier-import-moved")
    assert LedgerEntry.objects.count() == 2


def test_a_run_that_broke_off_books_the_rest(brought, owner, office, registration, monkeypatch):
    told = send(owner, registration, brought[0])
    office.post(f"{API}/dossier-imports/{told['uuid']}/acceptances", {})
    one = DossierImport.objects.get()
    with monkeypatch.context() as broken:
        broken.setattr(booking, "add_evidence", lambda **given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            book_import(import_id=one.pk, clock=now)
    assert LedgerEntry.objects.count() == 2

    assert book_import(import_id=one.pk, clock=now)

    assert (LedgerEntry.objects.count(), Evidence.objects.count()) == (2, 1)
    assert RegistrationAttribute.objects.filter(registration=registration).count() == 1


def test_an_archive_taken_home_again_adds_nothing(brought, owner, office, registration):
    take_over(office, send(owner, registration, brought[0]))
    archive = take_along(owner)
    DossierImport.objects.all().delete()

    report = take_over(office, send(owner, registration, archive))

    assert ("ledger", "comes") not in report
    assert report["ledger", "known"] == 2
    assert LedgerEntry.objects.count() == 2


def test_an_archive_that_is_not_as_it_says_is_refused_whole(brought, owner, registration):
    archive, _ = brought
    facts = "parts/ledger/facts.json"
    more = json.loads(members(archive)[facts])
    more[0]["quantity"] = "-5"
    for bad, code in (
        (b"no archive at all", "not-an-archive"),
        (archive[: len(archive) // 2], "not-an-archive"),
        (changed(archive, facts, b"[]", told=False), "changed"),
        (changed(archive, facts, b"{"), "not-json"),
        (changed(archive, facts, json.dumps(more).encode()), "not-as-described"),
        (changed(archive, "extra.exe", b"MZ"), "other-files"),
        (changed(archive, "manifest.json", b'{"format": "something/9"}'), "not-as-described"),
    ):
        problem = send(owner, registration, bad, status=400)
        assert problem["code"] == "dossier-archive-invalid"
        assert {one["code"] for one in problem["errors"]} >= {code}
    assert not DossierImport.objects.exists()


def test_a_file_that_no_upload_would_pass_is_not_taken_and_stops_nothing(brought, owner, office, registration):
    archive, _ = brought
    (path,) = (name for name in members(archive) if name.startswith("files/"))
    told = send(owner, registration, changed(archive, path, b"MZ executable"))

    report = take_over(office, told)

    assert report["evidence", "refused"] == 1
    assert not Evidence.objects.exists()
    assert report["ledger", "comes"] == 2


def test_the_office_refuses_with_a_reason_and_decides_about_no_dossier_of_its_own(
    brought, office, registration, folder
):
    own = client_of(
        RoleGrantFactory(
            role=Role.REGISTRAR,
            organisation=registration.register.association,
            user=UserFactory(person=registration.person),
        ).user
    )
    told = send(own, registration, brought[0])
    refused = own.post(f"{API}/dossier-imports/{told['uuid']}/acceptances", {})
    assert (refused.status_code, refused.json()["code"]) == (403, "own-dossier")

    answer = office.post(f"{API}/dossier-imports/{told['uuid']}/refusals", {"reason": "Van een ander."})

    assert answer.json()["state"] == "REFUSED"
    assert not LedgerEntry.objects.exists()
