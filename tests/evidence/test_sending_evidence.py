"""Sending evidence, letting it show something, and reading it back: over HTTP, with real files in a real store."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portfolio.models import Evidence
from portfolio.services.evidence import reading
from register.access import Role
from register.models import Event, RoleGrant
from tests.evidence.desk import send, stored_keys
from tests.factories.evidence import EvidenceFactory, MissingAttendanceFactory
from tests.factories.files import GOOD_PDF, exif, jpeg
from tests.factories.portfolio import ClaimFactory
from tests.factories.register import NOW, PersonFactory

pytestmark = pytest.mark.django_db


def link(client, uuid):
    answer = client.post(f"/api/v1/evidence-files/{uuid}/links", {})
    assert answer.status_code == 201, answer.content
    return answer.json()["url"]


def test_a_file_that_is_sent_comes_back_as_a_download_and_never_as_a_page(professional):
    sent = send(professional, GOOD_PDF)

    answer = professional.get(link(professional, sent["uuid"]))

    assert answer.content == GOOD_PDF
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == f'attachment; filename="{sent["uuid"]}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "no-store"


def test_a_file_is_kept_under_a_random_name_with_its_digest(professional):
    sent = send(professional, GOOD_PDF, name="mijn certificaat.pdf")

    kept = Evidence.objects.get(uuid=sent["uuid"])
    assert sent["digest"] == hashlib.sha256(GOOD_PDF).hexdigest()
    assert (sent["fileName"], sent["mediaType"], sent["size"]) == (
        "mijn certificaat.pdf",
        "application/pdf",
        len(GOOD_PDF),
    )
    assert "certificaat" not in kept.key
    assert kept.key in stored_keys()


def test_a_photo_is_kept_without_where_it_was_made(professional):
    sent = send(professional, jpeg(exif(6), b"\xff\xfe\x00\x0bGPS here."), name="foto.jpg")

    kept = professional.get(link(professional, sent["uuid"])).content

    assert b"52.09" not in kept
    assert b"GPS" not in kept


def test_evidence_goes_with_a_claim_and_is_shown_there(professional, person):
    claim = ClaimFactory(registration__person=person)
    sent = send(professional, GOOD_PDF, claim=str(claim.uuid))

    shown = professional.get(f"/api/v1/claims/{claim.uuid}").json()["evidence"]

    brief = {key: sent[key] for key in ("uuid", "fileName", "mediaType", "size")}
    assert shown == [brief]
    assert professional.get(f"/api/v1/evidence-files?claim={claim.uuid}").json()["results"] == [sent]


def test_a_file_sent_beforehand_is_placed_once(professional, person):
    first = ClaimFactory(registration__person=person)
    claims = [first, ClaimFactory(registration=first.registration)]
    sent = send(professional, GOOD_PDF)

    answers = [
        professional.post(f"/api/v1/evidence-files/{sent['uuid']}/placements", {"claim": str(claim.uuid)})
        for claim in claims
    ]

    assert [answer.status_code for answer in answers] == [201, 409]
    assert answers[0].json()["claim"] == str(claims[0].uuid)
    assert answers[1].json()["code"] == "evidence-settled"


def test_evidence_of_another_persons_claim_is_answered_like_one_of_a_claim_that_is_not_there(professional):
    answer = send(professional, GOOD_PDF, claim=str(ClaimFactory().uuid), status=400)

    assert [error["code"] for error in answer["errors"]] == ["does-not-exist"]


def test_evidence_shows_one_thing_at_most(professional, person):
    claim = ClaimFactory(registration__person=person)
    missing = MissingAttendanceFactory(registration=claim.registration)
    places = {"claim": str(claim.uuid), "missingAttendance": str(missing.uuid)}

    answer = send(professional, GOOD_PDF, **places, status=400)

    assert {"location": "#/claim", "code": "one-of"}.items() <= answer["errors"][0].items()


def test_unknown_fields_and_a_form_without_a_file_are_refused(professional):
    unknown = send(professional, GOOD_PDF, note="x", status=400)
    empty = professional.post("/api/v1/evidence-files", {}, format="multipart")

    assert [error["code"] for error in unknown["errors"]] == ["unknown-field"]
    assert (empty.status_code, [error["code"] for error in empty.json()["errors"]]) == (400, ["required"])


def test_a_link_is_for_one_reader_and_one_file(professional, person, staff):
    claim = ClaimFactory(registration__person=person)
    assessor = staff(Role.ASSESSOR)
    sent = send(professional, GOOD_PDF, claim=str(claim.uuid))
    other = send(professional, jpeg(), name="foto.jpg", claim=str(claim.uuid))
    url = link(professional, sent["uuid"])

    elsewhere = professional.get(url.replace(sent["uuid"], other["uuid"]))
    bent = professional.get(url[:-2] + "xx")

    assert assessor.get(url).status_code == 404  # of another association
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (403, "link-not-valid")
    assert bent.status_code == 403


def test_a_link_ends_after_five_minutes(professional, person):
    sent = Evidence.objects.get(uuid=send(professional, GOOD_PDF)["uuid"])
    actor = reading.Actor(user_id=sent.added_by_id, person_id=person.pk)
    given = reading.link_to(evidence=sent, actor=actor, now=NOW)

    def read(seconds):
        return reading.read_evidence(
            evidence=sent, signature=given.signature, actor=actor, now=NOW + timedelta(seconds=seconds)
        )

    assert read(299) == GOOD_PDF
    with pytest.raises(reading.LinkNotValid):
        read(300)


def test_an_assessor_reads_evidence_of_a_claim_and_the_owner_can_see_it(professional, person, association, staff):
    claim = ClaimFactory(registration__person=person, registration__register__association=association)
    assessor = staff(Role.ASSESSOR)
    sent = send(professional, GOOD_PDF, claim=str(claim.uuid))

    assert assessor.get(link(assessor, sent["uuid"])).content == GOOD_PDF
    read = Event.objects.get(kind="evidence.read")
    assert (str(read.subject_uuid), read.person_id) == (sent["uuid"], person.pk)
    professional.get(link(professional, sent["uuid"]))
    assert Event.objects.filter(kind="evidence.read").count() == 1


def test_who_may_not_see_it_any_more_reads_nothing_with_an_old_link(professional, person, association, staff):
    claim = ClaimFactory(registration__person=person, registration__register__association=association)
    assessor = staff(Role.ASSESSOR)
    url = link(assessor, send(professional, GOOD_PDF, claim=str(claim.uuid))["uuid"])
    RoleGrant.objects.filter(organisation=association).delete()

    assert assessor.get(url).status_code == 404


def test_the_owner_takes_evidence_back_until_a_decision_rests_on_it(
    professional, person, django_capture_on_commit_callbacks
):
    claim = ClaimFactory(registration__person=person)
    first = send(professional, GOOD_PDF, claim=str(claim.uuid))
    second = send(professional, jpeg(), name="foto.jpg", claim=str(claim.uuid))
    key = Evidence.objects.get(uuid=first["uuid"]).key

    with django_capture_on_commit_callbacks(execute=True):
        taken = professional.post(f"/api/v1/evidence-files/{first['uuid']}/removals", {})
    type(claim).objects.filter(pk=claim.pk).update(state="REFUSED", decided_at=NOW, reason="Nee.")
    late = professional.post(f"/api/v1/evidence-files/{second['uuid']}/removals", {})

    assert (taken.status_code, late.status_code, late.json()["code"]) == (201, 409, "evidence-settled")
    assert key not in stored_keys()
    removed = Event.objects.get(kind="evidence.removed")
    assert (str(removed.subject_uuid), removed.data["reason"]) == (first["uuid"], "owner")


def test_nothing_is_added_once_a_decision_was_made(professional, person):
    claim = ClaimFactory(registration__person=person, state="REFUSED", decided_at=NOW, reason="Nee.")
    before = stored_keys()

    answer = send(professional, GOOD_PDF, claim=str(claim.uuid), status=409)

    assert answer["code"] == "evidence-settled"
    assert stored_keys() == before


def test_the_same_file_is_in_one_place_once(professional):
    send(professional, GOOD_PDF)
    before = stored_keys()

    assert send(professional, GOOD_PDF, status=409)["code"] == "evidence-full"
    assert stored_keys() == before


def test_there_are_so_many_files_in_one_place_and_so_much_of_one_person(professional, settings):
    settings.EVIDENCE_MAX_FILES = 2
    settings.EVIDENCE_PERSON_MAX_BYTES = 2 * len(GOOD_PDF)
    send(professional, GOOD_PDF)
    much = send(professional, GOOD_PDF + b"\n" * 60, status=409)
    send(professional, GOOD_PDF.replace(b"1.7", b"1.6"))
    many = send(professional, GOOD_PDF.replace(b"1.7", b"1.5"), status=409)

    assert "MB" in much["detail"]
    assert "2 bestanden" in many["detail"]


def test_what_is_too_large_is_refused_before_it_is_read(professional, settings):
    settings.EVIDENCE_MAX_BYTES = 1024
    slightly = send(professional, GOOD_PDF + b"\n" * 1024, status=400)
    largely = professional.post(
        "/api/v1/evidence-files", {"file": SimpleUploadedFile("a.pdf", b"x" * 20_000)}, format="multipart"
    )

    assert [error["code"] for error in slightly["errors"]] == ["too-large"]
    assert largely.status_code == 413


def test_an_account_without_a_person_has_no_evidence_of_its_own(staff):
    assert send(staff(Role.REGISTRAR), GOOD_PDF, status=403)["code"] == "forbidden"


def test_a_person_sees_no_evidence_of_another(professional):
    EvidenceFactory(person=PersonFactory())

    assert professional.get("/api/v1/evidence-files").json()["results"] == []
