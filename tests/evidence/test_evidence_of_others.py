"""Evidence with questions about attendance, and the same file in several dossiers."""

import pytest
from django.urls import reverse

from portfolio.models import Evidence
from register.access import Role
from tests.conftest import client_of
from tests.evidence.desk import send
from tests.factories.evidence import EvidenceFactory, MissingAttendanceFactory
from tests.factories.files import GOOD_PDF, exif, jpeg
from tests.factories.portfolio import ClaimFactory
from tests.factories.register import PersonFactory, RegisterFactory, RegistrationFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


def read(client, uuid):
    answer = client.post(f"/api/v1/evidence-files/{uuid}/links", {})
    return client.get(answer.json()["url"]).content if answer.status_code == 201 else answer.status_code


def test_the_provider_and_the_office_read_what_shows_that_someone_was_there(professional, person, association, staff):
    missing = MissingAttendanceFactory(registration__person=person, registration__register__association=association)
    provider = missing.edition.course.provider
    manager = client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider).user)
    rival = client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER).user)
    sent = send(professional, GOOD_PDF, missingAttendance=str(missing.uuid))

    shown = manager.get(f"/api/v1/missing-attendances/{missing.uuid}").json()["evidence"]

    assert [one["uuid"] for one in shown] == [sent["uuid"]]
    assert read(manager, sent["uuid"]) == GOOD_PDF
    assert read(staff(Role.REGISTRAR), sent["uuid"]) == GOOD_PDF
    assert read(staff(Role.ASSESSOR), sent["uuid"]) == 404
    assert read(rival, sent["uuid"]) == 404


def test_nothing_is_added_to_a_question_that_was_withdrawn(professional, person):
    missing = MissingAttendanceFactory(registration__person=person, state="WITHDRAWN")

    assert send(professional, GOOD_PDF, missingAttendance=str(missing.uuid), status=409)["code"] == "evidence-settled"


def duplicates(client, register):
    answer = client.get(reverse("register-evidence-duplicates", kwargs={"code": register.code}))
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def sent_by(person, register, content, name):
    registration = RegistrationFactory(register=register, person=person)
    claim = ClaimFactory(registration=registration)
    return send(client_of(UserFactory(person=person)), content, name=name, claim=str(claim.uuid))


def test_the_same_certificate_of_two_people_is_told_to_the_office(association, staff):
    register, elsewhere = RegisterFactory(association=association), RegisterFactory(code="nova")
    first = sent_by(PersonFactory(), register, jpeg(exif(1)), "certificaat.jpg")
    # Made anew by another camera, the picture is the same.
    second = sent_by(PersonFactory(), register, jpeg(exif(1, note=b"51.92 N 4.48 E")), "mijn.jpg")
    sent_by(PersonFactory(), elsewhere, jpeg(), "van mij.jpg")
    sent_by(PersonFactory(), register, GOOD_PDF, "iets anders.pdf")

    told = duplicates(staff(Role.REGISTRAR), register)

    assert [row["uuid"] for row in told] == [second["uuid"], first["uuid"]]
    assert [row["sameHere"] for row in told] == [[first["uuid"]], [second["uuid"]]]
    assert {row["elsewhere"] for row in told} == {1}


def test_a_person_who_sends_a_file_twice_is_no_duplicate(association, staff, person):
    claim = ClaimFactory(registration__person=person, registration__register__association=association)
    for one in (claim, ClaimFactory(registration=claim.registration)):
        EvidenceFactory(person=person, claim=one, digest="a" * 64)

    assert duplicates(staff(Role.REGISTRAR), claim.registration.register) == []


def test_a_file_that_another_keeps_on_its_own_counts_as_elsewhere(association, staff, person):
    claim = ClaimFactory(registration__person=person, registration__register__association=association)
    EvidenceFactory(person=person, claim=claim, digest="a" * 64)
    EvidenceFactory(digest="a" * 64)

    told = duplicates(staff(Role.REGISTRAR), claim.registration.register)

    assert [(row["sameHere"], row["elsewhere"]) for row in told] == [([], 1)]
    assert told[0]["registrationNumber"] == claim.registration.number


def test_the_office_finds_duplicates_in_the_admin(association, person, client):
    claim = ClaimFactory(registration__person=person, registration__register__association=association)
    shared = EvidenceFactory(person=person, claim=claim, digest="a" * 64, file_name="samen.pdf")
    EvidenceFactory(digest="a" * 64)
    EvidenceFactory(person=person, claim=claim, file_name="alleen.pdf")
    officer = RoleGrantFactory(role=Role.REGISTRAR, organisation=association, user__is_staff=True).user
    client.force_login(officer)

    page = client.get("/admin/portfolio/evidence/").content.decode()

    assert shared.file_name in page
    assert "alleen.pdf" not in page
    assert Evidence.objects.count() == 3
