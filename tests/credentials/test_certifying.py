"""What a certificate is given of, that the same fact gives the same one, and what revokes it."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accreditation.models import Accreditation
from portfolio.errors.credentials import CredentialBarred, NothingToCertify
from portfolio.models import Credential
from portfolio.selectors.parts.credentials import EMPTIED
from portfolio.services.credentials import carriers
from portfolio.services.credentials.issuing import reissue_credential
from portfolio.services.credentials.revoking import revoke, revoke_by_office, revoke_unfounded
from portfolio.services.ledger import reverse_entry
from register.access import Actor
from tests.factories.accreditation import AccreditationFactory, CourseFactory, EditionFactory
from tests.factories.credentials import closing_of, issued
from tests.factories.portfolio import DAY, LedgerEntryFactory
from tests.factories.register import NOW, CycleFactory, RegistrationFactory, StatusChangeFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def registration():
    return RegistrationFactory()


@pytest.fixture
def owner(registration):
    return UserFactory(person=registration.person)


@pytest.fixture
def attendance(registration):
    edition = EditionFactory(course=CourseFactory(title="Wondzorg"))
    AccreditationFactory(course=edition.course, register=registration.register, quantity=6)
    return LedgerEntryFactory(
        person=registration.person,
        edition=edition,
        category="",
        quantity=None,
        unit="",
        validation="PROVIDER_REPORTED",
        effective_on=edition.starts_on,
    )


def sweep():
    return revoke_unfounded(on=TODAY, now=NOW)


def ground_of(credential):
    return Credential.objects.get(pk=credential.pk).ground


def test_an_attendance_is_certified_with_its_worth_in_the_register(registration, owner, attendance):
    credential = issued(registration, user=owner, entry=attendance)

    subject = credential.document["credentialSubject"]
    assert subject["achievement"]["name"] == "Wondzorg"
    assert (subject["creditsEarned"], subject["achievement"]["creditsAvailable"]) == (6, 6)
    assert "6 punten" in credential.document["description"]
    assert attendance.edition.course.provider.name in credential.document["description"]


def test_the_printed_day_is_that_of_the_register_in_words(registration, owner, attendance, monkeypatch):
    credential = issued(registration, user=owner, entry=attendance)
    credential.issued_at = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # half past midnight in Amsterdam
    said = {}
    monkeypatch.setattr(carriers, "render", lambda template, data, **_: said.update(data))

    carriers.printed(credential, now=NOW)

    assert said["issuedOn"] == "1 januari 2027"


@pytest.mark.parametrize(
    "changed",
    [{"validation": "SELF_DECLARED"}, {"kind": "leave", "category": "", "quantity": None, "unit": ""}],
    ids=["nobody vouches for it", "it is no activity"],
)
def test_what_nobody_vouches_for_is_not_certified(registration, owner, changed):
    entry = LedgerEntryFactory(
        person=registration.person, registration=registration, **{"validation": "ASSESSED"} | changed
    )

    with pytest.raises(NothingToCertify):
        issued(registration, user=owner, entry=entry)


def test_a_cycle_is_certified_once_it_was_closed_with_all_requirements_met(registration, owner):
    met = CycleFactory(registration=registration)
    short = CycleFactory(registration=registration, starts_on=date(2027, 3, 1), ends_before=date(2032, 3, 1))
    with pytest.raises(NothingToCertify):
        issued(registration, user=owner, cycle=met)
    closing_of(met)
    closing_of(short, met=False)

    assert issued(registration, user=owner, cycle=met).kind == "CYCLE"
    with pytest.raises(NothingToCertify):
        issued(registration, user=owner, cycle=short)


def test_the_same_fact_gives_the_same_certificate_until_it_is_issued_anew(registration, owner):
    first = issued(registration, user=owner)
    again = issued(registration, user=owner)
    actor = Actor(user_id=owner.pk, person_id=owner.person_id)
    anew = reissue_credential(credential=first, actor=actor, today=TODAY, now=NOW)

    assert first == again
    assert (anew != first, ground_of(first), anew.revoked_at) == (True, "REPLACED", None)
    hashes = [json.dumps(one.document["credentialSubject"]["identifier"]) for one in (first, anew)]
    assert len(set(hashes)) == 2, "two certificates of one person have nothing in common"


def test_a_reversed_activity_takes_its_certificate_along_and_nothing_else(registration, owner, attendance):
    gone, stays = issued(registration, user=owner, entry=attendance), issued(registration, user=owner)
    reverse_entry(entry=attendance, reason="Verkeerde lijst.", actor=None, now=NOW)

    assert (sweep(), sweep()) == (1, 0)
    assert (ground_of(gone), ground_of(stays)) == ("REVERSED", "")
    with pytest.raises(NothingToCertify):
        issued(registration, user=owner, entry=attendance)


def test_a_withdrawn_accreditation_revokes_and_one_replaced_by_the_same_does_not(registration, owner, attendance):
    credential = issued(registration, user=owner, entry=attendance)
    rows = Accreditation.objects.filter(course=attendance.edition.course)
    rows.update(replaced_at=NOW)
    AccreditationFactory(course=attendance.edition.course, register=registration.register, quantity=6)
    assert (sweep(), ground_of(credential)) == (0, "")

    rows.filter(replaced_at=None).update(replaced_at=NOW + timedelta(hours=1))

    assert (sweep(), ground_of(credential)) == (1, "WORTH_CHANGED")


@pytest.mark.parametrize(
    ("value", "of_registration", "of_cycle"),
    [
        ("STRUCK_OFF", "REGISTRATION_ENDED", "REGISTRATION_ENDED"),
        ("SUSPENDED", "REGISTRATION_ENDED", ""),
        ("LEFT", "REGISTRATION_ENDED", ""),
        ("IN_GRACE", "", ""),
    ],
)
def test_a_registration_that_ends_takes_its_certificate_along(registration, owner, value, of_registration, of_cycle):
    cycle = CycleFactory(registration=registration)
    closing_of(cycle)
    credentials = issued(registration, user=owner), issued(registration, user=owner, cycle=cycle)
    StatusChangeFactory(registration=registration, value=value, starts_on=DAY)

    sweep()

    assert [ground_of(one) for one in credentials] == [of_registration, of_cycle]


def test_the_office_revokes_for_good_unless_it_says_that_one_may_ask_again(registration, owner):
    office = Actor(user_id=UserFactory().pk)
    for may_ask_again in (True, False):
        revoke_by_office(
            credential=issued(registration, user=owner), reason="x", may_ask_again=may_ask_again, actor=office, now=NOW
        )

    with pytest.raises(CredentialBarred):
        issued(registration, user=owner)


@pytest.mark.parametrize("change", [{"revoked_at": None, "ground": "", "reason": ""}, {"place": 1}, {"token": "other"}])
def test_the_database_keeps_a_revocation_and_what_was_signed(registration, owner, change):
    credential = issued(registration, user=owner)
    revoke(credential=credential, ground="OFFICE", reason="x", actor=None, now=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.filter(pk=credential.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.filter(pk=credential.pk).delete()


def test_what_was_erased_is_revoked_and_may_be_asked_again(registration, owner, attendance):
    erased = issued(registration, user=owner, entry=attendance)
    asked = issued(registration, user=owner)
    Credential.objects.update(**EMPTIED)

    anew = issued(registration, user=owner)

    assert (sweep(), sweep()) == (1, 0)
    assert [ground_of(one) for one in (erased, asked, anew)] == ["ERASED", "ERASED", ""]
