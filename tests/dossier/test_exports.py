"""Taking a dossier along: asked by its owner, made by a worker, whole, theirs alone, gone after a week."""

import hashlib
import json
from datetime import timedelta

import pytest
from jsonschema import Draft202012Validator

from portfolio.models import DossierExport
from portfolio.services.dossiers import exporting
from portfolio.services.dossiers.exporting import expire_exports, hand_out_waiting, make_export
from portfolio.services.evidence.storing import forget_file
from register.models import Event
from tests.conftest import client_of
from tests.dossier.desk import API, make_registrant, manifest, members, send_evidence, take_along
from tests.factories.register import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def registration(db):
    return make_registrant()


@pytest.fixture
def owner(registration):
    return client_of(UserFactory(person=registration.person))


def test_an_archive_holds_every_part_and_file_with_its_digest_and_fits_its_own_schema(owner, registration):
    evidence = send_evidence(owner)

    found = members(archive := take_along(owner))

    told = manifest(archive)
    assert told["format"] == "leerregister-dossier/1"
    assert {file["path"] for file in told["files"]} == set(found) - {"manifest.json"}
    for file in told["files"]:
        assert hashlib.sha256(found[file["path"]]).hexdigest() == file["sha256"]
    assert found[f"files/{evidence.uuid}/bewijs.pdf"] == b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n"
    schema = json.loads(found["schema.json"])
    for part in told["parts"]:
        for table in part["tables"]:
            rows = json.loads(found[table["path"]])
            assert len(rows) == table["rows"]
            Draft202012Validator(schema | {"$ref": f"#/$defs/{part['key']}~1{table['name']}"}).validate(rows)
    (mine,) = json.loads(found["parts/registrations/registrations.json"])
    assert mine["number"] == registration.number


def test_of_another_person_an_archive_holds_nothing(owner, registration):
    other = make_registrant(register=registration.register)
    theirs = client_of(UserFactory(person=other.person, email="de.ander@elders.example"))
    send_evidence(theirs)
    send_evidence(owner, content=b"%PDF-1.7\n1 0 obj <</Type /Catalog /Mine true>> endobj\n%%EOF\n")

    found = b"\n".join(members(take_along(owner)).values()).decode()

    for word in (other.person.family_name, other.person.email, other.number, str(other.uuid), str(other.person.uuid)):
        assert word not in found
    assert "de.ander" not in found


def test_an_export_is_its_owners_alone_and_every_taking_is_on_the_trail(owner, registration):
    take_along(owner)
    export = DossierExport.objects.get()
    stranger = client_of(UserFactory(person=make_registrant(register=registration.register).person))

    assert stranger.get(f"{API}/dossier-exports/{export.uuid}").status_code == 404
    assert stranger.get(f"{API}/dossier-exports").json()["results"] == []
    link = owner.post(f"{API}/dossier-exports/{export.uuid}/links", {}).json()["url"]
    assert stranger.get(link).status_code == 404
    assert owner.get(link.replace("signature=", "signature=x")).status_code == 403
    kinds = list(Event.objects.filter(subject_uuid=export.uuid).order_by("id").values_list("kind", flat=True))
    assert kinds == ["dossier-export.requested", "dossier-export.ready", "dossier-export.taken"]


def test_parts_may_be_chosen_and_an_unknown_one_is_named(owner):
    archive = take_along(owner, parts=["registrations"])
    refused = owner.post(f"{API}/dossier-exports", {"parts": ["secrets"]})

    assert [part["key"] for part in manifest(archive)["parts"]] == ["registrations"]
    assert (refused.status_code, refused.json()["code"]) == (400, "dossier-part-unknown")
    assert "registrations" in {part["key"] for part in owner.get(f"{API}/dossier-parts").json()["parts"]}


def test_asking_again_while_one_is_being_made_answers_with_that_one(owner):
    first = owner.post(f"{API}/dossier-exports", {})
    again = owner.post(f"{API}/dossier-exports", {})

    assert (first.status_code, again.status_code) == (202, 200)
    assert first.json()["uuid"] == again.json()["uuid"]


def test_a_run_that_broke_off_is_begun_again_once_its_lease_is_over(owner, monkeypatch, folder):
    owner.post(f"{API}/dossier-exports", {})
    export = DossierExport.objects.get()
    start = export.requested_at
    with monkeypatch.context() as broken:
        broken.setattr(exporting, "keep", lambda key, file: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            make_export(export_id=export.pk, clock=lambda: start)

    assert not make_export(export_id=export.pk, clock=lambda: start + timedelta(minutes=14))
    assert make_export(export_id=export.pk, clock=lambda: start + timedelta(minutes=16))

    export.refresh_from_db()
    assert (export.state, export.attempts) == ("READY", 2)
    assert (folder / "exports" / str(export.uuid)).stat().st_size == export.size
    assert hand_out_waiting(now=start + timedelta(days=1)) == 0


def test_an_export_that_fails_three_times_is_parked(owner, monkeypatch):
    owner.post(f"{API}/dossier-exports", {})
    export = DossierExport.objects.get()
    monkeypatch.setattr(exporting, "keep", lambda key, file: 1 / 0)
    for run in range(3):
        with pytest.raises(ZeroDivisionError):
            make_export(export_id=export.pk, clock=lambda run=run: export.requested_at + timedelta(hours=run))

    assert not make_export(export_id=export.pk, clock=lambda: export.requested_at + timedelta(hours=3))
    export.refresh_from_db()
    assert export.state == "PARKED"


def test_after_a_week_the_file_is_gone(owner, folder):
    take_along(owner)
    export = DossierExport.objects.get()

    assert expire_exports(now=export.expires_at - timedelta(seconds=1)) == 0
    assert expire_exports(now=export.expires_at) == 1
    assert expire_exports(now=export.expires_at) == 0
    assert not (folder / "exports" / str(export.uuid)).exists()
    answer = owner.post(f"{API}/dossier-exports/{export.uuid}/links", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "dossier-export-not-ready")


def test_a_file_that_the_store_lost_is_named_and_stops_nothing(owner):
    lost = send_evidence(owner)
    forget_file(lost.key)

    assert manifest(take_along(owner))["missing"] == [f"files/{lost.uuid}/bewijs.pdf"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_dossier_can_be_printed(owner, language):
    assert take_along(owner, form="DOCUMENT", language=language).startswith(b"%PDF")
