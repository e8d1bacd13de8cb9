"""Clients and the people and machines that use them."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from rest_framework.test import APIClient

from register.access import Role
from register.clock import now
from register.models import Association, Person, User
from register.scoping import sign_in
from tests import wall
from tests.factories.register import AssociationFactory, PersonFactory, RoleGrantFactory, UserFactory


def pytest_configure() -> None:
    """Requests meet the wall of the database."""
    settings.MIDDLEWARE.insert(0, wall.MIDDLEWARE)


WAITING = ("worker", "servers", "migration")


@pytest.hookimpl(trylast=True)  # after the shuffle
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits for processes goes first: at the end, one of the two workers would wait with it and the other idle."""
    items.sort(key=lambda item: not any(item.get_closest_marker(name) for name in WAITING))


class MachineClient(APIClient):
    """As machines do, gives each request that changes something a key of its own, where the test gives none."""

    def generic(self, method: str, path: str, *args: Any, **extra: Any) -> Any:
        headers = extra.pop("headers", None) or {}
        if method != "GET" and not {"Idempotency-Key", "HTTP_IDEMPOTENCY_KEY"} & {*headers, *extra}:
            headers = {"Idempotency-Key": str(uuid4()), **headers}
        return super().generic(method, path, *args, headers=headers, **extra)


@pytest.fixture(scope="session", autouse=True)
def _who_is_let_in_has_just_proven_who_they_are() -> Iterator[None]:
    """Tests that put an account in a request have no session; for them it counts as two factors, a moment ago.

    Whoever comes in by a door of the system itself has what was proven there, and nothing more.
    """
    proven = sign_in.sign_in_of

    def sign_in_of(request):
        found = proven(request)
        return found if found.proven_at else sign_in.SignIn(second_factor=True, proven_at=now())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sign_in, "sign_in_of", sign_in_of)
        yield


def client_of(user: User | None, *, scopes: frozenset[str] | None = None) -> APIClient:
    """A client of the API that is signed in as this account; of a machine, with a token of these scopes."""
    made = MachineClient if scopes else APIClient
    client = made(raise_request_exception=False)
    if user is not None:
        client.force_authenticate(user, token=scopes)
    return client


@pytest.fixture
def anonymous() -> APIClient:
    return client_of(None)


@pytest.fixture
def browser(db) -> Client:
    """As a browser asks: pages, cookies, CSRF checks."""
    return Client(enforce_csrf_checks=True, headers={"accept": "text/html,*/*;q=0.8"})


@pytest.fixture
def person(db) -> Person:
    return PersonFactory()


@pytest.fixture
def professional(person) -> APIClient:
    """Signed in as the person."""
    return client_of(UserFactory(person=person))


@pytest.fixture
def association(db) -> Association:
    return AssociationFactory()


@pytest.fixture
def staff(association) -> Callable[[Role], APIClient]:
    """Makes a client that holds a role for the association."""
    return lambda role: client_of(RoleGrantFactory(role=role, organisation=association).user)
