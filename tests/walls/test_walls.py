"""The wall in the database: who reaches what, whoever forgets to ask."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory, force_authenticate

from portfolio.models import LedgerEntry
from register.access import Actor, Grant, Role
from register.models import Event, Person, Register, Registration
from register.reach import WEB, WORK, Reach, clear_reach, past_the_wall, reach_of, set_reach
from register.rules.walls import Open
from register.scoping import ScopedView
from register.services.walls import departing_walls, own_models, raise_walls, wall_of, weak_places
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import RegisterFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_web():
    """What the test does from here on is done as the role of the web, reaching nothing."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {WEB}")
        yield cursor
        clear_reach()
        cursor.execute("RESET ROLE")


@pytest.fixture
def two_registers():
    """A fact of somebody on each of two registers."""
    return [_side(RegisterFactory(code=code)) for code in ("here", "there")]


def _side(register: Register) -> SimpleNamespace:
    registration = RegistrationFactory(register=register)
    entry = LedgerEntryFactory(person=registration.person, registration=registration)
    return SimpleNamespace(
        entry=entry, registration=registration, person=registration.person, office=office_of(register)
    )


def office_of(register: Register) -> Actor:
    return Actor(user_id=0, grants=(Grant(Role.REGISTRAR, register.association_id, frozenset({register.pk})),))


def test_every_model_says_whose_its_rows_are():
    assert [model.__name__ for model in own_models() if wall_of(model) is None] == []


def test_an_open_table_says_why():
    reasons = [wall.why for wall in map(wall_of, own_models()) if isinstance(wall, Open)]

    assert reasons
    assert all(reason.endswith(".") and len(reason) > 15 for reason in reasons)


def test_the_walls_stand_as_the_tables_say():
    assert list(departing_walls()) == []
    assert list(weak_places()) == []


def test_a_lowered_wall_is_found_and_raised_again():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE portfolio_ledgerentry DISABLE ROW LEVEL SECURITY")
        cursor.execute("DROP POLICY reach ON register_cycle")

    assert set(departing_walls()) == {"portfolio_ledgerentry", "register_cycle"}

    raise_walls()
    assert list(departing_walls()) == []


def test_a_role_that_may_more_than_its_work_is_found():
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT UPDATE ON portfolio_ledgerentry TO {WEB}")
        cursor.execute(f"GRANT {WORK} TO {WEB}")

    assert len(list(weak_places())) == 2


def test_nothing_set_reaches_nothing_and_is_no_error(two_registers, as_web):
    assert (LedgerEntry.objects.count(), Registration.objects.count(), Person.objects.count()) == (0, 0, 0)

    set_reach(Reach())
    assert LedgerEntry.objects.count() == 0


def test_an_office_reaches_its_own_register_only(two_registers, as_web):
    ours, _ = two_registers
    set_reach(reach_of(ours.office))

    assert list(LedgerEntry.objects.all()) == [ours.entry]
    assert list(Registration.objects.all()) == [ours.registration]


def test_a_person_reaches_what_is_about_them(two_registers, as_web):
    ours, _ = two_registers
    set_reach(reach_of(Actor(user_id=0, person_id=ours.person.pk)))

    assert list(LedgerEntry.objects.all()) == [ours.entry]


def test_what_is_of_others_is_neither_changed_nor_added(two_registers, as_web):
    ours, theirs = two_registers
    set_reach(reach_of(ours.office))

    assert Registration.objects.filter(pk=theirs.registration.pk).update(number="1") == 0
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        LedgerEntryFactory(person=theirs.person, registration=theirs.registration, source_key="a")


def test_within_a_use_case_that_says_why_everything_is_reached(two_registers, as_web):
    with past_the_wall("The test asks."):
        assert LedgerEntry.objects.count() == 2
    assert LedgerEntry.objects.count() == 0


def test_a_use_case_that_fails_leaves_the_wall_up(two_registers, as_web):
    with pytest.raises(DatabaseError), transaction.atomic(), past_the_wall("The test asks."):
        as_web.execute("SELECT 1/0")

    assert LedgerEntry.objects.count() == 0


def test_the_database_keeps_its_promises_whoever_asks(two_registers, as_web):
    """A fact of a person marks the standings of all their registers, also of those that the writer does not reach."""
    ours, _ = two_registers
    with past_the_wall("The test prepares."):
        elsewhere = RegistrationFactory(person=ours.person, register=RegisterFactory(code="elsewhere"))
        as_web.execute("DELETE FROM portfolio_stalestanding")
    set_reach(reach_of(ours.office))

    LedgerEntryFactory(person=ours.person, registration=None, source_key="b")

    with past_the_wall("The test looks."):
        as_web.execute("SELECT registration_id FROM portfolio_stalestanding ORDER BY 1")
        assert as_web.fetchall() == [(ours.registration.pk,), (elsewhere.pk,)]


@pytest.mark.parametrize("role", [WEB, WORK])
@pytest.mark.parametrize("model", [LedgerEntry, Event])
@pytest.mark.parametrize("sql", ["UPDATE {} SET kind = 'x'", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_neither_web_nor_workers_may_change_what_only_grows(role, model, sql):
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute(sql.format(model._meta.db_table))
        cursor.execute("RESET ROLE")


def test_the_workers_reach_everything(two_registers):
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {WORK}")
        assert LedgerEntry.objects.count() == 2
        cursor.execute("RESET ROLE")


class _Careless(ScopedView):
    """A view that forgets to ask what the actor may see."""

    permissions = {"GET": None}

    def get(self, request):
        return Response(LedgerEntry.objects.count())


def test_a_view_that_forgets_to_ask_shows_nothing_of_others(two_registers, as_web):
    with past_the_wall("The test prepares."):
        user = UserFactory(person=two_registers[0].person)
    request = APIRequestFactory().get("/")
    force_authenticate(request, user)

    assert _Careless.as_view()(request).data == 1


def test_a_request_leaves_no_reach_to_the_next(professional, anonymous):
    assert professional.get("/api/v1/profile").status_code == 200

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('leerregister.persons', true), current_setting('role')")
        assert cursor.fetchone() == ("", "none")
