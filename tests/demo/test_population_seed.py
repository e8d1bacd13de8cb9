"""The same seed makes the same people again, in an empty database and in no other."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction

from demo.population.build import OtherData, populate
from register.models import Person
from tests.factories.register import RegisterFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)

# Without what must differ: salted passwords, and the names of trail events and roles.
DIGESTED = {
    "register_organisation": "t",
    "register_register": "t",
    "register_regulation": "t",
    "register_competenceprofile": "t",
    "accreditation_incentivescheme": "t",
    "register_user": "(t.id, t.uuid, t.email, t.person_id)",
    "register_rolegrant": "(t.id, t.user_id, t.role, t.organisation_id, t.starts_on, t.ends_before, t.granted_by_id)",
    "register_person": "t",
    "register_registration": "t",
    "register_registrationattribute": "t",
    "register_cycle": "t",
    "accreditation_course": "t",
    "accreditation_courseversion": "t",
    "accreditation_module": "t",
    "accreditation_edition": "t",
    "accreditation_meeting": "t",
    "accreditation_accreditation": "t",
    "portfolio_ledgerentry": "t",
    "portfolio_claim": "t",
}


def digest_of_population(*, size: int, seed: int, today: date = TODAY) -> dict[str, str]:
    """The fingerprint of each table after making a population, which is taken back."""
    with transaction.atomic():
        populate(size=size, seed=seed, today=today)
        with connection.cursor() as cursor:
            digests = {}
            for table, row in DIGESTED.items():
                cursor.execute(f"SELECT md5(string_agg({row}::text, E'\\n' ORDER BY t::text)) FROM {table} t")
                digests[table] = cursor.fetchone()[0]
        transaction.set_rollback(True)
    return digests


def test_the_same_seed_makes_the_same_data_and_another_seed_makes_others():
    first = digest_of_population(size=40, seed=1)

    again = digest_of_population(size=40, seed=1)
    other = digest_of_population(size=40, seed=2)

    assert again == first
    assert None not in first.values()
    assert other["register_person"] != first["register_person"]
    assert other["portfolio_ledgerentry"] != first["portfolio_ledgerentry"]


def test_a_database_of_somebody_else_is_refused():
    RegisterFactory()

    with pytest.raises(OtherData, match="did not make"):
        populate(size=1, seed=1, today=TODAY)
    assert Person.objects.count() == 0
