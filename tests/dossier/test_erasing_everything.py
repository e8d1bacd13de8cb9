"""A dossier with something of everything in it can be erased, and let go of when its terms are over."""

from datetime import timedelta

import pytest

from portfolio.models import DossierExport, LedgerEntry
from portfolio.selectors import holds
from portfolio.selectors.parts.table import tables
from portfolio.selectors.retention import doomed, fates
from portfolio.services.dossiers.erasing import apply_retention, ask_for_erasure, carry_out_erasures
from portfolio.services.dossiers.exporting import expire_exports
from register.access import Actor
from register.clock import now, today
from register.models import Person, Registration, RoleGrant
from tests.api.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db, monkeypatch):
    """Everything that runs in it is taken for settled: see test_erasures_held_and_replayed."""
    monkeypatch.setattr(holds, "HOLDS", {})
    return make_world()


def test_whoever_asks_is_left_with_what_law_keeps_and_the_rest_is_gone(world):
    person, user = world["person"], world.users["member"]
    before = {fate.table.model: fate for fate in fates(person, on=today())}
    ledger = LedgerEntry.objects.count()
    assert sum(fate.goes for fate in before.values()) > 5

    ask_for_erasure(person=person, actor=Actor(user.pk, person_id=person.pk), now=now())
    carry_out_erasures(on=today(), now=now() + timedelta(days=15))

    after = fates(person, on=today())
    assert [fate.table.model for fate in after if fate.goes] == []
    assert LedgerEntry.objects.count() == ledger
    assert expire_exports(now=now() + timedelta(days=15)) == DossierExport.objects.filter(person=person).count()


def test_long_after_everybody_left_no_name_and_no_text_of_theirs_is_left(world):
    RoleGrant.objects.all().delete()
    Registration.objects.update(ended_before=today())
    late = today().replace(year=today().year + 30, day=1)

    assert apply_retention(on=late, now=now()) > 0

    people = Person.objects.filter(registrations__isnull=False)
    assert set(people.values_list("given_name", "family_name", "email")) == {("", "", "")}
    for table in tables():
        assert not doomed(table, people=people, asked=False, on=late).exists(), table.model
    assert apply_retention(on=late, now=now()) == 0
