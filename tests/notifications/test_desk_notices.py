"""Notices of the accreditation desk: nothing that somebody must hear of goes untold, and keys go to one address."""

import re
from pathlib import Path

import pytest
from django.urls import resolve

from accreditation.models import Invitation, ProviderSignUp, Visit
from notifications.catalogue import EVENT_KINDS, KINDS, Audience
from notifications.catalogue.desk import SAYS
from notifications.models import Notice
from notifications.selectors.desk_words import PLACES
from notifications.selectors.recipients import recipients_of
from notifications.services.hearing import plan_event_notices
from register.access import Role
from register.models import Event
from tests.conftest import client_of
from tests.factories.accreditation import CourseFactory, ProviderFactory
from tests.factories.provider_desk import SignUpFactory
from tests.factories.register import PersonFactory, RoleGrantFactory, UserFactory
from tests.notifications.steps import TODAY, deliver

State = ProviderSignUp.State
pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "notices.md"


def text_of(mail) -> str:
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


@pytest.fixture
def office(association):
    user = RoleGrantFactory(role=Role.REGISTRAR, organisation=association, user__person=None).user
    return client_of(user)


def test_who_is_let_in_gets_the_key_at_the_address_of_the_request_and_nobody_else(office, anonymous, association, post):
    sign_up = SignUpFactory(association=association, email="sanne@zorg.example")

    accepted = office.post(f"/api/v1/provider-sign-ups/{sign_up.uuid}/acceptances", {"code": "zorg"})

    assert accepted.status_code == 201
    when = Event.objects.latest("id").recorded_at
    plan_event_notices(on=when.date(), now=when)
    notice = Notice.objects.get(kind="invitation-given")
    assert (notice.person, notice.address) == (None, "sanne@zorg.example")
    assert deliver(notice, at=when, on=when.date()) == Notice.State.SENT
    (mail,) = post.mails
    (key,) = re.findall(r"^Sleutel: (\S+)$", text_of(mail), re.MULTILINE)
    (place,) = re.findall(r"/api/v1/invitations/\S+/acceptances", text_of(mail))
    assert mail["To"] == "sanne@zorg.example"
    assert key not in accepted.content.decode()
    assert key not in notice.body
    assert key not in str(Event.objects.values_list("data", flat=True))
    taken = anonymous.post(place, {"key": key, "password": "vier gewone woorden samen"})
    assert (taken.status_code, Invitation.objects.get().accepted_by.email) == (201, "sanne@zorg.example")


def test_who_is_refused_reads_why_and_the_office_keeps_the_proof(office, association, post):
    sign_up = SignUpFactory(association=association, email="sanne@zorg.example")

    office.post(f"/api/v1/provider-sign-ups/{sign_up.uuid}/refusals", {"reason": "Wij kennen u niet."})

    when = Event.objects.latest("id").recorded_at
    plan_event_notices(on=when.date(), now=when)
    deliver(Notice.objects.get(), at=when, on=when.date())
    (mail,) = post.mails
    assert "Toelichting: Wij kennen u niet." in text_of(mail)
    assert "api/v1" not in text_of(mail)
    (row,) = office.get("/api/v1/notices").json()["results"]
    assert (row["kind"], row["person"], row["address"]) == ("provider-sign-up-refused", None, "sanne@zorg.example")


def test_an_account_without_a_person_hears_at_its_own_address_and_a_machine_hears_nothing():
    provider = ProviderFactory()
    account = RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider, user__person=None).user
    RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider, user=UserFactory(is_machine=True, person=None))
    person = PersonFactory()
    RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider, user__person=person)
    told = Event(kind="fee.charged", organisation_id=provider.pk, subject_type="fee", data={})

    assert recipients_of(told, Audience.PROVIDER, on=TODAY) == [person, account.email]


def test_the_organisation_with_a_mandate_hears_of_it_and_reads_for_which_course(post):
    course = CourseFactory()
    manager = RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=course.provider).user
    employer = ProviderFactory()
    reader = RoleGrantFactory(role=Role.PROVIDER_SUBMITTER, organisation=employer, user__person=None).user
    body = {"employer": employer.code, "runsEditions": False, "startsOn": "2026-01-01", "reason": "Bought in company."}

    given = client_of(manager).post(f"/api/v1/courses/{course.uuid}/mandates", body)

    assert given.status_code == 201, given.content
    when = Event.objects.latest("id").recorded_at
    plan_event_notices(on=when.date(), now=when)
    deliver(Notice.objects.get(), at=when, on=when.date())
    (mail,) = post.mails
    assert mail["To"] == reader.email
    assert course.title in text_of(mail)
    assert "Het gaat om: 1 januari 2026" in text_of(mail)


def test_every_kind_fits_its_column_and_every_place_is_there():
    assert all(len(code) <= Notice._meta.get_field("kind").max_length for code in KINDS)
    for place in PLACES.values():
        assert resolve("/api/v1/" + place.format("00000000-0000-4000-8000-000000000000"))


def test_every_event_of_accreditation_is_told_or_the_book_says_why_not():
    services = sorted((ROOT / "accreditation" / "services").rglob("*.py"))
    written = "".join(path.read_text() for path in [ROOT / "accreditation" / "catalogue.py", *services])
    raised = set(re.findall(r"\"([a-z-]+\.[a-z-]+)\"", written))
    raised |= {f"visit.{state.lower()}" for state in Visit.State} | {f"provider-sign-up.{s.lower()}" for s in State}
    rows = [row.split("|")[1] for row in DOCUMENT.read_text().splitlines() if row.startswith("| `")]
    argued = set(re.findall(r"`(.*?)`", " ".join(rows)))

    assert argued & set(EVENT_KINDS) == set()
    assert raised - set(EVENT_KINDS) - argued == set()
    assert set(SAYS) <= set(EVENT_KINDS)
