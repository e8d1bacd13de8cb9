"""What was kept its term goes by itself; what holds no names stays; a register may have terms of its own."""

from datetime import date

import pytest

from portfolio.models import Claim, ClaimDraft, LedgerEntry
from portfolio.rules.retention import RetentionInvalid, Terms
from portfolio.selectors.parts.table import tables
from portfolio.selectors.retention import fates, people_past
from portfolio.services.dossiers.erasing import apply_retention
from register.access import Role
from register.models import Event, Person, Registration, User
from tests.dossier.desk import make_registrant
from tests.factories.connections import ClaimDraftFactory
from tests.factories.register import NOW, PersonFactory, RoleGrantFactory, UserFactory

ENDED = date(2020, 3, 1)


@pytest.fixture
def registration(db):
    registration = make_registrant(registered_on=date(2015, 3, 1), ended_before=ENDED)
    ClaimDraftFactory(person=registration.person)
    UserFactory(person=registration.person)
    return registration


def retain(on):
    return apply_retention(on=on, now=NOW)


def test_what_is_ones_own_goes_two_years_after_the_end_and_decisions_after_five(registration):
    assert retain(date(2022, 2, 28)) == 0
    assert ClaimDraft.objects.exists()

    assert retain(date(2022, 3, 1)) == 1
    assert not ClaimDraft.objects.exists()
    assert Claim.objects.exists()

    assert retain(date(2025, 2, 28)) == 0
    assert retain(date(2025, 3, 1)) == 1
    assert not Claim.objects.exists()
    assert retain(date(2026, 3, 1)) == 0


def test_then_nobody_can_tell_whose_the_facts_were_and_the_figures_stay(registration):
    retain(date(2025, 3, 1))

    person = Person.objects.get(pk=registration.person_id)
    assert (person.full_name, person.email) == ("", "")
    account = User.objects.get(person=person)
    assert (account.is_active, account.email) == (False, f"erased-{account.uuid}@invalid.example")
    assert LedgerEntry.objects.filter(person=person).count() == 1
    assert Registration.objects.filter(person=person).exists()
    assert Event.objects.filter(kind="dossier.term-ended", person=person).count() == 1


def test_whoever_is_registered_still_or_works_for_an_office_is_left_alone(registration):
    running = make_registrant(
        person=registration.person, registered_on=date(2021, 3, 1), register=registration.register
    )
    assert retain(date(2030, 1, 1)) == 0

    Registration.objects.filter(pk=running.pk).update(ended_before=date(2022, 3, 1))
    grant = RoleGrantFactory(user=User.objects.get(person=registration.person), role=Role.ASSESSOR)
    assert retain(date(2030, 1, 1)) == 0

    grant.delete()
    assert retain(date(2030, 1, 1)) == 1


def test_who_was_only_just_added_is_not_taken_for_forgotten(db):
    person = PersonFactory()

    assert retain(date(2030, 1, 1)) == 0
    person.refresh_from_db()
    assert person.family_name


def test_a_register_may_keep_longer_and_says_why(registration, settings, tmp_path):
    file = tmp_path / "terms.yaml"
    file.write_text("registers: {venvn: {decisions: {years: 20, nl: Wet X, en: Act X}}}")
    settings.RETENTION_FILE = str(file)

    retain(date(2026, 3, 1))

    assert Claim.objects.exists()
    (fate,) = (one for one in fates(registration.person, on=date(2026, 3, 1)) if one.table.model == "portfolio.Claim")
    assert (fate.ground.en, fate.until) == ("Act X", date(2040, 3, 1))
    assert people_past("facts", on=date(2026, 3, 1)).filter(pk=registration.person_id).exists()


@pytest.mark.parametrize(
    "text",
    [
        "terms: {}",
        "categories: {decisions: {years: -1, nl: a, en: b}}",
        "categories: {decisions: {years: 5}}",
        "categories: {secrets: {years: 5, nl: a, en: b}}",
        "registers: {venvn: {secrets: {years: 5, nl: a, en: b}}}",
    ],
)
def test_a_file_of_terms_that_says_something_unknown_is_refused(text, tmp_path):
    file = tmp_path / "terms.yaml"
    file.write_text(text)

    with pytest.raises(RetentionInvalid):
        Terms.from_file(file)


def test_every_category_that_a_part_names_has_a_term():
    named = {table.kept.category for table in tables() if table.kept}

    assert named <= set(Terms.shipped().categories)
