"""One world for many questions: built once for a module, every question undone."""

import pytest
from django.conf import settings
from django.db import transaction
from django.test.client import ClientHandler

from tests.api.world import World, make_world
from tests.described import get_response_as_described


@pytest.fixture(scope="module")
def database_wall():
    """What a module asks, it asks behind the second wall."""
    settings.DATABASE_WALL = True
    yield
    settings.DATABASE_WALL = False


@pytest.fixture(scope="module")
def standing_world(request, django_db_setup, django_db_blocker):
    """A module with DESKS = False does without the desks."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world(desks=getattr(request.module, "DESKS", True))
        transaction.set_rollback(True)


@pytest.fixture
def world(standing_world, db) -> World:
    """The world as it was made: what a test changes is undone."""
    return standing_world


@pytest.fixture
def as_described(monkeypatch):
    """An answer that is not as its description says fails the test that asked for it."""
    monkeypatch.setattr(ClientHandler, "get_response", get_response_as_described)
