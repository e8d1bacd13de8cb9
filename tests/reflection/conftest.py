"""The people of every test here."""

import pytest

from tests.reflection.people import People, make_people


@pytest.fixture
def people(db) -> People:
    return make_people()
