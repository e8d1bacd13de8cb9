"""Requests with the wall in the database up, against the same with it down: of a person, and of an office."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import override_settings

from bench.standing_endpoint import get, sign_in
from bench.timing import Comparison, interleave
from register.access import YEAR, Role
from register.clock import today
from register.models import Register, Registration, RoleGrant, User
from register.reach import WEB, WORK, work_as

REQUESTS = 20


def measure(register: Register, *, runs: int) -> Iterator[Comparison]:
    """Each request `REQUESTS` times, on a connection of its own."""
    registration = Registration.objects.filter(register=register).order_by("id")[100]
    member = sign_in(User.objects.create_user(email="walled@bench.example", person=registration.person))
    office = sign_in(_officer(register))
    of_one = f"/api/v1/registrations/{registration.uuid}"
    asked = (
        ("a person's standing, asked by that person", f"{of_one}/standing", member),
        ("a person's standing, asked by the office", f"{of_one}/standing", office),
        ("a person's facts, asked by the office", f"{of_one}/ledger-entries", office),
        ("a page of registrations", "/api/v1/registrations", office),
    )
    server = WSGIHandler()

    def requests(role: str, address: str, cookie: str) -> Callable[[], None]:
        def ask() -> None:
            connection.close()
            work_as(role)
            for _ in range(REQUESTS):
                get(server, address, cookie)

        return ask

    try:
        with override_settings(ALLOWED_HOSTS=["*"], SECOND_FACTOR_REQUIRED=False):
            for name, *how in asked:
                yield interleave(name, requests(WEB, *how), "wall down", requests(WORK, *how), runs=runs)
    finally:
        connection.close()
        del connection.settings_dict["OPTIONS"]["assume_role"]


def _officer(register: Register) -> User:
    user = User.objects.create_user(email="office@bench.example")
    RoleGrant.objects.create(
        user=user,
        role=Role.REGISTRAR,
        organisation=register.association,
        starts_on=today(),
        ends_before=today() + timedelta(days=YEAR),
        granted_by=User.objects.get(email="a@bench.example"),
        reason="bench",
    )
    return user
