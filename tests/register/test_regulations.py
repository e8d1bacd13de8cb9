"""Regulations: proposed by one person, adopted by another, final after that."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from register.access import Actor
from register.errors import FourEyesRequired, RegulationAlreadyAdopted, RegulationRefused
from register.models import Event, Regulation
from register.selectors import regulation_in_force
from register.services.regulations import adopt_regulation, propose_regulation
from tests.database import run_sql
from tests.factories.register import NOW, PersonFactory, RegisterFactory, RegulationFactory, UserFactory, shipped_source

pytestmark = pytest.mark.django_db


def actor(**fields):
    user = UserFactory(**fields)
    return Actor(user_id=user.pk, person_id=user.person_id)


@pytest.fixture
def draft():
    return propose_regulation(register=RegisterFactory(), source=shipped_source("venvn"), proposed_by=actor(), now=NOW)


def test_a_proposal_is_a_draft_that_judges_nobody(draft):
    assert draft.state == Regulation.State.DRAFT
    assert draft.digest.startswith("sha256:")
    assert regulation_in_force(draft.register, on=date(2026, 1, 1)) is None


def test_another_person_makes_it_law(draft):
    adopt_regulation(regulation=draft, adopted_by=actor(), now=NOW)

    assert regulation_in_force(draft.register, on=draft.in_force_from) == draft
    kinds = list(Event.objects.filter(subject_uuid=draft.uuid).order_by("id").values_list("kind", flat=True))
    assert kinds == ["regulation.proposed", "regulation.adopted"]


def test_nobody_adopts_their_own_proposal_nor_through_a_second_account(draft):
    with pytest.raises(FourEyesRequired):
        adopt_regulation(regulation=draft, adopted_by=Actor(user_id=draft.proposed_by_id), now=NOW)

    person = PersonFactory()
    draft.proposed_by.person = person
    draft.proposed_by.save()
    other = UserFactory()
    with pytest.raises(FourEyesRequired):
        adopt_regulation(regulation=draft, adopted_by=Actor(user_id=other.pk, person_id=person.pk), now=NOW)


def test_the_database_too_refuses_one_pair_of_eyes(draft):
    rows = Regulation.objects.filter(pk=draft.pk)

    with pytest.raises(IntegrityError, match="regulation_four_eyes"), transaction.atomic():
        rows.update(state="ADOPTED", adopted_by=draft.proposed_by, adopted_at=NOW)


def test_an_adopted_regulation_never_changes(draft):
    adopt_regulation(regulation=draft, adopted_by=actor(), now=NOW)

    with pytest.raises(RegulationAlreadyAdopted):
        adopt_regulation(regulation=draft, adopted_by=actor(), now=NOW)
    for sql in (
        "UPDATE register_regulation SET source = 'x'",
        "DELETE FROM register_regulation",
        "TRUNCATE register_regulation CASCADE",
    ):
        with pytest.raises(IntegrityError):
            run_sql(sql)


def test_two_versions_cannot_take_effect_on_the_same_day(draft):
    RegulationFactory(register=draft.register, in_force_from=draft.in_force_from)

    with pytest.raises(RegulationAlreadyAdopted):
        adopt_regulation(regulation=draft, adopted_by=actor(), now=NOW)


def test_the_latest_version_that_has_begun_is_in_force():
    older = RegulationFactory(in_force_from=date(2010, 1, 1))
    newer = RegulationFactory(register=older.register, in_force_from=date(2024, 1, 1))

    assert regulation_in_force(older.register, on=date(2009, 12, 31)) is None
    assert regulation_in_force(older.register, on=date(2023, 12, 31)) == older
    assert regulation_in_force(older.register, on=date(2024, 1, 1)) == newer


def test_a_document_with_a_typing_error_is_refused_with_its_line_and_nothing_is_kept():
    source = shipped_source("venvn").replace("requirements:", "requirments:", 1)

    with pytest.raises(RegulationRefused) as refused:
        propose_regulation(register=RegisterFactory(), source=source, proposed_by=actor(), now=NOW)

    assert any(field.location.startswith("line ") for field in refused.value.fields)
    assert not Regulation.objects.exists()


def test_the_rules_of_another_register_are_refused():
    with pytest.raises(RegulationRefused, match="nova"):
        propose_regulation(register=RegisterFactory(), source=shipped_source("nova"), proposed_by=actor(), now=NOW)
