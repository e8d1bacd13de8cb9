"""The admin of attendance: the office decides on late changes, the operator sees how lists came in."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portfolio.models import AttendanceChange, LedgerEntry
from portfolio.services.attendance.receiving import Manner, receive_rows
from portfolio.services.attendance.rows import GivenRow
from register.access import Role
from tests.factories.portfolio import DAY, make_members, make_school
from tests.factories.register import NOW, RegisterFactory, RoleGrantFactory, UserFactory
from tests.portfolio.attendance_desk import book

pytestmark = pytest.mark.django_db
PAGE = "admin:portfolio_attendancechange_changelist"


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def change(school):
    (number,) = make_members(school.register, 1)
    row = GivenRow(1, number=number, edition_code=school.edition.code, attended_on=DAY)
    late = NOW + timedelta(days=365)
    for now, manner in ((NOW, Manner()), (late, Manner(message="WITHDRAW"))):
        about = {"provider": school.provider, "actor": school.actor, "source": "JSON"}
        batch, _ = receive_rows(rows=[row], now=now, manner=manner, **about)
        book(batch)
    return AttendanceChange.objects.get()


def sit_down(client, register):
    user = UserFactory(is_staff=True)
    RoleGrantFactory(user=user, role=Role.REGISTRAR, organisation=register.association)
    client.force_login(user)


def test_the_office_takes_it_back_with_a_reason(client, school, change):
    sit_down(client, school.register)
    chosen = {"action": "accept", "_selected_action": [change.pk]}
    shown = client.get(reverse(PAGE)).content.decode()
    assert school.edition.code in shown
    assert school.provider.name in shown

    client.post(reverse(PAGE), chosen)
    change.refresh_from_db()
    assert change.state == "REQUESTED"  # without a reason nothing happens

    client.post(reverse(PAGE), chosen | {"reason": "Aangetoond."})
    change.refresh_from_db()
    assert (change.state, change.reason) == ("ACCEPTED", "Aangetoond.")
    assert LedgerEntry.objects.filter(reverses=change.entry).exists()


def test_another_office_does_not_see_it(client, change):
    sit_down(client, RegisterFactory(code="nova"))

    assert client.get(reverse(PAGE)).context["cl"].result_count == 0


def test_the_operator_sees_by_which_door_and_in_what_manner_a_list_came(client, change):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    shown = client.get(reverse("admin:portfolio_attendancebatch_changelist") + "?message=WITHDRAW")

    assert shown.context["cl"].result_count == 1
    assert "rows in JSON" in shown.content.decode()
