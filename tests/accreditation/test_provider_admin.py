"""The admin of the provider desk: an office sees its own rows and decides about them as through the API."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accreditation.models import AccreditationPolicy, FeeChange, ProviderAuthorisation
from register.access import Role
from tests.factories.accreditation import AccreditationFactory, AuthorisationFactory
from tests.factories.provider_desk import (
    CheckDrawFactory,
    CourseCheckFactory,
    FeeFactory,
    InstitutionalAccreditationFactory,
    PolicyFactory,
    RecognitionFactory,
    SignUpFactory,
    TrustMoveFactory,
    VisitFactory,
)
from tests.factories.register import RegisterFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGES = (
    "provider",
    "providersignup",
    "providerauthorisation",
    "institutionalaccreditation",
    "visit",
    "recognition",
    "fee",
    "trustmove",
    "checkdraw",
    "coursecheck",
    "accreditationpolicy",
)


@pytest.fixture
def register():
    return RegisterFactory()


@pytest.fixture
def sign_in(client, register):
    def signed_in(role=Role.REGISTRAR):
        user = RoleGrantFactory(role=role, organisation=register.association, user=UserFactory(is_staff=True)).user
        client.force_login(user)
        return client

    return signed_in


def add_rows(register, n):
    association = register.association
    SignUpFactory(association=association)
    AuthorisationFactory(association=association)
    InstitutionalAccreditationFactory(association=association)
    VisitFactory(association=association)
    RecognitionFactory()
    FeeFactory(register=register)
    TrustMoveFactory(register=register)
    years = {"decided_from": date(2010 + n, 1, 1), "decided_before": date(2011 + n, 1, 1)}
    draw = CheckDrawFactory(register=register, **years)
    CourseCheckFactory(draw=draw, accreditation=AccreditationFactory(register=register))
    PolicyFactory(register=register, in_force_from=date(2010 + n, 1, 1))


@pytest.mark.parametrize("page", PAGES)
def test_a_list_costs_the_same_number_of_queries_however_long_it_is(page, sign_in, register):
    client, address = sign_in(), reverse(f"admin:accreditation_{page}_changelist")
    add_rows(register, 0)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).context["cl"].result_count >= 1
    for n in range(1, 6):
        add_rows(register, n)
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).context["cl"].result_count >= 6

    assert len(many) == len(few)


def test_an_office_sees_what_is_its_own_and_a_reader_none_of_it(sign_in, register):
    add_rows(RegisterFactory(code="nova"), 0)

    client = sign_in()
    for page in ("providersignup", "providerauthorisation", "visit", "fee", "trustmove", "checkdraw", "coursecheck"):
        assert client.get(reverse(f"admin:accreditation_{page}_changelist")).context["cl"].result_count == 0, page
    assert sign_in(Role.READER).get(reverse("admin:accreditation_fee_changelist")).status_code == 403


def act(client, page, action, row, **filled):
    body = {"action": action, "_selected_action": [row.pk], **filled}
    answer = client.post(reverse(f"admin:accreditation_{page}_changelist"), body, follow=True)
    row.refresh_from_db()
    return [str(message) for message in answer.context["messages"]]


def test_a_fee_is_paid_here_with_the_day_and_the_payment(sign_in, register):
    client, fee = sign_in(), FeeFactory(register=register)

    assert "Vul in" in act(client, "fee", "paid", fee, day="2026-01-20")[0]
    assert fee.state == "DUE"
    act(client, "fee", "paid", fee, day="2026-01-20", reason="Bank 14")
    change = FeeChange.objects.get()
    assert (fee.state, change.on, change.reason) == ("PAID", date(2026, 1, 20), "Bank 14")
    assert "PAID" not in act(client, "fee", "exempt", fee, day="2026-01-20", reason="x")[0]
    assert client.get(reverse("admin:accreditation_fee_change", args=[fee.pk])).status_code == 200


@pytest.mark.parametrize(("action", "state"), [("exempt", "EXEMPT"), ("withdraw", "WITHDRAWN")])
def test_a_fee_is_exempted_and_withdrawn_here(sign_in, register, action, state):
    fee = FeeFactory(register=register)

    act(sign_in(), "fee", action, fee, day="2026-01-20", reason="Asked by mistake.")

    assert fee.state == state


def test_authorisations_are_decided_here(sign_in, register):
    client, asked = sign_in(), {"state": "ASKED", "starts_on": None, "association": register.association}
    first, second = AuthorisationFactory(**asked), AuthorisationFactory(**asked)

    act(client, "providerauthorisation", "grant", first, day="2026-01-01")
    act(client, "providerauthorisation", "refuse", second, reason="No teachers named.")
    assert (first.state, first.starts_on, second.state) == ("GRANTED", date(2026, 1, 1), "REFUSED")
    act(client, "providerauthorisation", "withdraw", first, day="2029-01-01", reason="They stopped.")
    assert (first.state, first.ends_before) == ("WITHDRAWN", date(2029, 1, 1))
    assert ProviderAuthorisation.objects.count() == 2


def test_a_step_up_is_confirmed_here_by_somebody_else(sign_in, register):
    client, move = sign_in(), TrustMoveFactory(register=register, state="PROPOSED", effective_on=None)

    act(client, "trustmove", "confirm", move)

    assert (move.state, move.confirmed_by is not None) == ("IN_FORCE", True)


def test_a_sign_up_is_refused_here(sign_in, register):
    client, sign_up = sign_in(), SignUpFactory(association=register.association)

    act(client, "providersignup", "refuse", sign_up, reason="Unknown to us.")

    assert (sign_up.state, sign_up.reason) == ("REFUSED", "Unknown to us.")


def test_a_policy_is_proposed_here_and_adopted_here_by_somebody_else(sign_in, register):
    add, client = reverse("admin:accreditation_accreditationpolicy_add"), sign_in()
    body = {"register": register.pk, "in_force_from": "2027-01-01", "document": json.dumps({"advice": 3})}

    refused = client.post(add, body)
    assert "#/document/advice" in refused.content.decode()
    assert client.post(add, body | {"document": json.dumps({"advices": 3})}).status_code == 302
    draft = AccreditationPolicy.objects.get()
    act(client, "accreditationpolicy", "adopt", draft)
    assert draft.adopted_at is None
    act(sign_in(Role.COMMITTEE), "accreditationpolicy", "adopt", draft)
    assert draft.adopted_at is not None
