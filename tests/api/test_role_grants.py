"""Roles at an association: given by another for a reason until a day, ended by somebody for a reason."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from register.access import LONGEST_TERMS, Role
from register.clock import now, today
from register.errors import constraint_of
from register.models import Event, RoleGrant
from register.services.roles import announce_ending_roles
from tests.conftest import client_of
from tests.factories.register import PersonFactory, RegisterFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def administrator(association):
    return RoleGrantFactory(role=Role.ADMINISTRATOR, organisation=association).user


@pytest.fixture
def somebody():
    return UserFactory(person=PersonFactory())


def give(client, association, user, **changes):
    body = {"email": user.email, "role": "ASSESSOR", "reason": "Appointed."} | changes
    return client.post(f"/api/v1/associations/{association.uuid}/role-grants", body)


def end(client, uuid, reason="Left."):
    return client.post(f"/api/v1/role-grants/{uuid}/endings", {"reason": reason})


def test_a_role_has_a_giver_a_reason_and_an_end(administrator, association, somebody):
    given = give(client_of(administrator), association, somebody).json()

    assert given["grantedBy"] == str(administrator.uuid)
    assert given["endsBefore"] == str(today() + timedelta(days=LONGEST_TERMS[Role.ASSESSOR]))
    assert client_of(somebody).get(f"/api/v1/role-grants/{given['uuid']}").json()["reason"] == "Appointed."
    assert Event.objects.filter(kind="role.granted", subject_uuid=somebody.uuid).count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"endsBefore": "2031-01-01"}, "#/endsBefore"),
        ({"endsBefore": "2026-01-01"}, "#/endsBefore"),
        ({"reason": ""}, "#/reason"),
        ({"email": "nobody@venvn.example"}, "#/email"),
        ({"role": "PROVIDER_MANAGER"}, "#/role"),
    ],
)
def test_what_a_role_cannot_be_given_for(administrator, association, somebody, changes, field):
    answer = give(client_of(administrator), association, somebody, **changes)

    assert (answer.status_code, [error["location"] for error in answer.json()["errors"]]) == (400, [field])


def test_nobody_gives_himself_a_role_whatever_code_runs(administrator, association):
    assert give(client_of(administrator), association, administrator).json()["code"] == "four-eyes-required"
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        RoleGrantFactory(user=administrator, granted_by=administrator)
    assert constraint_of(refused.value) == "role_granted_by_another"


def test_a_machine_gets_no_role_but_its_own(administrator, association):
    machine = UserFactory(is_machine=True)

    assert give(client_of(administrator), association, machine).status_code == 400


def test_an_ended_role_is_gone_on_the_next_request_and_says_who_ended_it_and_why(administrator, association, somebody):
    office, holder = client_of(administrator), client_of(somebody)
    given = give(office, association, somebody).json()["uuid"]
    figures = "/api/v1/persons"
    assert holder.get(figures).status_code == 200

    ended = end(office, given).json()

    assert holder.get(figures).status_code == 403
    assert (ended["endedBy"], ended["endReason"]) == (str(administrator.uuid), "Left.")
    assert end(office, given).json()["code"] == "role-already-ended"
    assert give(office, association, somebody).status_code == 201  # on the same day
    assert holder.get(figures).status_code == 200
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        RoleGrantFactory(ended_at=now())
    assert constraint_of(refused.value) == "role_ended_by_someone_for_a_reason"


def test_the_last_one_who_gives_roles_stays(administrator, association):
    office = client_of(administrator)
    mine = RoleGrant.objects.get(user=administrator)
    RoleGrantFactory(role=Role.ADMINISTRATOR, organisation=association, user__is_active=False)

    assert end(office, mine.uuid).json()["code"] == "last-giver"
    RoleGrantFactory(role=Role.ADMINISTRATOR, organisation=association)
    assert end(office, mine.uuid).status_code == 201


def test_who_gives_roles_for_one_register_gives_none_for_all(association, somebody):
    register, other = (RegisterFactory(association=association, code=code) for code in ("one", "two"))
    limited = RoleGrantFactory(role=Role.ADMINISTRATOR, organisation=association, register=register).user
    whole = RoleGrantFactory(role=Role.READER, organisation=association)

    assert give(client_of(limited), association, somebody).status_code == 403
    assert give(client_of(limited), association, somebody, register="two").status_code == 403
    assert give(client_of(limited), association, somebody, register="one").status_code == 201
    assert end(client_of(limited), whole.uuid).status_code == 403
    assert other.code == "two"


def test_a_role_that_ends_soon_is_told_once_unless_it_was_given_again(administrator, association, somebody):
    soon = today() + 20 * DAY
    RoleGrantFactory(user=somebody, role=Role.READER, organisation=association, ends_before=soon)
    goes_on = RoleGrantFactory(role=Role.READER, organisation=association, ends_before=soon)
    again = {"starts_on": soon, "ends_before": soon + 90 * DAY}
    RoleGrantFactory(user=goes_on.user, role=Role.READER, organisation=association, **again)
    RoleGrantFactory(role=Role.READER, organisation=association, ends_before=today() + 40 * DAY)

    assert announce_ending_roles(today=today(), now=now()) == 1
    assert announce_ending_roles(today=today(), now=now()) == 0
    told = Event.objects.get(kind="role.ends-soon")
    assert (told.subject_uuid, told.data["endsBefore"]) == (somebody.uuid, str(soon))


def admin_of(client, user):
    user.is_staff = True
    user.save()
    client.force_login(user)
    return client


def test_in_the_admin_the_operator_gives_and_ends_roles_and_none_to_himself(client, association, somebody):
    operator = admin_of(client, UserFactory(is_superuser=True))
    form = {
        "email": somebody.email,
        "role": "ADMINISTRATOR",
        "organisation": association.pk,
        "starts_on": str(today()),
        "reason": "The first.",
    }
    page = reverse("admin:register_rolegrant_add")

    assert operator.post(page, form | {"email": "user@none.example"}).status_code == 200
    assert operator.post(page, form).status_code == 302
    grant = RoleGrant.objects.get(user=somebody)
    assert (grant.granted_by.is_superuser, grant.reason) == (True, "The first.")
    RoleGrantFactory(role=Role.ADMINISTRATOR, organisation=association)
    end_ = {"action": "end", "_selected_action": [grant.pk], "reason": "By mistake."}
    operator.post(reverse("admin:register_rolegrant_changelist"), end_)
    grant.refresh_from_db()
    assert (grant.end_reason, grant.ended_by_id) == ("By mistake.", grant.granted_by_id)


def test_in_the_admin_an_administrator_gives_roles_of_the_association_and_nowhere_else(
    client, administrator, association, somebody
):
    elsewhere = RoleGrantFactory(role=Role.READER)
    office = admin_of(client, administrator)
    page = reverse("admin:register_rolegrant_add")
    form = {"email": somebody.email, "role": "READER", "starts_on": str(today()), "reason": "Reads."}

    assert office.post(page, form | {"organisation": elsewhere.organisation_id}).status_code == 200
    assert office.post(page, form | {"organisation": association.pk, "email": administrator.email}).status_code == 200
    assert not RoleGrant.objects.filter(reason="Reads.").exists()
    assert office.post(page, form | {"organisation": association.pk}).status_code == 302
    listed = office.get(reverse("admin:register_rolegrant_changelist")).content.decode()
    assert somebody.email in listed
    assert elsewhere.user.email not in listed


def test_in_the_admin_a_machine_is_made_and_its_secret_shown_once(client, administrator, association):
    office = admin_of(client, administrator)
    form = {"organisation": association.pk, "name": "Portal", "scopes": ["registrations:read"]}

    shown = office.post(reverse("admin:register_machine_add"), form, follow=True).content.decode()

    machine = association.machines.get()
    assert machine.client_id in shown
    page = office.get(reverse("admin:register_machine_changelist")).content.decode()
    assert "Portal" in page
    end_ = {"action": "end", "_selected_action": [machine.pk], "reason": "Not needed."}
    office.post(reverse("admin:register_machine_changelist"), end_)
    machine.refresh_from_db()
    assert machine.end_reason == "Not needed."
