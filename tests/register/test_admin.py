"""The admin shows staff what their roles let them see, and changes nothing that the law fixed."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accreditation.services.courses import revise_course
from portfolio.models import AttendanceBatch, LedgerEntry, StaleStanding
from register.access import Role
from register.models import Association, JobRun, Regulation, RoleGrant, User
from tests.factories.accreditation import AccreditationFactory, EditionFactory, MeetingFactory, ModuleFactory
from tests.factories.connections import LinkFactory
from tests.factories.register import (
    NOW,
    AssociationFactory,
    CycleFactory,
    RegisterFactory,
    RegistrationFactory,
    RoleGrantFactory,
    UserFactory,
    shipped_source,
)

pytestmark = pytest.mark.django_db
OPERATOR_PAGES = {User, Association, RoleGrant, AttendanceBatch, StaleStanding}


@pytest.fixture
def cycle():
    return CycleFactory()


def staff(client, register, role):
    user = UserFactory(is_staff=True)
    RoleGrantFactory(user=user, role=role, organisation=register.association)
    client.force_login(user)
    return user


def rows_for_every_page(cycle, n):
    for k in range(n):
        registration = RegistrationFactory(register=cycle.registration.register, number=f"{n}-{k}")
        CycleFactory(registration=registration, regulation=cycle.regulation)
        edition = EditionFactory()
        MeetingFactory(edition=edition)
        AccreditationFactory(course=edition.course, register=registration.register)
        LedgerEntry.objects.create(
            person=registration.person,
            registration=registration,
            edition=edition,
            effective_on=edition.starts_on,
            validation="PROVIDER_REPORTED",
            source_key=f"admin/{n}/{k}",
            recorded_at=NOW,
        )
        JobRun.objects.create(name="plan_reminders", started_at=NOW)
        LinkFactory(association=registration.register.association)


def pages():
    return sorted(
        (m for m in admin.site._registry if m._meta.app_label in {"register", "accreditation", "portfolio"}),
        key=lambda m: m._meta.label,
    )


def queries_of_every_list(client):
    """How many each list takes. What fills caches at the first look is far less than the rows that come after it."""
    counted = {}
    for model in pages():
        if model in OPERATOR_PAGES:
            continue
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        connection.queries_log.clear()  # it holds so many and no more
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counted[model._meta.label] = len(asked)
    return counted


def test_a_list_costs_the_same_number_of_queries_however_long_it_is(client, cycle):
    user = staff(client, cycle.registration.register, Role.REGISTRAR)
    RoleGrantFactory(user=user, role=Role.ADMINISTRATOR, organisation=cycle.registration.register.association)
    rows_for_every_page(cycle, 2)
    few = queries_of_every_list(client)

    rows_for_every_page(cycle, 12)

    many = queries_of_every_list(client)
    assert {label: (few[label], many[label]) for label in few if many[label] > few[label]} == {}


def test_a_course_and_an_edition_are_shown_with_all_that_belongs_to_them(client, cycle):
    staff(client, cycle.registration.register, Role.REGISTRAR)
    module, meeting = ModuleFactory(title="Soorten wonden"), MeetingFactory(code="B-7")
    revise_course(course=module.course, changes={"summary": "Nieuw gezegd."}, actor=None, now=NOW)

    course = client.get(reverse("admin:accreditation_course_change", args=[module.course_id])).content.decode()
    edition = client.get(reverse("admin:accreditation_edition_change", args=[meeting.edition_id])).content.decode()

    assert "Soorten wonden" in course
    assert "Nieuw gezegd." in course
    assert "B-7" in edition
    assert client.get(reverse("admin:accreditation_meeting_change", args=[meeting.pk])).status_code == 200


def test_staff_of_another_association_see_none_of_it(client, cycle):
    staff(client, RegisterFactory(code="nova", association=AssociationFactory()), Role.REGISTRAR)
    rows_for_every_page(cycle, 1)

    for name in ("registration", "event"):
        page = client.get(reverse(f"admin:register_{name}_changelist"))
        assert page.context["cl"].result_count == 0
    entry = LedgerEntry.objects.get()
    assert client.get(reverse("admin:portfolio_ledgerentry_change", args=[entry.pk])).status_code == 302
    assert client.get(reverse("admin:portfolio_ledgerentry_changelist")).context["cl"].result_count == 0


def test_a_reader_opens_registrations_but_no_dossiers(client, cycle):
    staff(client, cycle.registration.register, Role.READER)

    assert client.get(reverse("admin:register_registration_changelist")).status_code == 200
    assert client.get(reverse("admin:portfolio_ledgerentry_changelist")).status_code == 403


def test_the_ledger_and_an_adopted_regulation_have_no_way_to_be_changed(client, cycle):
    staff(client, cycle.registration.register, Role.REGISTRAR)
    rows_for_every_page(cycle, 1)

    for name, row in (("portfolio_ledgerentry", LedgerEntry.objects.get()), ("register_regulation", cycle.regulation)):
        change = reverse(f"admin:{name}_change", args=[row.pk])
        assert client.get(change).status_code == 200
        assert client.post(change, {"source": "x", "quantity": 99}).status_code == 403
        assert client.post(reverse(f"admin:{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


def test_a_regulation_is_proposed_here_and_adopted_here_by_someone_else(client):
    register = RegisterFactory()
    staff(client, register, Role.REGISTRAR)
    add = reverse("admin:register_regulation_add")

    refused = client.post(add, {"register": register.pk, "source": "register: venvn\nrequirments: []\n"})
    assert refused.status_code == 200
    assert "line" in refused.content.decode()
    assert client.post(add, {"register": register.pk, "source": shipped_source("venvn")}).status_code == 302
    draft = Regulation.objects.get()
    adopt = {"action": "adopt", "_selected_action": [draft.pk]}
    client.post(reverse("admin:register_regulation_changelist"), adopt)
    draft.refresh_from_db()
    assert draft.state == Regulation.State.DRAFT

    staff(client, register, Role.COMMITTEE)
    client.post(reverse("admin:register_regulation_changelist"), adopt)
    draft.refresh_from_db()
    assert draft.state == Regulation.State.ADOPTED


def test_the_operator_manages_accounts_but_holds_no_role_in_any_register(client, cycle):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    assert client.get(reverse("admin:register_user_changelist")).status_code == 200
    assert client.get(reverse("admin:register_user_change", args=[cycle.regulation.proposed_by_id])).status_code == 200
    for name in ("portfolio_attendancebatch", "portfolio_stalestanding", "register_register", "register_association"):
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200
    assert client.get(reverse("admin:register_registration_changelist")).status_code == 403
